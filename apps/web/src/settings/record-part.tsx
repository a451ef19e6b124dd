import { useNavigate, useSearch } from "@tanstack/react-router";
import { type RecordedEvent, useRecord, useVerification } from "../data/record.ts";
import { dateAndTime } from "../data/times.ts";
import { Aside } from "../ui/aside.tsx";
import { Button } from "../ui/button.tsx";
import { ListWithAside } from "../ui/list-with-aside.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { Table, type TableColumn } from "../ui/table.tsx";
import { actorOf, deedOf, subjectOf } from "./event.ts";
import { EventDetails } from "./event-details.tsx";
import styles from "./settings.module.css";
import { Tools } from "./tools.tsx";
import { text } from "./text.ts";

const columns: TableColumn<RecordedEvent>[] = [
  { id: "what", label: text.record.what, cell: deedOf },
  { id: "about", label: text.record.about, cell: subjectOf },
  { id: "who", isMinor: true, label: text.record.who, cell: actorOf },
  { id: "when", label: text.record.when, cell: ({ at }) => dateAndTime(at) },
];

/** Who changed what and when, and whether that was altered since. */
export function RecordPart() {
  const { selected } = useSearch({ from: "/screens/settings/$part" });
  const navigate = useNavigate({ from: "/settings/$part" });
  const record = useRecord();
  const event = record.data?.find(({ id }) => id === selected);
  const show = (id?: string) => void navigate({ search: id === undefined ? {} : { selected: id } });
  return (
    <div className={styles.list}>
      <Verification />
      <ListWithAside
        list={record}
        aside={
          event && (
            <Aside title={deedOf(event)} onClose={() => show()}>
              <EventDetails key={event.id} event={event} />
            </Aside>
          )
        }
      >
        <Table
          label={text.parts.record}
          columns={columns}
          items={record.data ?? []}
          idOf={({ id }) => id}
          selected={selected}
          onSelect={show}
          empty={text.record.none}
        />
      </ListWithAside>
    </div>
  );
}

/** Reads the whole record, and says whether it is as it was written. */
function Verification() {
  const verification = useVerification();
  const { data, error, isFetching } = verification;
  return (
    <Tools>
      <Button isDisabled={isFetching} onPress={() => void verification.refetch()}>
        {isFetching ? text.record.verifying : text.record.verify}
      </Button>
      <div className={styles.verified} role="status">
        {data && (
          <>
            <p>
              {data.faults.length === 0
                ? `✓ ${text.record.whole(data)}`
                : `✕ ${text.record.broken({ faults: data.faults.length })}`}
            </p>
            {data.faults.map((fault) => (
              <p key={`${fault.chain} ${fault.height} ${fault.fault}`}>
                {text.record.fault(fault)}
              </p>
            ))}
            <p className={styles.note}>
              {text.record.hash} <code className={styles.hash}>{data.hash}</code>
              <br />
              {text.record.hashHint}
            </p>
          </>
        )}
      </div>
      {error !== null && <Refusal error={error} />}
    </Tools>
  );
}

import { type RecordedChange, type RecordedEvent, useEventChanges } from "../data/record.ts";
import { dateAndTime } from "../data/times.ts";
import { Button } from "../ui/button.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { text as shared } from "../ui/text.ts";
import { fieldsOf } from "./changed-fields.ts";
import { actorOf } from "./event.ts";
import styles from "./settings.module.css";
import { text } from "./text.ts";

/** One event of the record, with the values before and after. */
export function EventDetails({ event }: { event: RecordedEvent }) {
  const changes = useEventChanges(event.id);
  const shown = changes.data ?? event.changes;
  return (
    <div className={styles.stack}>
      <dl className={styles.facts}>
        <dt>{text.record.who}</dt>
        <dd>{actorOf(event)}</dd>
        <dt>{text.record.when}</dt>
        <dd>{dateAndTime(event.at)}</dd>
        <dt>{text.record.procedure}</dt>
        <dd>{event.procedure}</dd>
        <dt>{text.record.request}</dt>
        <dd>{event.request_id}</dd>
      </dl>
      {shown.map((change, index) => (
        // Changes have no id, and stay in their order.
        <Change key={index} change={change} number={index + 1} />
      ))}
      {changes.hasNextPage && (
        <Button
          isDisabled={changes.isFetchingNextPage}
          onPress={() => void changes.fetchNextPage()}
        >
          {shared.form.more}
        </Button>
      )}
      {changes.error !== null && <Refusal error={changes.error} />}
    </div>
  );
}

function Change({ change, number }: { change: RecordedChange; number: number }) {
  const fields = fieldsOf(change);
  if (change.erased) return <p className={styles.note}>{text.record.erased}</p>;
  if (fields.length === 0) return <p className={styles.note}>{text.record.unchanged}</p>;
  return (
    <table className={styles.changes} aria-label={text.record.part({ number })}>
      <thead>
        <tr>
          <th scope="col">{text.record.field}</th>
          <th scope="col">{text.record.before}</th>
          <th scope="col">{text.record.after}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, before, after }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{before}</td>
            <td>{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { useState } from "react";
import { durationName } from "../data/durations.ts";
import { type OutsideWork, useOutsideWork } from "../data/outside-work.ts";
import { dateAndTimes } from "../data/times.ts";
import { useReader } from "../frame/reader.ts";
import { Button } from "../ui/button.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { text as shared } from "../ui/text.ts";
import { OutsideWorkForm } from "./outside-work-form.tsx";
import part from "./people.module.css";
import { text } from "./text.ts";

interface Props {
  artist_id: string;
  /** Planners may, and artists their own. */
  mayChange: boolean;
}

/** A person's work for other employers, to be added, changed and deleted. Also for an artist's own view. */
export function OutsideWorkPart({ artist_id, mayChange }: Props) {
  const work = useOutsideWork(artist_id);
  const [edited, setEdited] = useState<string>();
  const close = () => setEdited(undefined);
  return (
    <section className={part.part} aria-label={text.outside.title}>
      <h2>{text.outside.title}</h2>
      {work.error !== null && <Refusal error={work.error} />}
      {work.data?.length === 0 && <p className={part.muted}>{text.outside.none}</p>}
      <ul className={part.list}>
        {work.data?.map((one) =>
          edited === one.id ? (
            <li key={one.id}>
              <OutsideWorkForm artist_id={artist_id} work={one} onDone={close} />
            </li>
          ) : (
            <Entry
              key={one.id}
              work={one}
              {...(mayChange && { onEdit: () => setEdited(one.id) })}
            />
          ),
        )}
      </ul>
      {work.hasNextPage && (
        <Button isDisabled={work.isFetchingNextPage} onPress={() => void work.fetchNextPage()}>
          {shared.form.more}
        </Button>
      )}
      {mayChange && edited === "new" && (
        <OutsideWorkForm artist_id={artist_id} work={undefined} onDone={close} />
      )}
      {mayChange && edited !== "new" && (
        <div className={part.buttons}>
          <Button onPress={() => setEdited("new")}>{text.outside.add}</Button>
        </div>
      )}
    </section>
  );
}

function Entry({ work, onEdit }: { work: OutsideWork; onEdit?: () => void }) {
  const { organisation } = useReader();
  const when = dateAndTimes({ ...work, time_zone: organisation.time_zone });
  return (
    <li className={part.item}>
      <span className={part.grow}>
        {when}
        <br />
        <span className={part.muted}>
          {work.employer ?? text.outside.unnamed}
          {work.worked_minutes !== null && ` · ${durationName(work.worked_minutes)}`}
          {work.cachets !== null && ` · ${text.outside.paidBy({ cachets: work.cachets })}`}
          {work.category !== "work" && ` · ${text.outside.categories[work.category]}`}
          {work.annexe !== null && ` · ${text.outside.annexes[work.annexe]}`}
        </span>
      </span>
      {onEdit !== undefined && (
        <Button aria-label={text.outside.edit({ when })} onPress={onEdit}>
          {shared.form.edit}
        </Button>
      )}
    </li>
  );
}

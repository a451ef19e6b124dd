import type { Mission } from "@coulisses/client";
import { useState } from "react";
import { useHistory, useUndoEvent } from "../../../data/missions.ts";
import { dayAndClock } from "../../../data/times.ts";
import { Button } from "../../../ui/button.tsx";
import { Refusal } from "../../../ui/refusal.tsx";
import { text as shared } from "../../../ui/text.ts";
import { type Entry, entriesOf } from "../../model/history.ts";
import { actorOf, lineWords } from "./history-words.ts";
import styles from "./panel.module.css";
import { text } from "./text.ts";

interface Props {
  mission: Mission;
  isReadOnly: boolean;
}

/** What happened to a mission: who changed what, when, and how to undo it. */
export function History(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section className={styles.positions} aria-label={text.history.title}>
      <div className={styles.line}>
        <h3 className={styles.section}>{text.history.title}</h3>
        <Button
          aria-expanded={isOpen}
          aria-label={`${text.about({ what: isOpen ? text.history.hide : text.history.show })} ${text.history.title}`}
          onPress={() => setOpen(!isOpen)}
        >
          {isOpen ? text.history.hide : text.history.show}
        </Button>
      </div>
      {isOpen && <Events {...props} />}
    </section>
  );
}

function Events({ mission, isReadOnly }: Props) {
  const history = useHistory(mission.id);
  if (history.isError) return <Refusal error={history.error} />;
  return (
    <>
      <ol className={styles.list}>
        {entriesOf(history.data ?? []).map((entry) => (
          <Event
            key={entry.event.id}
            entry={entry}
            time_zone={mission.time_zone}
            isReadOnly={isReadOnly}
          />
        ))}
      </ol>
      {history.hasNextPage && (
        <div>
          <Button
            isDisabled={history.isFetchingNextPage}
            onPress={() => void history.fetchNextPage()}
          >
            {shared.form.more}
          </Button>
        </div>
      )}
    </>
  );
}

interface EventProps {
  entry: Entry;
  time_zone: string;
  isReadOnly: boolean;
}

function Event({ entry, time_zone, isReadOnly }: EventProps) {
  const undo = useUndoEvent();
  const { event, lines, isUndo, isUndoable } = entry;
  const said = lines.length === 0 ? [{ what: text.history.changed }] : lines.map(lineWords);
  const what = said.map((line) => line.what).join(", ");
  return (
    <li className={styles.event}>
      <div className={styles.line}>
        <p className={`${styles.muted} ${styles.name}`}>
          <time dateTime={event.at}>{dayAndClock(event.at, time_zone)}</time>
          {` · ${actorOf(event)}`}
          {isUndo && ` · ${text.history.wasUndo}`}
        </p>
        {isUndoable && !isReadOnly && (
          <Button
            isDisabled={undo.isPending}
            aria-label={text.history.undoOf({ what })}
            onPress={() => undo.mutate({ event_id: event.id })}
          >
            {text.history.undo}
          </Button>
        )}
      </div>
      {said.map(({ what: line, before, after }) => (
        <p key={line} dir="auto" className={styles.change}>
          {after === undefined ? line : `${text.about({ what: line })} `}
          {before !== undefined && (
            <>
              <del className={styles.before}>{before}</del>
              {" → "}
            </>
          )}
          {after}
        </p>
      ))}
      {undo.error !== null && <Refusal error={undo.error} />}
    </li>
  );
}

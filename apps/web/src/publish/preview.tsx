import { useState } from "react";
import {
  type PublicationPreview,
  usePublicationPreview,
  usePublish,
} from "../data/publications.ts";
import { shortDayAndTimes } from "../data/times.ts";
import { useReader } from "../frame/reader.ts";
import { type Period, spanOf } from "../routes/period.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { ListWithAside } from "../ui/list-with-aside.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { News } from "./news.tsx";
import { peopleToTell } from "./people.ts";
import styles from "./publish.module.css";
import { text } from "./text.ts";

/** What publishing would tell, to be chosen, and one button that tells it. */
export function Preview({ period }: { period: Period }) {
  const { organisation, role } = useReader();
  const previews = usePublicationPreview(spanOf(period, organisation.time_zone));
  // What is left out, not what is chosen: what appears meanwhile is to be told too.
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const all = previews.data ?? [];
  const chosen = all.filter(({ mission }) => !leftOut.has(mission.id));

  function choose(missions: readonly PublicationPreview[], isChosen: boolean): void {
    const ids = new Set(missions.map(({ mission }) => mission.id));
    setLeftOut(isChosen ? leftOut.difference(ids) : leftOut.union(ids));
  }

  return (
    <ListWithAside
      list={previews}
      isStacked
      aside={all.length > 0 && <Summary chosen={chosen} canPublish={role !== "viewer"} />}
    >
      {all.length === 0 ? (
        <p className={styles.empty}>{text.nothing}</p>
      ) : (
        <div className={styles.missions} role="group" aria-label={text.missions}>
          <Checkbox
            label={text.chooseAll}
            isSelected={chosen.length === all.length}
            isIndeterminate={chosen.length > 0 && chosen.length < all.length}
            onChange={(isChosen) => choose(all, isChosen)}
          />
          {all.map((preview) => (
            <MissionLine
              key={preview.mission.id}
              preview={preview}
              isChosen={!leftOut.has(preview.mission.id)}
              onChoose={(isChosen) => choose([preview], isChosen)}
            />
          ))}
        </div>
      )}
    </ListWithAside>
  );
}

interface LineProps {
  preview: PublicationPreview;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}

function MissionLine({ preview: { mission, concerned }, isChosen, onChoose }: LineProps) {
  return (
    <div className={styles.mission} data-left-out={!isChosen || undefined}>
      <Checkbox label={mission.title} isSelected={isChosen} onChange={onChoose} />
      <span className={styles.state} data-status={mission.status}>
        {text[mission.status]}
      </span>
      <span className={styles.muted}>{shortDayAndTimes(mission)}</span>
      <span className={styles.muted}>{mission.venue.name}</span>
      <span className={styles.names}>{concerned.map(({ name }) => name).join(", ")}</span>
    </div>
  );
}

/** Who is told what, and the button. */
function Summary({ chosen, canPublish }: { chosen: PublicationPreview[]; canPublish: boolean }) {
  const publish = usePublish();
  const people = peopleToTell(chosen);
  return (
    <aside className={styles.summary} aria-label={text.people}>
      <h2>{text.people}</h2>
      {people.length === 0 && <p className={styles.muted}>{text.nobody}</p>}
      <ul className={styles.people}>
        {people.map(({ artist_id, name, news }) => (
          <li key={artist_id}>
            <h3>{name}</h3>
            <ul>
              {news.map((one) => (
                <News key={one.change.mission_id} {...one} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <div className={styles.act}>
        <p>{text.total({ missions: chosen.length, people: people.length })}</p>
        {publish.error !== null && <Refusal error={publish.error} />}
        {canPublish && (
          <Button
            isPrimary
            isDisabled={publish.isPending || chosen.length === 0}
            onPress={() => publish.mutate(chosen)}
          >
            {text.publish}
          </Button>
        )}
      </div>
    </aside>
  );
}

import type { Finding } from "@coulisses/client";
import { useNavigate } from "@tanstack/react-router";
import { parseView } from "../board/model/view.ts";
import { useEngagedOn } from "../data/engaged-on.ts";
import { Button } from "./button.tsx";
import { lawText } from "./text.ts";
import styles from "./refusal.module.css";

/** A finding, with the mission that would change where the server says it. */
export type Blocking = Finding & { mission?: { id: string; title: string } };

interface Props {
  findings: readonly Blocking[];
  /** Whether several missions would change together. */
  isOfSeveral: boolean;
}

/** Findings as sentences, with their articles. Each leads to the missions that it is about, as far as they are on the board. */
export function Findings({ findings, isOfSeveral }: Props) {
  return (
    <ul>
      {findings.map(({ message, reference, engagements, mission }) => (
        <li key={`${mission?.id} ${message}`}>
          {isOfSeveral && mission && <b>{lawText.refused.of(mission)} </b>}
          {message}
          {reference !== null && <span className={styles.reference}> ({reference})</span>}
          <Links engagements={engagements} own={isOfSeveral ? mission : undefined} />
        </li>
      ))}
    </ul>
  );
}

function Links({ engagements, own }: { engagements: readonly string[]; own: Blocking["mission"] }) {
  const others = useEngagedOn(engagements).filter(({ id }) => id !== own?.id);
  const missions = own === undefined ? others : [own, ...others];
  const navigate = useNavigate();
  return (
    <span className={styles.links}>
      {missions.map(({ id, title }) => (
        <Button
          key={id}
          aria-label={lawText.refused.show({ name: title })}
          onPress={() =>
            void navigate({
              to: "/board",
              search: (present) => ({ ...parseView(present), mission: id }),
            })
          }
        >
          {title}
        </Button>
      ))}
    </span>
  );
}

import type { Finding } from "@coulisses/client";
import { useNavigate } from "@tanstack/react-router";
import { parseView } from "../board/model/view.ts";
import { useEngagedOn } from "../data/engaged-on.ts";
import { Button } from "./button.tsx";
import { lawText } from "./text.ts";
import styles from "./refusal.module.css";

/** Findings as sentences, with their articles. Each leads to the missions that it is about, as far as they are on the board. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul>
      {findings.map(({ message, reference, engagements }) => (
        <li key={message}>
          {message}
          {reference !== null && <span className={styles.reference}> ({reference})</span>}
          <Links engagements={engagements} />
        </li>
      ))}
    </ul>
  );
}

function Links({ engagements }: { engagements: readonly string[] }) {
  const missions = useEngagedOn(engagements);
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

import type { Outputs } from "@coulisses/client";
import { useState } from "react";
import { useCandidates, useEngage } from "../../../data/plan.ts";
import { text } from "../../text.ts";
import { Button } from "../../../ui/button.tsx";
import { Refusal } from "../../../ui/refusal.tsx";
import { Search } from "../../../ui/search.tsx";
import { Verdict } from "../../../ui/verdict.tsx";
import styles from "./panel.module.css";

type CandidateShown = Outputs["missions"]["candidates"]["items"][number];

interface Position {
  mission_id: string;
  position_id: string;
}

/** Everybody who could take a position, best first, and what speaks against the others. */
export function Candidates(position: Position) {
  const [q, setQ] = useState("");
  const candidates = useCandidates(position, q);
  if (candidates.isError) return <Refusal error={candidates.error} />;
  return (
    <div className={styles.candidates}>
      <Search label={text.panel.search} value={q} onChange={setQ} />
      <ul className={styles.list}>
        {candidates.data
          ?.filter(({ engagement_id }) => engagement_id === null)
          .map((candidate) => (
            <Candidate key={candidate.artist_id} candidate={candidate} {...position} />
          ))}
      </ul>
    </div>
  );
}

function Candidate({ candidate, position_id }: Position & { candidate: CandidateShown }) {
  const { artist_id, name, verdict, findings, reasons } = candidate;
  const place = useEngage(name);
  const engage = (status: "option" | "confirmed") =>
    place.mutate({ engagements: [{ position_id, artist_id, status }] });
  const [worst] = findings;
  return (
    <li className={styles.candidate}>
      <div className={styles.line}>
        <Verdict verdict={verdict} />
        <span className={styles.name}>{name}</span>
        <Button
          isDisabled={place.isPending}
          aria-label={text.panel.optionFor({ name })}
          onPress={() => engage("option")}
        >
          {text.panel.option}
        </Button>
        {verdict !== "blocked" && (
          <Button
            isDisabled={place.isPending}
            aria-label={text.panel.confirmSomebody({ name })}
            onPress={() => engage("confirmed")}
          >
            {text.panel.confirm}
          </Button>
        )}
      </div>
      <p className={styles.why}>
        {worst === undefined ? reasons.map(({ message }) => message).join(" · ") : worst.message}
      </p>
      {place.error !== null && <Refusal error={place.error} />}
    </li>
  );
}

import type { Outputs } from "@coulisses/client";
import { type ReactNode, useState } from "react";
import { useCandidates, useEngage } from "../../../data/plan.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Refusal } from "../../../ui/refusal.tsx";
import { Search } from "../../../ui/search.tsx";
import { Select } from "../../../ui/select.tsx";
import { text as shared } from "../../../ui/text.ts";
import { Verdict } from "../../../ui/verdict.tsx";
import { text as board } from "../../text.ts";
import styles from "./panel.module.css";
import { text } from "./text.ts";

type CandidateShown = Outputs["missions"]["candidates"]["items"][number];

interface Position {
  mission_id: string;
  position_id: string;
}

/** After how many days options can expire; 0 is never. */
const validities = [0, 1, 2, 3, 7, 14].map((days) => ({
  value: String(days),
  label: days === 0 ? text.candidates.never : text.candidates.days({ days }),
}));

/** Everybody who could take a position, best first, and what speaks against the others. */
export function Candidates({ isReadOnly, ...position }: Position & { isReadOnly: boolean }) {
  const [validity, setValidity] = useState("0");
  return (
    <CandidateList
      {...position}
      tools={
        !isReadOnly && (
          <Select
            label={text.candidates.validity}
            options={validities}
            value={validity}
            onChange={(key) => setValidity(String(key))}
          />
        )
      }
    >
      {(candidate) => (
        <Candidate
          candidate={candidate}
          position_id={position.position_id}
          validity={Number(validity)}
          isReadOnly={isReadOnly}
        />
      )}
    </CandidateList>
  );
}

interface ListProps extends Position {
  tools?: ReactNode;
  children: (candidate: CandidateShown) => ReactNode;
}

/** Everybody, judged for a position: found by name, and page by page. */
export function CandidateList({ tools, children, ...position }: ListProps) {
  const [q, setQ] = useState("");
  const [isFreeOnly, setFreeOnly] = useState(false);
  const candidates = useCandidates(position, q);
  if (candidates.isError) return <Refusal error={candidates.error} />;
  const shown = candidates.data?.filter(
    ({ engagement_id, verdict }) =>
      engagement_id === null && (!isFreeOnly || verdict !== "blocked"),
  );
  return (
    <div className={styles.candidates}>
      <Search label={board.panel.search} value={q} onChange={setQ} />
      <Checkbox label={text.candidates.freeOnly} isSelected={isFreeOnly} onChange={setFreeOnly} />
      {tools}
      {candidates.isPending && <Skeleton />}
      <ul className={styles.list}>
        {shown?.map((candidate) => (
          <li key={candidate.artist_id}>{children(candidate)}</li>
        ))}
      </ul>
      {shown?.length === 0 && !candidates.hasNextPage && (
        <p className={styles.muted}>{q === "" ? text.candidates.noneFree : text.candidates.none}</p>
      )}
      {candidates.hasNextPage && (
        <div>
          <Button
            isDisabled={candidates.isFetchingNextPage}
            onPress={() => void candidates.fetchNextPage()}
          >
            {shared.form.more}
          </Button>
        </div>
      )}
    </div>
  );
}

/** People to come. They are seen only if they take long. */
function Skeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-label={shared.form.loading}>
      {Array.from({ length: 5 }, (_, row) => (
        <div key={row} />
      ))}
    </div>
  );
}

interface CandidateProps {
  candidate: CandidateShown;
  position_id: string;
  /** Days after which an option expires; 0 for never. */
  validity: number;
  isReadOnly: boolean;
}

function Candidate({ candidate, position_id, validity, isReadOnly }: CandidateProps) {
  const { artist_id, name, verdict } = candidate;
  const place = useEngage(name);
  const engage = (status: "option" | "confirmed") => {
    const expiry =
      status === "option" && validity > 0
        ? {
            expires_at: Temporal.Now.instant()
              .add({ hours: validity * 24 })
              .toString(),
          }
        : {};
    place.mutate({ engagements: [{ position_id, artist_id, status, ...expiry }] });
  };
  const override = (override_reason: string) =>
    place.mutate({
      engagements: [{ position_id, artist_id, status: "confirmed", override_reason }],
    });
  return (
    <CandidateRow candidate={candidate} error={place.error} onOverride={override}>
      {!isReadOnly && (
        <>
          <Button
            isDisabled={place.isPending}
            aria-label={board.panel.optionFor({ name })}
            onPress={() => engage("option")}
          >
            {board.panel.option}
          </Button>
          {verdict !== "blocked" && (
            <Button
              isDisabled={place.isPending}
              aria-label={board.panel.confirmSomebody({ name })}
              onPress={() => engage("confirmed")}
            >
              {board.panel.confirm}
            </Button>
          )}
        </>
      )}
    </CandidateRow>
  );
}

interface RowProps {
  candidate: CandidateShown;
  error: unknown;
  onOverride?: (reason: string) => void;
  /** The buttons. */
  children: ReactNode;
}

/** Somebody who could take a position, with what speaks for or against it. */
export function CandidateRow({ candidate, error, onOverride, children }: RowProps) {
  const { name, verdict, findings, reasons } = candidate;
  const [worst] = findings;
  return (
    <div className={styles.candidate}>
      <div className={styles.line}>
        <Verdict verdict={verdict} />
        <span className={`${styles.name} ${styles.cut}`} dir="auto" title={name}>
          {name}
        </span>
        {children}
      </div>
      <p className={styles.why}>
        {worst === undefined ? reasons.map(({ message }) => message).join(" · ") : worst.message}
      </p>
      {error !== null && <Refusal error={error} onOverride={onOverride} />}
    </div>
  );
}

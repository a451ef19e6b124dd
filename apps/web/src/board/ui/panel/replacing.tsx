import type { Engagement } from "@coulisses/client";
import { useReplace } from "../../../data/missions.ts";
import { Button } from "../../../ui/button.tsx";
import { CandidateList, CandidateRow } from "./candidates.tsx";
import styles from "./panel.module.css";
import { text } from "./text.ts";
import { Refusal } from "../../../ui/refusal.tsx";

interface Props {
  engagement: Engagement;
  mission_id: string;
  onDone: () => void;
}

/** Who could take the place of somebody: who is chosen is confirmed, and the other taken off. */
export function Replacing({ engagement, mission_id, onDone }: Props) {
  const { id: engagement_id, version: expected_version, position_id } = engagement;
  const replace = useReplace(engagement);
  return (
    <div className={styles.card}>
      <div className={styles.line}>
        <h4 className={styles.skill}>{text.people.replacing({ name: engagement.artist.name })}</h4>
        <Button onPress={onDone}>{text.actions.keep}</Button>
      </div>
      {replace.error !== null && (
        <Refusal
          error={replace.error}
          onOverride={(override_reason) =>
            replace.variables !== undefined &&
            replace.mutate({ ...replace.variables, override_reason }, { onSuccess: onDone })
          }
        />
      )}
      <CandidateList mission_id={mission_id} position_id={position_id}>
        {(candidate) => (
          <CandidateRow candidate={candidate} error={null}>
            {candidate.verdict !== "blocked" && (
              <Button
                isDisabled={replace.isPending}
                aria-label={text.people.replaceBy({ name: candidate.name })}
                onPress={() =>
                  replace.mutate(
                    { engagement_id, expected_version, artist_id: candidate.artist_id },
                    { onSuccess: onDone },
                  )
                }
              >
                {text.people.choose}
              </Button>
            )}
          </CandidateRow>
        )}
      </CandidateList>
    </div>
  );
}

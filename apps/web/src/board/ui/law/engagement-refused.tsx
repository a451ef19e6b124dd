import { problemOf } from "@coulisses/client";
import type { Engagement } from "@coulisses/client";
import { Refusal } from "../../../ui/refusal.tsx";
import { Stale } from "./stale.tsx";
import { compareEngagements, isEngagement } from "./stale-words.ts";

interface Props {
  error: unknown;
  engagement: Engagement;
  /** What was wanted. */
  status: "confirmed" | "cancelled";
  onKeep: () => void;
  /** Sends it again, over the present version or with a reason to override what blocks. */
  onSend: (again: { expected_version?: number; override_reason?: string }) => void;
}

/** Why the server did not confirm or cancel an engagement, and what can be done about it. */
export function EngagementRefused({ error, engagement, status, onKeep, onSend }: Props) {
  const problem = problemOf(error);
  const { artist_id, artist } = engagement;
  if (problem?.code === "stale" && isEngagement(problem.current))
    return (
      <Stale
        compared={compareEngagements({ status, artist_id, name: artist.name }, problem.current)}
        onKeep={onKeep}
        onApply={(expected_version) => onSend({ expected_version })}
      />
    );
  return <Refusal error={error} onOverride={(override_reason) => onSend({ override_reason })} />;
}

import { problemOf } from "@coulisses/client";
import {
  forgetRefused,
  type Order,
  type Refused,
  useCarryOut,
  useRefused,
} from "../../../data/commands.ts";
import { useNameOf } from "../../../data/engaged-on.ts";
import { Button } from "../../../ui/button.tsx";
import { Refusal } from "../../../ui/refusal.tsx";
import { onPresentVersion } from "../../model/carry-out.ts";
import { Stale } from "../law/stale.tsx";
import {
  type Compared,
  compareEngagements,
  compareMissions,
  deleted,
  isEngagement,
  isMission,
} from "../law/stale-words.ts";
import styles from "./refused-note.module.css";
import { text } from "./text.ts";

/** Why the server refused the last command, and what can be done about it. */
export function RefusedNote() {
  const refused = useRefused();
  if (refused === undefined) return null;
  return (
    <div className={styles.note}>
      <What {...refused} />
      <Button aria-label={text.refused.close} onPress={forgetRefused}>
        ×
      </Button>
    </div>
  );
}

function What(refused: Refused) {
  const carryOut = useCarryOut();
  const { order, error } = refused;
  const name = useNameOf(order?.type === "reassign" ? order.artist_id : undefined);
  const stale = order && comparedIn({ ...order, name }, refused);
  if (order === undefined) return <Refusal error={error} />;
  if (stale === undefined)
    return (
      <Refusal
        error={error}
        onOverride={(override_reason) => carryOut({ ...order, override_reason })}
      />
    );
  const { id, compared } = stale;
  return (
    <Stale
      compared={compared}
      onKeep={forgetRefused}
      onApply={(version) => carryOut(onPresentVersion(order, { id, version }))}
    />
  );
}

/** What was wanted beside what is now, if another planner has changed it meanwhile. */
function comparedIn(
  order: Order & { name: string },
  { error, wanted = [] }: Refused,
): { id: string; compared: Compared } | undefined {
  const problem = problemOf(error);
  if (problem?.code !== "stale") return undefined;
  const { current } = problem;
  if (order.type === "reassign" && isEngagement(current)) {
    const { engagement, artist_id, name } = order;
    const asked = { status: engagement.status, artist_id, name };
    return { id: current.id, compared: compareEngagements(asked, current) };
  }
  const mission = isMission(current) ? wanted.find(({ id }) => id === current.id) : wanted[0];
  if (mission === undefined) return undefined;
  const compared = isMission(current) ? compareMissions(mission, current) : deleted(mission.title);
  return { id: mission.id, compared };
}

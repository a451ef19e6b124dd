import { problemOf } from "@coulisses/client";
import type { ReactNode } from "react";
import { forgetRefused, type Order, type Refused, useCarryOut } from "../../../data/commands.ts";
import { useNameOf } from "../../../data/engaged-on.ts";
import { onPresentVersion } from "../../model/carry-out.ts";
import { SeveralStale, Stale } from "./stale.tsx";
import {
  type Compared,
  compareEngagements,
  compareMissions,
  isEngagement,
  presentMissions,
} from "./stale-words.ts";

interface Props {
  order: Order;
  refused: Refused;
  /** Shown where the two cannot be compared. */
  otherwise: ReactNode;
}

/** What a command wanted, beside what another planner has made of it meanwhile. */
export function StaleOrder({ order, refused, otherwise }: Props) {
  const carryOut = useCarryOut();
  const name = useNameOf(order.type === "reassign" ? order.artist_id : undefined);
  const stale = comparedIn({ ...order, name }, refused);
  const [first] = stale;
  if (first === undefined) return otherwise;
  const again = () => carryOut(stale.reduce(onPresentVersion, order));
  const compared = stale.map((one) => one.compared);
  return stale.length === 1 ? (
    <Stale compared={first.compared} onKeep={forgetRefused} onApply={again} />
  ) : (
    <SeveralStale compared={compared} onKeep={forgetRefused} onApply={again} />
  );
}

interface StaleThing {
  id: string;
  version: number;
  compared: Compared;
}

/** What was wanted beside what is now, of all that another planner has changed meanwhile. */
function comparedIn(
  order: Order & { name: string },
  { error, wanted = [] }: Refused,
): StaleThing[] {
  const problem = problemOf(error);
  if (problem?.code !== "stale") return [];
  const { current } = problem;
  if (order.type === "reassign" && isEngagement(current)) {
    const { engagement, artist_id, name } = order;
    const asked = { status: engagement.status, artist_id, name };
    const { id, version } = current;
    return [{ id, version, compared: compareEngagements(asked, current) }];
  }
  return presentMissions(current).flatMap((now) => {
    const mission = wanted.find(({ id }) => id === now.id);
    if (mission === undefined) return [];
    const { id, version } = now;
    return [{ id, version, compared: compareMissions(mission, now) }];
  });
}

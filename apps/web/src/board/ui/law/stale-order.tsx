import { problemOf } from "@coulisses/client";
import type { ReactNode } from "react";
import { forgetRefused, type Order, type Refused, useCarryOut } from "../../../data/commands.ts";
import { useNameOf } from "../../../data/engaged-on.ts";
import { onPresentVersion } from "../../model/carry-out.ts";
import { Stale } from "./stale.tsx";
import {
  type Compared,
  compareEngagements,
  compareMissions,
  deleted,
  isEngagement,
  isMission,
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
  if (stale === undefined) return otherwise;
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

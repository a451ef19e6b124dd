import type { Engagement } from "@coulisses/client";
import { useQuery } from "@tanstack/react-query";
import { server } from "./server.ts";

/** A mission and its people, if no calendar has them: at another time, or cancelled. */
export function useMissionElsewhere(mission_id: string | undefined) {
  const id = mission_id ?? "";
  const enabled = mission_id !== undefined;
  const mission = useQuery(server.missions.get.queryOptions({ mission_id: id }, { enabled }));
  const engagements = useQuery(
    server.engagements.list.queryOptions({ mission_id: id, limit: 1000 }, { enabled }),
  );
  return {
    mission: mission.data,
    engagements: engagements.data?.items.filter(isPresent),
    error: mission.error ?? engagements.error,
  };
}

function isPresent({ status }: Engagement): boolean {
  return status === "option" || status === "confirmed";
}

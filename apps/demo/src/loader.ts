import type {
  CoulissesClient,
  EngagementsCreate,
  Mission,
  MissionCreate,
  Outcome,
} from "@coulisses/client";
import type { FestivalMission, FestivalPlan } from "./festival-plan.ts";

/** How much of a festival there is already. */
export interface Loaded {
  venues: number;
  productions: number;
  people: number;
  missions: number;
}

/** What loads the parts of a festival. */
export interface Loader {
  client: CoulissesClient;
  plan: FestivalPlan;
  /** The options of the next change. */
  once: () => { context?: { idempotencyKey: string } };
  tell: (part: Partial<Loaded>) => void;
}

/** The ids of venues and productions, in the order of the plan. */
export interface Refs {
  venues: string[];
  projects: string[];
}

/** The id of the person who has a place at a venue. */
export type Who = (venue: number, place: string) => string;

/** A mission of a day, and what it was made from. */
export interface PlannedMission {
  mission: Mission;
  planned: FestivalMission;
  day: number;
}

/** A mission as the server takes it. */
export function asSent(
  { venue, ...mission }: FestivalMission,
  { venues, projects }: Refs,
): MissionCreate {
  return { ...mission, venue_id: venues[venue] ?? "", project_id: projects[venue] ?? "" };
}

/** As many engagements as the server takes in one call. */
const mostEngagements = 200;

/** Engages people, or asks them. */
export async function engage(
  { client, once }: Loader,
  engagements: EngagementsCreate["engagements"],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let i = 0; i < engagements.length; i += mostEngagements) {
    const some = { engagements: engagements.slice(i, i + mostEngagements) };
    outcomes.push(...(await client.engagements.create.mutate(some, once())).outcomes);
  }
  return outcomes;
}

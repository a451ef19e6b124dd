import type { DB } from "@coulisses/database/tables";
import { type ExpressionBuilder, type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId, Visible } from "../kit/context.ts";
import { type Bounded, readPage } from "../kit/page.ts";
import type { Planning, PlanningList, PlanningPage } from "./schema.ts";

/** The SQL of a planning's assignments as JSON, by start of the slot, then artist. */
const assignmentsAsJson = (organisation: AuthorizedOrganisationId) =>
  sql<Planning["assignments"]>`(
  select coalesce(json_agg(assignment), '[]')
  from (
    select artist_id, json_build_object('start', start, 'end', "end") as slot from assignments
    where organisation_id = ${organisation} and planning_id = plannings.id
    order by start, artist_id
  ) as assignment
)`.as("assignments");

/**
 * A planning, with assignments by start of the slot, then artist; undefined if not found. An artist
 * sees only their own assignments, and finds only plannings that have one.
 */
export async function findPlanning(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { planning_id, visible: { artist_id: only } }: { planning_id: string; visible: Visible },
): Promise<Planning | undefined> {
  const planning = await db
    .selectFrom("plannings")
    .select(["id as planning_id", "event_date", assignmentsAsJson(organisation)])
    .where("organisation_id", "=", organisation)
    .where("id", "=", planning_id)
    .executeTakeFirst();
  if (planning === undefined || only === null) return planning;
  const own = asSeenBy(planning, only);
  return own.assignments.length > 0 ? own : undefined;
}

/** A page of the `visible` plannings, newest first. */
export async function listPlannings(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  {
    from,
    to,
    artist_id,
    visible: { artist_id: only },
    ...page
  }: Bounded<PlanningList> & { visible: Visible },
): Promise<PlanningPage> {
  let query = db
    .selectFrom("plannings")
    .select(["id as planning_id", "event_date", "created_at", assignmentsAsJson(organisation)])
    .where("organisation_id", "=", organisation);
  if (from !== undefined) query = query.where("event_date", ">=", from.toString());
  if (to !== undefined) query = query.where("event_date", "<=", to.toString());
  // A filter must not disclose to an artist who else is in a planning.
  if (only !== null && artist_id !== undefined && artist_id !== only)
    return { items: [], next_cursor: null };
  const named = only ?? artist_id;
  if (named !== undefined) query = query.where(namesArtist(organisation, named));
  const { items, next_cursor } = await readPage(db, query, {
    by: ["created_at", "planning_id"],
    direction: "desc",
    ...page,
  });
  const plannings = items.map(toPlanning);
  return {
    items: only === null ? plannings : plannings.map((planning) => asSeenBy(planning, only)),
    next_cursor,
  };
}

function asSeenBy({ planning_id, event_date, assignments }: Planning, artistId: string): Planning {
  const own = assignments.filter(({ artist_id }) => artist_id === artistId);
  return { planning_id, event_date, assignments: own };
}

function toPlanning({ planning_id, event_date, assignments }: Planning): Planning {
  return { planning_id, event_date, assignments };
}

function namesArtist(organisation: AuthorizedOrganisationId, artistId: string) {
  return (eb: ExpressionBuilder<DB, "plannings">) =>
    eb.exists(
      eb
        .selectFrom("assignments")
        .where("assignments.organisation_id", "=", organisation)
        .whereRef("assignments.planning_id", "=", "plannings.id")
        .where("artist_id", "=", artistId),
    );
}

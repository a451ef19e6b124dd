import type { DB } from "@coulisses/database/tables";
import { type ExpressionBuilder, type Kysely, sql } from "kysely";
import { jsonArrayFrom, jsonBuildObject } from "kysely/helpers/postgres";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { pageOf } from "../kit/wire.ts";
import type { Planning, PlanningList, PlanningPage } from "./schema.ts";

/** A planning, assignments by start of the slot, then artist; undefined where there is none such. */
export function findPlanning(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<Planning | undefined> {
  return db
    .selectFrom("plannings")
    .select(["id as planning_id", "event_date", withAssignments])
    .where("organisation_id", "=", organisation)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** A page of plannings, newest first. */
export async function listPlannings(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { from, to, artist_id, limit, cursor }: PlanningList,
): Promise<PlanningPage> {
  let query = db
    .selectFrom("plannings")
    .select(["id as planning_id", "event_date", "created_at", withAssignments])
    .where("organisation_id", "=", organisation)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1);
  if (from !== undefined) query = query.where("event_date", ">=", from.toString());
  if (to !== undefined) query = query.where("event_date", "<=", to.toString());
  if (artist_id !== undefined) query = query.where(namesArtist(artist_id));
  if (cursor !== undefined) {
    const [created_at, id] = cursor;
    query = query.where(sql<boolean>`(created_at, id) < (${created_at.toString()}, ${id})`);
  }
  const rows = await query.execute();
  const { items, next_cursor } = pageOf(rows, limit, (row) => [row.created_at, row.planning_id]);
  return { items: items.map(toPlanning), next_cursor };
}

function toPlanning({ planning_id, event_date, assignments }: Planning): Planning {
  return { planning_id, event_date, assignments };
}

function withAssignments(eb: ExpressionBuilder<DB, "plannings">) {
  return jsonArrayFrom(
    eb
      .selectFrom("assignments")
      .select((row) => [
        "artist_id",
        jsonBuildObject({ start: row.ref("start"), end: row.ref("end") }).as("slot"),
      ])
      .whereRef("assignments.organisation_id", "=", "plannings.organisation_id")
      .whereRef("assignments.planning_id", "=", "plannings.id")
      .orderBy("start")
      .orderBy("artist_id"),
  ).as("assignments");
}

function namesArtist(artistId: string) {
  return (eb: ExpressionBuilder<DB, "plannings">) =>
    eb.exists(
      eb
        .selectFrom("assignments")
        .whereRef("assignments.organisation_id", "=", "plannings.organisation_id")
        .whereRef("assignments.planning_id", "=", "plannings.id")
        .where("artist_id", "=", artistId),
    );
}

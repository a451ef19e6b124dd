import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import { change, type Change, type RecordedValues, type Unchanged } from "../kit/change.ts";
import type { AuthorizedContext, AuthorizedOrganisationId } from "../kit/context.ts";
import type { Coverage } from "./coverage.schema.ts";
import type { Changed, Effect } from "./effect.schema.ts";
import type { Engagement } from "./engagements.schema.ts";
import { findCoverage } from "./missions.queries.ts";
import type { Mission } from "./missions.schema.ts";
import type { OutsideWork } from "./outside-work.schema.ts";

type Things = Omit<Changed, "coverage">;

/** The change of one thing of the plan. */
interface Became<Kind extends keyof Things, Thing extends object> extends RecordedValues {
  kind: Kind;
  before: Thing | null;
  after: Thing | null;
}

export type PlanValues =
  | Became<"missions", Mission>
  | Became<"engagements", Engagement>
  | Became<"outside_work", OutsideWork>;

/** What an operation did to the plan. */
export interface PlanChange<Answer> extends Change<Answer> {
  values: PlanValues[];
  /** Expired options that made room. They are not on record, as they had no effect any more. */
  freed?: Versioned[];
}

/** The result of an operation that may have changed nothing. */
export type PlanOutcome<Answer> = PlanChange<Answer> | (Unchanged<Answer> & { freed?: undefined });

export interface Versioned {
  id: string;
  version: number;
}

/** The change of a mission, for the record. */
export function missionBecame(before: Mission | null, after: Mission | null): PlanValues {
  return { kind: "missions", artist_id: null, before, after };
}

/** The change of an engagement, for the record. */
export function engagementBecame(before: Engagement | null, after: Engagement): PlanValues {
  return { kind: "engagements", artist_id: after.artist_id, before, after };
}

/** The change of outside work, for the record. */
export function outsideWorkBecame(
  before: OutsideWork | null,
  after: OutsideWork | null,
): PlanValues {
  const { artist_id = null } = after ?? before ?? {};
  return { kind: "outside_work", artist_id, before, after };
}

/** Runs an operation, records it, and adds to its answer the event and everything that it changed. */
export function changePlan<Answer extends object>(
  ctx: AuthorizedContext,
  operation: (trx: Transaction<DB>) => Promise<PlanOutcome<Answer>>,
): Promise<Answer & Effect> {
  return change(ctx, async (trx, event_id) => {
    const done = await operation(trx);
    const { values = [], freed = [] } = done;
    const changed = {
      missions: versionsOf(values, "missions"),
      engagements: [...freed, ...versionsOf(values, "engagements")],
      outside_work: versionsOf(values, "outside_work"),
      coverage: await coverageOf(trx, ctx.organisation.id, missionsRecounted(values)),
    };
    const effect: Effect = { event_id: done.values ? event_id : null, changed };
    return { ...done, answer: { ...done.answer, ...effect } };
  });
}

async function coverageOf(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  missions: string[],
): Promise<Coverage[]> {
  return missions.length === 0 ? [] : findCoverage(trx, organisation, missions);
}

/** The things of a kind whose version changed, each once. */
function versionsOf(values: PlanValues[], kind: keyof Things): Changed["missions"] {
  const versions = new Map<string, number | null>();
  for (const { kind: is, before, after } of values) {
    const thing = after ?? before;
    if (is === kind && thing !== null && before?.version !== after?.version)
      versions.set(thing.id, after?.version ?? null);
  }
  return Array.from(versions, ([id, version]) => ({ id, version }));
}

/** The ids of the missions whose coverage changed. */
function missionsRecounted(values: PlanValues[]): string[] {
  const missions = values.flatMap(({ kind, before, after }) => {
    if (after === null || kind === "outside_work") return [];
    if (kind === "engagements")
      return countedAs(before) === countedAs(after) ? [] : [after.mission_id];
    return JSON.stringify(needsOf(before)) === JSON.stringify(needsOf(after)) ? [] : [after.id];
  });
  return [...new Set(missions)];
}

/** The status by which coverage counts an engagement; undefined if it does not. */
function countedAs(engagement: Engagement | null): string | undefined {
  const isCounted = ["option", "confirmed"].includes(engagement?.status ?? "");
  return isCounted ? engagement?.status : undefined;
}

function needsOf(mission: Mission | null) {
  return mission?.positions.map(({ id, count }) => [id, count]);
}

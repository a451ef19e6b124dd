import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import { findEvent } from "../audit/queries.ts";
import type { WholeEvent } from "../audit/schema.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, notFound } from "../kit/errors.ts";
import type { PlanChange, PlanValues } from "./change-plan.ts";
import type { Bare } from "./effect.schema.ts";
import type { Undone } from "./events.schema.ts";
import { undoEngagements } from "./undo-engagements.ts";
import { undoMissions } from "./undo-missions.ts";
import { undoOutsideWork } from "./undo-outside-work.ts";

const undoOf = {
  mission: undoMissions,
  engagement: undoEngagements,
  outside_work: undoOutsideWork,
};

type Noun = keyof typeof undoOf;

const everyNoun: readonly Noun[] = ["mission", "engagement", "outside_work"];

/**
 * Restores what a change of the plan changed, all of it or nothing. An undo can be undone too.
 *
 * @param event `nouns`: the kinds of event that may be undone
 * @throws DomainError `not_found`; `stale`, with the thing as it is, if one was changed since; `conflict` if
 *   the event is of another noun, changed nothing or was erased, or if something cannot be restored
 */
export async function undoEvent(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { event_id, nouns = everyNoun }: { event_id: string; nouns?: readonly Noun[] },
): Promise<PlanChange<Bare<Undone>>> {
  const event = await findEvent(trx, organisation, event_id);
  if (event === undefined) throw notFound("event", event_id);
  const noun = nouns.find((one) => one === event.noun);
  if (noun === undefined) {
    const params = { procedure: event.procedure, noun: event.noun, nouns };
    throw new DomainError("conflict", { reason: "event_of_other_noun", params });
  }
  const done = await undoOf[noun](trx, organisation, { ...event, changes: changesOf(event) });
  return { ...done, noun, id: event.noun_id, answer: thingsIn(done.values) };
}

/** The changes of an event, without those whose values stayed the same. @throws DomainError `conflict` */
function changesOf({ changes }: WholeEvent): WholeEvent["changes"] {
  if (changes.some(({ erased }) => erased))
    throw new DomainError("conflict", { reason: "anonymised" });
  const changed = changes.filter(
    ({ before, after }) => JSON.stringify(before) !== JSON.stringify(after),
  );
  if (changed.length === 0) throw new DomainError("conflict", { reason: "changed_nothing" });
  return changed;
}

/** The things as they are now; those that are gone are left out. */
function thingsIn(values: PlanValues[]): Bare<Undone> {
  return {
    missions: values.flatMap(({ kind, after }) => (kind === "missions" && after ? after : [])),
    engagements: values.flatMap(({ kind, after }) =>
      kind === "engagements" && after ? after : [],
    ),
    outside_work: values.flatMap(({ kind, after }) =>
      kind === "outside_work" && after ? after : [],
    ),
  };
}

import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import { type Change, isUnchanged, type Unchanged } from "../kit/change.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, invalidInput, notFound, refuseStale } from "../kit/errors.ts";
import { findProject } from "./queries.ts";
import type { Project, ProjectCreate, ProjectDelete, ProjectUpdate } from "./schema.ts";

/** @throws DomainError `invalid_input` if it ends before it starts */
export async function createProject(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  given: ProjectCreate,
): Promise<Change<Project>> {
  const { title, status, colour = null, convention = null, setting } = given;
  const project = {
    id: crypto.randomUUID(),
    title,
    starts_on: given.starts_on?.toString() ?? null,
    ends_on: given.ends_on?.toString() ?? null,
    status,
    colour,
    convention,
    setting,
    first_performance_on: given.first_performance_on?.toString() ?? null,
    version: 1,
  };
  refuseEndBeforeStart(project);
  await trx
    .insertInto("projects")
    .values({ organisation_id: organisation, ...project })
    .execute();
  return changed(null, project);
}

/** Updates the given keys. @throws DomainError `not_found`, `stale`, `invalid_input` */
export async function updateProject(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { project_id, expected_version, ...update }: ProjectUpdate,
): Promise<Change<Project> | Unchanged<Project>> {
  const before = await lockProject(trx, organisation, project_id);
  refuseStale(before, expected_version);
  const { colour = before.colour, convention = before.convention } = update;
  const day = (key: "starts_on" | "ends_on" | "first_performance_on") =>
    update[key] === undefined ? before[key] : (update[key]?.toString() ?? null);
  const project = {
    id: project_id,
    title: update.title ?? before.title,
    starts_on: day("starts_on"),
    ends_on: day("ends_on"),
    status: update.status ?? before.status,
    colour,
    convention,
    setting: update.setting ?? before.setting,
    first_performance_on: day("first_performance_on"),
    version: before.version + 1,
  };
  refuseEndBeforeStart(project);
  if (isUnchanged(before, project)) return { answer: before };
  await trx
    .updateTable("projects")
    .set(project)
    .where("organisation_id", "=", organisation)
    .where("id", "=", project_id)
    .execute();
  return changed(before, project);
}

/** @throws DomainError `not_found`, `stale`, `conflict` if missions belong to it */
export async function deleteProject(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { project_id: id, expected_version }: ProjectDelete,
): Promise<Change<void>> {
  const before = await lockProject(trx, organisation, id);
  refuseStale(before, expected_version);
  const mission = await trx
    .selectFrom("missions")
    .select("title")
    .where("organisation_id", "=", organisation)
    .where("project_id", "=", id)
    .executeTakeFirst();
  if (mission !== undefined)
    throw new DomainError("conflict", {
      reason: "has_missions",
      params: { name: before.title, mission: mission.title },
    });
  await trx
    .deleteFrom("projects")
    .where("organisation_id", "=", organisation)
    .where("id", "=", id)
    .execute();
  const values = [{ artist_id: null, before, after: null }];
  return { answer: undefined, noun: "project", id, values };
}

/** Locks and reads a project. The lock also blocks new missions of it. */
async function lockProject(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<Project> {
  await trx
    .selectFrom("projects")
    .select("id")
    .where("organisation_id", "=", organisation)
    .where("id", "=", id)
    .forUpdate()
    .execute();
  const project = await findProject(trx, organisation, id);
  if (project === undefined) throw notFound("project", id);
  return project;
}

function refuseEndBeforeStart({ starts_on, ends_on }: Project): void {
  if (starts_on !== null && ends_on !== null && ends_on < starts_on)
    throw invalidInput([
      { path: ["ends_on"], issue: "not_before", params: { field: "starts_on" } },
    ]);
}

function changed(before: Project | null, after: Project): Change<Project> {
  return {
    answer: after,
    noun: "project",
    id: after.id,
    values: [{ artist_id: null, before, after }],
  };
}

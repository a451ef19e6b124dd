import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { type Bounded, readPage } from "../kit/page.ts";
import type { Project, ProjectList, ProjectPage } from "./schema.ts";

function projects(db: Kysely<DB>, organisation: AuthorizedOrganisationId) {
  return db
    .selectFrom("projects")
    .select(["id", "title", "starts_on", "ends_on", "status", "colour", "convention"])
    .select(["setting", "first_performance_on", "version"])
    .where("organisation_id", "=", organisation)
    .$narrowType<Pick<Project, "status" | "convention" | "setting">>();
}

export function findProject(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<Project | undefined> {
  return projects(db, organisation).where("id", "=", id).executeTakeFirst();
}

/** A page of projects by title, then id. */
export async function listProjects(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { q, status, ...page }: Bounded<ProjectList>,
): Promise<ProjectPage> {
  let query = projects(db, organisation);
  if (status !== undefined) query = query.where("status", "=", status);
  if (q !== undefined)
    query = query.where(sql<boolean>`position(search_key(${q}) in search_key(title)) > 0`);
  return readPage(db, query, { by: ["title", "id"], ...page });
}

/**
 * (a) What a careful person writes by hand for the same JSON: Fastify routes, JSON Schema, `pg` and
 * named prepared statements. It has no security headers, request ids, ETags or further pages, no
 * authentication, no audit log, and its answers are not checked: it is the least
 * work that such a service can do.
 */
import Fastify from "fastify";
import pg from "pg";
import { calendarStatement } from "./hand-written-calendar.ts";
import { createPlanning, type PlanningBody, planningBody } from "./hand-written-planning.ts";
import { listen } from "./listen.ts";

const organisationId = "00000000-0000-4000-8000-000000000001";

// Whole rows make JSON faster than json_build_object does, and sort faster than inside json_agg.
const availabilities = `
  select coalesce(json_agg(slot), '[]')
  from (
    select start, "end"
    from availabilities
    where organisation_id = artists.organisation_id and artist_id = artists.id
    order by start, "end"
  ) as slot`;

const statements = {
  artist: {
    name: "artist",
    text: `
      select id, name, (${availabilities}) as availabilities
      from artists
      where organisation_id = $1 and id = $2`,
  },
  artists: {
    name: "artists",
    text: `
      select id, name, (${availabilities}) as availabilities
      from artists
      where organisation_id = $1
      order by name, id
      limit $2`,
  },
  plannings: {
    name: "plannings",
    text: `
      select id as planning_id, event_date::text, (
        select coalesce(json_agg(assignment), '[]')
        from (
          select artist_id, json_build_object('start', start, 'end', "end") as slot
          from assignments
          where organisation_id = plannings.organisation_id and planning_id = plannings.id
          order by start, artist_id
        ) as assignment
      ) as assignments
      from plannings
      where organisation_id = $1
      order by created_at desc, id desc
      limit $2`,
  },
};

const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"] });
const app = Fastify({ logger: false });

app.get("/api/v1/health", () => ({ status: "ok" }));

app.get<{ Params: { artist_id: string } }>(
  "/api/v1/artists/:artist_id",
  {
    schema: {
      params: { type: "object", properties: { artist_id: { type: "string", format: "uuid" } } },
    },
  },
  async (request, reply) => {
    const { artist_id } = request.params;
    const values = [organisationId, artist_id];
    const { rows } = await pool.query({ ...statements.artist, values });
    return rows[0] ?? reply.code(404).send({ detail: `Artist ${artist_id} not found` });
  },
);

for (const list of ["artists", "plannings"] as const)
  app.get<{ Querystring: { limit: number } }>(
    `/api/v1/${list}`,
    {
      schema: {
        querystring: {
          type: "object",
          properties: { limit: { type: "integer", minimum: 1, maximum: 1000, default: 100 } },
        },
      },
    },
    async (request) => {
      const values = [organisationId, request.query.limit];
      const { rows } = await pool.query({ ...statements[list], values });
      return rows;
    },
  );

app.get<{ Querystring: { from: string; to: string } }>(
  "/api/v1/calendar",
  {
    schema: {
      querystring: {
        type: "object",
        required: ["from", "to"],
        properties: {
          from: { type: "string", format: "date-time" },
          to: { type: "string", format: "date-time" },
        },
      },
    },
  },
  async (request, reply) => {
    const values = [organisationId, request.query.from, request.query.to];
    const { rows } = await pool.query<{ calendar: string }>({ ...calendarStatement, values });
    return reply.type("application/json; charset=utf-8").send(rows[0]?.calendar);
  },
);

app.post<{ Body: PlanningBody }>(
  "/api/v1/plannings",
  { schema: { body: planningBody } },
  async (request, reply) => {
    const outcome = await createPlanning(pool, organisationId, request.body);
    return "planning" in outcome
      ? reply.code(201).send(outcome.planning)
      : reply.code(outcome.status).send({ detail: outcome.detail });
  },
);

app.addHook("onClose", () => pool.end());
await listen(app);

import { type Calendar, createClient, type CoulissesClient } from "@coulisses/client";
import { preparations } from "@coulisses/database";
import { buildApp } from "@coulisses/server/app";
import { readConfig } from "@coulisses/server/config";
import { announcePreparation, fail, serve } from "@coulisses/server/serve";
import type { FastifyInstance } from "fastify";
import { festivalPlan } from "./festival-plan.ts";
import { festivalWeek } from "./festival.ts";
import { loadFestival } from "./load-festival.ts";
import { shownWeek } from "./shown-week.ts";
import { readWeek, weekOf } from "./week.ts";

try {
  const config = readConfig({
    LOG_LEVEL: "warn",
    ...process.env,
    AUTH: "open",
    DATABASE_URL: "memory://",
  });
  preparations.subscribe(announcePreparation(config));
  const app = await buildApp(config);
  const client = clientIn(app);
  const { time_zone } = await client.organisations.get.query();
  const today = Temporal.Now.plainDateISO(time_zone);
  const days = festivalWeek(today);
  for (const planning of days) await client.plannings.create.mutate(planning);
  const plan = festivalPlan(today, time_zone);
  await loadFestival(client, plan);
  const week = await readWeek(client, plan);
  const address = await serve(app, config);
  const query = new URLSearchParams({ ...weekOf(plan) }).toString();
  suggest(`${address}${config.API_PREFIX}`, { days, week, query });
} catch (error) {
  fail(error);
}

/** A client of a server that does not listen yet: it says that it is ready once the festival is loaded. */
function clientIn(app: FastifyInstance): CoulissesClient {
  return createClient({
    url: "http://localhost",
    async fetch(to, { method = "GET", headers, body } = {}) {
      const { pathname, search } = new URL(to);
      const answer = await app.inject({
        method: method === "POST" ? "POST" : "GET",
        url: pathname + search,
        headers: Object.fromEntries(new Headers(headers)),
        ...(typeof body === "string" && { payload: body }),
      });
      return new Response(answer.body, {
        status: answer.statusCode,
        headers: { "content-type": "application/json" },
      });
    },
  });
}

interface Loaded {
  days: ReturnType<typeof festivalWeek>;
  week: Calendar;
  query: string;
}

function suggest(api: string, { days, week, query }: Loaded): void {
  const [first, last] = [days.at(0)?.event_date, days.at(-1)?.event_date];
  const call = `{"event_date":"${last}","artists":[{"name":"Camille Fontaine","availabilities":[{"start":"${last}T20:00:00","end":"${last}T23:30:00"}]}]}`;
  const { position_id, artist_id } = conflictIn(week);
  const check = `{"engagements":[{"position_id":"${position_id}","artist_id":"${artist_id}"}]}`;
  console.log(`${shownWeek(week)}

Its first week was published just now: that is why the rules of notice warn of each confirmed engagement.

A festival week of plannings, ${first} to ${last}, is loaded too. Try:

  curl '${api}/artists?q=helene'
  curl '${api}/plannings?from=${first}&to=${first}'
  curl '${api}/plannings' -H 'content-type: application/json' -d '${call}'
  curl '${api}/calendar?${query}'
  curl '${api}/positions/${position_id}/free-artists?limit=3'
  curl '${api}/engagements/check' -H 'content-type: application/json' -d '${check}'
`);
}

/** An open position, and an artist who is elsewhere at that time. */
function conflictIn({ missions, engagements }: Calendar) {
  const mission = missions.find(({ coverage }) => coverage.filled < coverage.needed);
  const open = mission?.coverage.positions.find(({ needed, filled }) => filled < needed);
  const isThen = ({ starts_at, ends_at }: Calendar["engagements"][number]) =>
    mission !== undefined &&
    Temporal.Instant.compare(starts_at, mission.ends_at) < 0 &&
    Temporal.Instant.compare(mission.starts_at, ends_at) < 0;
  const busy = engagements.find((one) => one.mission_id !== mission?.id && isThen(one));
  return { position_id: open?.position_id, artist_id: busy?.artist_id };
}

import type { Calendar } from "@coulisses/api/planning/calendar.schema";
import { preparations } from "@coulisses/database";
import type { FastifyInstance } from "fastify";
import { buildApp } from "../app.ts";
import { readConfig } from "../config.ts";
import { festivalPlan } from "./festival-plan.ts";
import { festivalWeek } from "./festival.ts";
import { loadFestival, type Send, weekOf } from "./load-festival.ts";
import { announcePreparation, fail, serve } from "../serve.ts";
import { shownWeek } from "./shown-week.ts";

try {
  const config = readConfig({
    LOG_LEVEL: "warn",
    ...process.env,
    AUTH: "open",
    DATABASE_URL: "memory://",
  });
  preparations.subscribe(announcePreparation(config));
  const app = await buildApp(config);
  const send = sender(app, config.API_PREFIX);
  const today = Temporal.Now.plainDateISO();
  const days = festivalWeek(today);
  for (const planning of days) await send("POST", "/plannings", planning);
  const plan = festivalPlan(today);
  const week = await loadFestival(send, plan);
  const address = await serve(app, config);
  suggest(`${address}${config.API_PREFIX}`, { days, week, query: weekOf(plan.days) });
} catch (error) {
  fail(error);
}

function sender(app: FastifyInstance, prefix: string): Send {
  return async (method, path, body) => {
    const url = `${prefix}${path}`;
    const { statusCode, body: text } = await app.inject({
      method,
      url,
      ...(body && { payload: body }),
    });
    if (statusCode >= 400) throw new Error(`${method} ${url}: ${text}`);
    return JSON.parse(text);
  };
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

import type { FastifyInstance } from "fastify";
import { buildApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { festivalWeek } from "./festival.ts";
import { fail, serve } from "./serve.ts";

try {
  const config = readConfig({
    LOG_LEVEL: "warn",
    ...process.env,
    AUTH: "open",
    DATABASE_URL: "memory://",
  });
  const app = await buildApp(config);
  const days = festivalWeek(Temporal.Now.plainDateISO());
  for (const planning of days) await post(app, `${config.API_PREFIX}/plannings`, planning);
  const address = await serve(app, config);
  suggest(`${address}${config.API_PREFIX}`, days);
} catch (error) {
  fail(error);
}

async function post(app: FastifyInstance, url: string, payload: object): Promise<void> {
  const { statusCode, body } = await app.inject({ method: "POST", url, payload });
  if (statusCode !== 201) throw new Error(body);
}

function suggest(api: string, days: ReturnType<typeof festivalWeek>): void {
  const [first, last] = [days.at(0)?.event_date, days.at(-1)?.event_date];
  const call = `{"event_date":"${last}","artists":[{"name":"Camille Fontaine","availabilities":[{"start":"${last}T20:00:00","end":"${last}T23:30:00"}]}]}`;
  console.log(`A festival week, ${first} to ${last}, is loaded. Try:

  curl '${api}/artists?q=helene'
  curl '${api}/plannings?from=${first}&to=${first}'
  curl '${api}/plannings' -H 'content-type: application/json' -d '${call}'
`);
}

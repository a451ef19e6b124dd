import type { CoulissesClient } from "@coulisses/client";
import { disturb, makeExtras } from "./conflicts.ts";
import { crewOf, type FestivalPlan } from "./festival-plan.ts";
import {
  asSent,
  engage,
  type Loaded,
  type Loader,
  type PlannedMission,
  type Refs,
  type Who,
} from "./loader.ts";

export type { Loaded } from "./loader.ts";

interface LoadOptions {
  /**
   * Makes a load that can be repeated: with the same name and plan it continues where it stopped, for 24 hours.
   * Its changes have idempotency keys of this name.
   */
  run?: string;
  onLoaded?: (loaded: Loaded) => void;
}

/** Loads a festival into an organisation, as a planner would. */
export async function loadFestival(
  client: CoulissesClient,
  plan: FestivalPlan,
  options: LoadOptions = {},
): Promise<void> {
  const loader = loaderOf(client, plan, options);
  await chooseConvention(client);
  const venues = await makeVenues(loader);
  const projects = await makeProductions(loader);
  const who = await makePeople(loader);
  const days = await makeDays(loader, { venues, projects });
  const regular = days.flatMap(({ mission, planned, day }) =>
    crewOf(planned, day).map(({ position, place }) => ({
      position_id: mission.positions[position]?.id ?? "",
      artist_id: who(planned.venue, place),
      status: "confirmed" as const,
    })),
  );
  await engage(loader, regular);
  const extras = await makeExtras(loader, { venues, projects, who });
  await disturb(loader, { days, who });
  const firstWeek = [...days.filter(({ day }) => day < 7).map(({ mission }) => mission), ...extras];
  const missions = firstWeek.map(({ id }) => ({ mission_id: id }));
  await client.missions.publish.mutate({ missions }, loader.once());
}

function loaderOf(
  client: CoulissesClient,
  plan: FestivalPlan,
  { run, onLoaded }: LoadOptions,
): Loader {
  let loaded: Loaded = { venues: 0, productions: 0, people: 0, missions: 0 };
  let changes = 0;
  return {
    client,
    plan,
    once() {
      if (run === undefined) return {};
      changes += 1;
      return { context: { idempotencyKey: `${run}-${changes}` } };
    },
    tell(part) {
      loaded = { ...loaded, ...part };
      onLoaded?.(loaded);
    },
  };
}

/** The convention of festivals, unless the working-time settings were changed before. */
async function chooseConvention(client: CoulissesClient): Promise<void> {
  const { role } = await client.me.get.query();
  const { version } = await client.labour.settings.query();
  if (role !== "admin" || version > 1) return;
  await client.labour.updateSettings.mutate({ convention: "ccneac", expected_version: version });
}

async function makeVenues({ client, plan, once, tell }: Loader): Promise<string[]> {
  const venues: string[] = [];
  for (const venue of plan.venues) {
    venues.push((await client.venues.create.mutate(venue, once())).id);
    tell({ venues: venues.length });
  }
  for (const [from, to, minutes] of plan.ways) {
    const way = { venue_id: venues[from] ?? "", to_venue_id: venues[to] ?? "", minutes };
    await client.travel.set.mutate(way, once());
  }
  return venues;
}

async function makeProductions({ client, plan, once, tell }: Loader): Promise<string[]> {
  const projects: string[] = [];
  for (const production of plan.productions) {
    projects.push((await client.projects.create.mutate(production, once())).id);
    tell({ productions: projects.length });
  }
  return projects;
}

/** As many calls as the client sends in one request. */
const atOnce = 20;

async function makePeople({ client, plan, once, tell }: Loader): Promise<Who> {
  const ids = new Map<string, string>();
  for (let i = 0; i < plan.people.length; i += atOnce)
    await Promise.all(
      plan.people.slice(i, i + atOnce).map(async (person) => {
        const { name, availabilities, profile, venue, place } = person;
        // Before the first await, so that they are the same when the load is repeated.
        const [creation, description] = [once(), once()];
        const { id } = await client.artists.create.mutate({ name, availabilities }, creation);
        await client.profiles.update.mutate({ artist_id: id, ...profile }, description);
        ids.set(`${venue} ${place}`, id);
        tell({ people: ids.size });
      }),
    );
  return (venue, place) => ids.get(`${venue} ${place}`) ?? "";
}

/** Each day's missions: copies of the first day's, which stay as templates. */
async function makeDays(
  { client, plan, once, tell }: Loader,
  refs: Refs,
): Promise<PlannedMission[]> {
  const mission_ids: string[] = [];
  for (const mission of plan.missions) {
    const template = { ...asSent(mission, refs), is_template: true };
    mission_ids.push((await client.missions.create.mutate(template, once())).id);
  }
  const copies = { mission_ids, days: plan.days.map((_, i) => i) };
  const { missions } = await client.missions.duplicate.mutate(copies, once());
  tell({ missions: missions.length });
  return missions.flatMap((mission, i) => {
    const planned = plan.missions[i % plan.missions.length];
    const day = Math.floor(i / plan.missions.length);
    return planned === undefined ? [] : [{ mission, planned, day }];
  });
}

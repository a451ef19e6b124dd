import { Calendar } from "@coulisses/api/planning/calendar.schema";
import { Outcomes } from "@coulisses/api/planning/engagements.schema";
import { type Mission, MissionChanged, Missions } from "@coulisses/api/planning/missions.schema";
import { z } from "zod";
import { crewOf, type FestivalMission, type FestivalPlan } from "./festival-plan.ts";

/** Sends one request to the REST API, and returns its answer. */
export type Send = (
  method: "GET" | "POST" | "PUT" | "PATCH",
  path: string,
  body?: object,
) => Promise<unknown>;

const Made = z.object({ id: z.string() });

interface Placement {
  position_id: string;
  artist_id: string;
  status: "option" | "confirmed";
  override_reason?: string;
}

/** Loads a festival into a server, as a planner would. @returns its first week, as a calendar shows it */
export async function loadFestival(send: Send, plan: FestivalPlan): Promise<Calendar> {
  const make = async (path: string, body: object) => Made.parse(await send("POST", path, body)).id;
  const venues: string[] = [];
  for (const venue of plan.venues) venues.push(await make("/venues", venue));
  for (const [from, to, minutes] of plan.ways)
    await send("PUT", `/venues/${venues[from]}/travel-times/${venues[to]}`, { minutes });
  await send("PATCH", "/labour/settings", { convention: "ccneac" });
  const projects: string[] = [];
  for (const production of plan.productions) projects.push(await make("/projects", production));
  const people = new Map<string, string>();
  for (const { name, venue, place: at, availabilities, profile } of plan.people) {
    const id = await make("/artists", { name, availabilities });
    await send("PATCH", `/artists/${id}/profile`, profile);
    people.set(`${venue} ${at}`, id);
  }
  const refs = { venues, projects };
  const days = await makeDays(send, plan, refs);
  const who: Who = (venue, at) => people.get(`${venue} ${at}`) ?? "";
  const regular = days.flatMap(({ mission, plan: planned, day }) =>
    crewOf(planned, day).map(({ position, place: at }) => ({
      position_id: mission.positions[position]?.id ?? "",
      artist_id: who(planned.venue, at),
      status: "confirmed" as const,
    })),
  );
  await engage(send, regular);
  const extras = await makeExtras(send, plan, { ...refs, who });
  await disturb(send, { days, who });
  const firstWeek = [...days.filter(({ day }) => day < 7).map(({ mission }) => mission), ...extras];
  const missions = firstWeek.map(({ id }) => ({ mission_id: id }));
  await send("POST", "/missions/publish", { missions });
  return readWeek(send, plan);
}

/** A festival's first week, as a calendar shows it. */
async function readWeek(send: Send, { days }: FestivalPlan): Promise<Calendar> {
  return Calendar.parse(await send("GET", `/calendar?${weekOf(days)}`));
}

/** The query of a calendar of the first seven days. */
export function weekOf(days: Temporal.PlainDate[]): string {
  const [from, to] = [days.at(0), days.at(7)].map((day) =>
    day?.toZonedDateTime("Europe/Paris").toInstant().toString(),
  );
  return `from=${from}&to=${to}`;
}

interface Refs {
  venues: string[];
  projects: string[];
}

function asSent({ venue, ...mission }: FestivalMission, { venues, projects }: Refs) {
  return { ...mission, venue_id: venues[venue], project_id: projects[venue] };
}

/** Each day's missions: copies of the first day's, which stay as templates. */
async function makeDays(send: Send, { missions, days }: FestivalPlan, refs: Refs) {
  const templates: string[] = [];
  for (const mission of missions) {
    const template = { ...asSent(mission, refs), is_template: true };
    const made = await send("POST", "/missions", template);
    templates.push(MissionChanged.parse(made).id);
  }
  const copies = { mission_ids: templates, days: days.map((_, i) => i) };
  const made = Missions.parse(await send("POST", "/missions/duplicate", copies)).missions;
  return made.flatMap((mission, i) => {
    const planned = missions[i % missions.length];
    return planned === undefined
      ? []
      : [{ mission, plan: planned, day: Math.floor(i / missions.length) }];
  });
}

async function engage(send: Send, engagements: Placement[]): Promise<Outcomes["outcomes"]> {
  const outcomes: Outcomes["outcomes"] = [];
  for (let i = 0; i < engagements.length; i += 200) {
    const some = { engagements: engagements.slice(i, i + 200) };
    outcomes.push(...Outcomes.parse(await send("POST", "/engagements", some)).outcomes);
  }
  return outcomes;
}

type Who = (venue: number, at: string) => string;

/** Missions that take place once, each with a conflict. */
async function makeExtras(
  send: Send,
  { extras }: FestivalPlan,
  { who, ...refs }: Refs & { who: Who },
): Promise<Mission[]> {
  const missions: Mission[] = [];
  const positions = new Map<string, string>();
  for (const { extra, day: _day, ...mission } of extras) {
    const made = MissionChanged.parse(await send("POST", "/missions", asSent(mission, refs)));
    missions.push(made);
    positions.set(extra, made.positions[0]?.id ?? "");
  }
  const on = (extra: string) => positions.get(extra) ?? "";
  await engage(send, [
    {
      position_id: on("short-rest"),
      artist_id: who(0, "son-2"),
      status: "confirmed",
      override_reason: "Seul à connaître la console",
    },
    {
      position_id: on("expired"),
      artist_id: who(1, "plateau-0"),
      status: "confirmed",
      override_reason: "Recyclage la semaine prochaine",
    },
    { position_id: on("short-way"), artist_id: who(0, "lumiere-2"), status: "confirmed" },
    { position_id: on("option-1"), artist_id: who(0, "accueil-0"), status: "option" },
    { position_id: on("option-2"), artist_id: who(0, "accueil-0"), status: "option" },
  ]);
  return missions;
}

/** Work for others that makes a week too long, an option that is declined, and a late cancellation. */
async function disturb(
  send: Send,
  { days, who }: { days: Awaited<ReturnType<typeof makeDays>>; who: Who },
): Promise<void> {
  const busy = who(2, "son-2");
  const [friday, saturday] = [4, 5].map((day) => days.find((one) => one.day === day)?.mission);
  for (const [mission, from, to] of [
    [friday, "12:00", "22:00"],
    [saturday, "10:00", "19:00"],
  ] as const) {
    const on = mission?.starts_at.slice(0, 10);
    const times = { starts_at: `${on}T${from}`, ends_at: `${on}T${to}` };
    await send("POST", `/artists/${busy}/outside-work`, { ...times, employer: "Opéra" });
  }
  const late = days.find(
    ({ day, plan }) => day === 8 && plan.venue === 1 && plan.kind === "representation",
  );
  const query = `mission_id=${late?.mission.id}&artist_id=${who(1, "lumiere-2")}`;
  const engaged = z.array(Made).parse(await send("GET", `/engagements?${query}`));
  await send("POST", `/engagements/${engaged[0]?.id}/replace`, { reason: "Malade" });
  const evening = days.find(({ day, plan }) => day === 9 && plan.kind === "balance");
  const option = {
    position_id: evening?.mission.positions[0]?.id ?? "",
    status: "option" as const,
  };
  const [asked] = await engage(send, [{ ...option, artist_id: who(1, "son-1") }]);
  await send("POST", `/engagements/${asked?.engagement?.id}/decline`, { reason: "En congé" });
}

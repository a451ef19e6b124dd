import type { Mission } from "@coulisses/client";
import { asSent, engage, type Loader, type PlannedMission, type Refs, type Who } from "./loader.ts";

/** Missions that take place once, each with a conflict. */
export async function makeExtras(
  loader: Loader,
  { who, ...refs }: Refs & { who: Who },
): Promise<Mission[]> {
  const missions: Mission[] = [];
  const positions = new Map<string, string>();
  for (const { extra, day: _day, ...mission } of loader.plan.extras) {
    const sent = asSent(mission, refs);
    const made = await loader.client.missions.create.mutate(sent, loader.once());
    missions.push(made);
    positions.set(extra, made.positions[0]?.id ?? "");
  }
  const on = (extra: string) => positions.get(extra) ?? "";
  await engage(loader, [
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

interface Festival {
  days: PlannedMission[];
  who: Who;
}

/** Work for others that makes a week too long, an option that is declined, and a late cancellation. */
export async function disturb(loader: Loader, festival: Festival): Promise<void> {
  await workElsewhere(loader, festival);
  await fallIll(loader, festival);
  await decline(loader, festival);
}

async function workElsewhere({ client, once }: Loader, { days, who }: Festival): Promise<void> {
  const artist_id = who(2, "son-2");
  const [friday, saturday] = [4, 5].map((day) => days.find((one) => one.day === day)?.mission);
  for (const [mission, from, to] of [
    [friday, "12:00", "22:00"],
    [saturday, "10:00", "19:00"],
  ] as const) {
    const on = mission?.starts_at.slice(0, 10);
    const times = { starts_at: `${on}T${from}`, ends_at: `${on}T${to}` };
    await client.outsideWork.create.mutate({ artist_id, ...times, employer: "Opéra" }, once());
  }
}

async function fallIll({ client, once }: Loader, { days, who }: Festival): Promise<void> {
  const show = days.find(
    ({ day, planned }) => day === 8 && planned.venue === 1 && planned.kind === "representation",
  );
  const mission_id = show?.mission.id ?? "";
  const artist_id = who(1, "lumiere-2");
  const { items } = await client.engagements.list.query({ mission_id, artist_id });
  const ill = { engagement_id: items[0]?.id ?? "", reason: "Malade" };
  await client.engagements.replace.mutate(ill, once());
}

async function decline(loader: Loader, { days, who }: Festival): Promise<void> {
  const check = days.find(({ day, planned }) => day === 9 && planned.kind === "balance");
  const position_id = check?.mission.positions[0]?.id ?? "";
  const option = { position_id, artist_id: who(1, "son-1"), status: "option" as const };
  const [asked] = await engage(loader, [option]);
  const engagement_id = asked?.engagement?.id ?? "";
  const declined = { engagement_id, reason: "En congé" };
  await loader.client.engagements.decline.mutate(declined, loader.once());
}

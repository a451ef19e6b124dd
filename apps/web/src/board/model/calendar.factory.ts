import type { Calendar, Engagement, Finding } from "@coulisses/client";

type Mission = Calendar["missions"][number];
type Person = Calendar["people"][number];

/** A mission on a Monday morning, with one open seat. */
export function aMission(id: string, values: Partial<Mission> = {}): Mission {
  const { venue_id = "hall", project_id = "play" } = values;
  return {
    id,
    venue_id,
    venue: { id: venue_id, name: venue_id, time_zone: "Europe/Paris" },
    project_id,
    project: project_id === null ? null : { id: project_id, title: project_id },
    time_zone: "Europe/Paris",
    title: id,
    kind: "montage",
    starts_at: "2027-05-03T08:00:00+02:00",
    ends_at: "2027-05-03T12:00:00+02:00",
    breaks: [],
    positions: [
      {
        id: `seat of ${id}`,
        skill: "son",
        skill_label: "Son",
        min_level: null,
        count: 1,
        label: null,
      },
    ],
    notes: null,
    status: "published",
    is_template: false,
    version: 1,
    coverage: { needed: 1, filled: 0, options: 0, positions: [] },
    ...values,
  };
}

/** Somebody who is on a mission. */
export function anEngagement(
  mission: Mission,
  artist_id: string,
  values: Partial<Engagement> = {},
): Engagement {
  return {
    id: `${artist_id} on ${mission.id}`,
    mission_id: mission.id,
    position_id: mission.positions[0]?.id ?? "",
    artist_id,
    artist: { id: artist_id, name: artist_id },
    status: "confirmed",
    rank: null,
    starts_at: mission.starts_at,
    ends_at: mission.ends_at,
    expires_at: null,
    decided_at: "2027-04-01T08:00:00+02:00",
    reason: null,
    cachets: null,
    override_reason: null,
    overridden: [],
    version: 1,
    ...values,
  };
}

/** A person, with what was found on their engagements. */
export function aPerson(artist_id: string, findings: Finding[] = []): Person {
  return { artist_id, name: artist_id, availabilities: [], busy: [], findings };
}

/** What was found on an engagement. */
export function aFinding(
  { id, starts_at, ends_at }: Engagement,
  values: Partial<Pick<Finding, "level" | "rule">> = {},
): Finding {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- tests look at no params, which the rule determines
  return {
    level: "warn",
    rule: "availability",
    message: "Not available then",
    engagements: [id],
    measured: null,
    allowed: null,
    unit: null,
    reference: null,
    params: { name: "Somebody" },
    period: { starts_at, ends_at },
    ...values,
  } as Finding;
}

import { describe, expect, test } from "vitest";
import { stage } from "./planning/engagements.factory.ts";
import { bare } from "./planning/missions.factory.ts";
import { testApi } from "./kit/factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission } = await stage(whole);

const slot = { start: "2027-07-14T20:00:00", end: "2027-07-14T23:00:00" };
const morning = { start: "2027-07-14T09:00:00", end: "2027-07-14T12:00:00" };
const { id: artist_id } = await api.artists.create({ name: "Hélène", availabilities: [slot] });
await api.artists.setAvailabilities({ artist_id, availabilities: [slot, morning] });
await api.skills.create({ code: "permit", label: "Permit", family: "habilitation", expires: true });
const skills = [
  { code: "son", level: 2 },
  { code: "permit", level: 1, expires_on: "2030-01-01" },
];
await api.profiles.update({ artist_id, email: "helene@example.org", skills });
const venue = await api.venues.create({
  name: "Pont",
  time_zone: "Europe/Paris",
  contacts: [{ name: "Régie", phone: "01 02 03 04 05" }],
});
const other = await api.venues.create({ name: "Salle", time_zone: "Europe/Paris" });
const way = { venue_id: venue.id, to_venue_id: other.id, minutes: 30 };
await api.travel.set(way);
const project = await api.projects.create({ title: "Le Songe", starts_on: "2027-01-01" });
const made = await mission("09:00", "12:00", {
  project_id: project.id,
  notes: "Par la cour",
  breaks: [{ starts_at: "2027-03-01T10:00", ends_at: "2027-03-01T10:30" }],
  on: "2027-03-01",
  positions: [{ skill: "son", count: 2 }, { label: "Régie" }],
});
const times = { starts_at: "2027-05-08T09:00", ends_at: "2027-05-08T12:00" };
const outside = await api.outsideWork.create({ artist_id, ...times, employer: "Opéra" });
const key = { artist_id, outside_work_id: outside.id };
await api.labour.updateSettings({
  rules: { day: { limits: { maximum: 660 } }, sundays: { on: false } },
});

const updates: { what: string; read: () => Promise<object>; update: () => Promise<object> }[] = [
  {
    what: "an artist replaced by the same",
    read: () => api.artists.get({ artist_id }),
    update: () =>
      api.artists.replace({ artist_id, name: "Hélène", availabilities: [slot, morning, slot] }),
  },
  {
    what: "availabilities set as they are",
    read: () => api.artists.get({ artist_id }),
    update: () => api.artists.setAvailabilities({ artist_id, availabilities: [slot, morning] }),
  },
  {
    what: "a profile, with its skills in another order",
    read: () => api.profiles.get({ artist_id }),
    update: () =>
      api.profiles.update({
        artist_id,
        email: "helene@example.org",
        phone: null,
        birth_date: null,
        skills: skills.toReversed(),
      }),
  },
  {
    what: "a profile of which nothing is given",
    read: () => api.profiles.get({ artist_id }),
    update: () => api.profiles.update({ artist_id }),
  },
  {
    what: "a venue",
    read: () => api.venues.get({ venue_id: venue.id }),
    update: () =>
      api.venues.update({
        venue_id: venue.id,
        name: "Pont",
        contacts: [{ phone: "01 02 03 04 05", name: "Régie" }],
        address: null,
      }),
  },
  {
    what: "a travel time",
    read: () => api.travel.list({ venue_id: venue.id }),
    update: async () => ({ items: [await api.travel.set(way)], next_cursor: null }),
  },
  {
    what: "a project",
    read: () => api.projects.get({ project_id: project.id }),
    update: () => api.projects.update({ project_id: project.id, starts_on: "2027-01-01" }),
  },
  {
    what: "a skill",
    read: () => api.skills.get({ code: "permit" }),
    update: () => api.skills.update({ code: "permit", label: "Permit", expires: true }),
  },
  {
    what: "an organisation",
    read: () => api.organisations.get(),
    update: async () => api.organisations.update({ time_zone: "Europe/Paris" }),
  },
  {
    what: "the settings of working time",
    read: () => api.labour.settings(),
    update: async () => {
      const { rules, convention } = await api.labour.settings();
      return api.labour.updateSettings({ rules, convention });
    },
  },
  {
    what: "a mission",
    read: () => api.missions.get({ mission_id: made.id }),
    update: async () =>
      bare(
        await api.missions.update({
          mission_id: made.id,
          title: made.title,
          notes: "Par la cour",
          starts_at: "2027-03-01T08:00:00Z",
          breaks: [{ starts_at: "2027-03-01T10:00", ends_at: "2027-03-01T10:30" }],
          positions: made.positions.map(({ id, skill, count, label }) => ({
            id,
            skill,
            count,
            label,
          })),
          status: "draft",
        }),
      ),
  },
  {
    what: "outside work",
    read: () => api.outsideWork.get(key),
    update: async () =>
      bare(await api.outsideWork.update({ ...key, starts_at: times.starts_at, notes: null })),
  },
];

describe("an update that is a no-op records no event, and keeps the version", () => {
  test.each(updates)("$what", async ({ read, update }) => {
    const before = await read();
    const { items: events } = await api.audit.list({ limit: 1000 });
    expect(await update()).toEqual(before);
    expect(await read()).toEqual(before);
    expect((await api.audit.list({ limit: 1000 })).items).toEqual(events);
  });
});

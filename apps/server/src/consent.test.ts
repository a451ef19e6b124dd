import type { Role } from "@coulisses/api/kit/roles";
import { describe, expect, test } from "vitest";
import { type Company, createCompany, guarded, openAsOwner, testApp } from "./factory.ts";
import { overRest } from "./operations.factory.ts";
import { type Browser, openHouse, recordOf } from "./auth/factory.ts";

const house = await openHouse();
const { app } = await testApp({
  ...guarded,
  DATABASE_URL: house.config.DATABASE_URL,
  PUBLIC_URL: house.people.url,
});
const db = await openAsOwner(house.config.DATABASE_URL);
const day = { from: "2027-06-01T00:00:00Z", to: "2027-06-03T00:00:00Z" };

interface Theatre extends Company {
  admin: Browser;
}

async function theatre(name: string): Promise<Theatre> {
  const company = await createCompany(db, name);
  const membership = { organisation_id: company.id, role: "admin" } as const;
  const admin = await house.person(`admin-${company.id}@example.org`, membership);
  return { ...company, admin };
}

/** Invites a person, who accepts. */
async function join(
  { id, admin }: Theatre,
  email: string,
  { shares_busy, ...assigned }: { role: Role; artist_id?: string; shares_busy?: boolean },
): Promise<Browser> {
  const invited = await admin.post("/organization/invite-member", { email, ...assigned });
  const person = await house.person(email);
  const acceptance = {
    invitationId: invited.json().id,
    ...(shares_busy !== undefined && { shares_busy }),
  };
  const accepted = await person.post("/organization/accept-invitation", acceptance);
  expect(accepted.statusCode).toBe(200);
  await person.post("/organization/set-active", { organizationId: id });
  return person;
}

/** A theatre whose artist is this person, with outside work of theirs on file. */
async function artistElsewhere(email: string): Promise<Theatre> {
  const there = await theatre("Opéra du Lac");
  await join(there, email, { role: "artist", artist_id: there.artist_id });
  await there.api.outsideWork.create({
    artist_id: there.artist_id,
    starts_at: "2027-06-01T14:00",
    ends_at: "2027-06-01T18:00",
    employer: "Secret",
  });
  return there;
}

/** The number of periods that a theatre is shown of its artist's work elsewhere. */
async function learns({ api, artist_id }: Theatre): Promise<number> {
  const { periods } = await api.outsideWork.busy({ artist_id, ...day });
  const { people } = await api.calendar.get({ ...day, artist_id });
  expect(people[0]?.busy).toHaveLength(periods.length);
  return periods.length;
}

/** The audit log's events about who may know a person's working times, oldest first. */
async function disclosures({ id }: Theatre) {
  const events = await recordOf(db, id);
  return events
    .filter(({ noun }) => noun === "member")
    .map(({ procedure, actor_id, before, after }) => ({
      procedure: procedure.replace("/auth/organization/", ""),
      actor_id,
      ...said(before, after),
    }));
}

function said(before: unknown, after: unknown): object {
  const [was, is] = [Object(before), Object(after)];
  return "busy_known_to" in was || "busy_known_to" in is
    ? { was: was.busy_known_to, is: is.busy_known_to }
    : { shared: was.shares_busy, shares: is.shares_busy };
}

const share = (person: Browser, shares_busy: boolean) =>
  person.post("/organization/share-busy", { shares_busy });

describe("an organisation that asks when its artist works elsewhere", () => {
  test("learns nothing after an administrator links an account to the artist", async () => {
    const email = "camille@example.org";
    await artistElsewhere(email);
    const here = await theatre("Théâtre du Pont");
    const person = await join(here, email, { role: "viewer" });
    const { members } = (await here.admin.get("/organization/list-members")).json();
    const { id: memberId } = members.find((member: { role: string }) => member.role === "viewer");
    const assigned = { memberId, role: "artist", artist_id: here.artist_id };
    const made = await here.admin.post("/organization/update-member-role", assigned);
    expect(made.json()).toMatchObject({ role: "artist", shares_busy: false });
    expect(await learns(here)).toBe(0);
    expect((await share(here.admin, true)).statusCode).toBe(403);

    expect((await share(person, true)).json()).toEqual({ shares_busy: true });
    expect(await learns(here)).toBe(1);
    // Consent ends when an account is linked to an artist again, even to the same one.
    await here.admin.post("/organization/update-member-role", assigned);
    expect(await learns(here)).toBe(0);
  });

  test("learns it after the person has accepted, and both audit logs say so", async () => {
    const email = "yann@example.org";
    const there = await artistElsewhere(email);
    const here = await theatre("Théâtre du Pont");
    const person = await join(here, email, { role: "artist", artist_id: here.artist_id });
    expect(await learns(here)).toBe(1);
    const { user_id: actor_id } = (await house.people.sessionOf(person)) ?? {};
    const accepted = { procedure: "accept-invitation", actor_id, shared: undefined, shares: true };
    const known = "another organisation";
    expect(await disclosures(here)).toEqual([accepted]);
    expect(await disclosures(there)).toEqual([
      accepted,
      { procedure: "share-busy", actor_id, was: undefined, is: known },
    ]);

    const withdrawn = await share(person, false);
    expect(withdrawn.json()).toEqual({ shares_busy: false });
    expect(await learns(here)).toBe(0);
    expect(await disclosures(here)).toEqual([
      accepted,
      { procedure: "share-busy", actor_id, shared: true, shares: false },
    ]);
    expect(await disclosures(there)).toMatchObject([
      {},
      {},
      { procedure: "share-busy", actor_id, was: known, is: undefined },
    ]);
    expect(JSON.stringify(await recordOf(db, there.id))).not.toContain(here.id);
    await share(person, false);
    expect(await disclosures(here)).toHaveLength(2);
    expect(await disclosures(there)).toHaveLength(3);
    for (const { api } of [here, there])
      expect(await api.audit.verify()).toMatchObject({ faults: [] });
  });

  test("learns nothing unless the person shares with both organisations", async () => {
    const email = "ines@example.org";
    const there = await artistElsewhere(email);
    const here = await theatre("Théâtre du Pont");
    const artist = { role: "artist", artist_id: here.artist_id, shares_busy: false } as const;
    const person = await join(here, email, artist);
    expect(await learns(here)).toBe(0);
    await person.post("/organization/set-active", { organizationId: there.id });
    await share(person, false);
    await person.post("/organization/set-active", { organizationId: here.id });
    await share(person, true);
    expect(await learns(here)).toBe(0);
    expect(await disclosures(there)).toHaveLength(2);
  });

  test.each<[string, (here: Theatre, person: Browser, email: string) => Promise<unknown>]>([
    ["leaves", (_here, person) => person.post("/organization/leave")],
    [
      "is removed",
      ({ admin }, _person, email) =>
        admin.post("/organization/remove-member", { memberIdOrEmail: email }),
    ],
    ["is deleted", ({ api, artist_id }) => api.artists.delete({ artist_id })],
    ["is anonymised", ({ api, artist_id }) => api.artists.anonymise({ artist_id })],
  ])("learns it until the person %s, and the other audit log says so", async (how, end) => {
    const email = `${how.replace(" ", "-")}@example.org`;
    const there = await artistElsewhere(email);
    const here = await theatre("Théâtre du Pont");
    const person = await join(here, email, { role: "artist", artist_id: here.artist_id });
    const { user_id } = (await house.people.sessionOf(person)) ?? {};
    await end(here, person, email);
    expect((await disclosures(there)).at(-1)).toEqual({
      procedure: "share-busy",
      // A member of the other organisation is not named.
      actor_id: how === "leaves" ? user_id : null,
      was: "another organisation",
      is: undefined,
    });
    const [event] = (await there.api.audit.list({ limit: 1 })).items;
    expect(event?.changes).toMatchObject([{ artist_id: there.artist_id, after: null }]);
  });
});

describe("sharing one's working times", () => {
  test("is decided by the artist only: by no other role, and by no key", async () => {
    const here = await theatre("Théâtre du Pont");
    for (const role of ["admin", "planner", "viewer"] as const) {
      const membership = { organisation_id: here.id, role };
      const person = await house.person(`some-${role}-${here.id}@example.org`, membership);
      expect((await share(person, true)).statusCode).toBe(403);
    }
    const answer = await app.inject({
      method: "POST",
      url: "/auth/organization/share-busy",
      headers: { authorization: `Bearer ${here.keys.artist}` },
      payload: { shares_busy: true },
    });
    expect(answer.statusCode).toBe(401);
  });

  test("is shown to the artist themselves", async () => {
    const here = await theatre("Théâtre du Pont");
    const artist = { role: "artist", artist_id: here.artist_id } as const;
    const person = await join(here, `self-${here.id}@example.org`, artist);
    const me = async (headers: Record<string, string>) =>
      (await app.inject(overRest({ method: "GET", path: "/me" }, headers))).json().shares_busy;
    expect(await me({ cookie: person.cookie })).toBe(true);
    await share(person, false);
    expect(await me({ cookie: person.cookie })).toBe(false);
    expect(await me({ authorization: `Bearer ${here.keys.artist}` })).toBeNull();
    expect(await me({ cookie: here.admin.cookie })).toBeNull();
  });

  test("started in two organisations at once is on record once", async () => {
    const email = "both@example.org";
    const [one, other] = [await theatre("Un"), await theatre("Deux")];
    for (const company of [one, other])
      await join(company, email, {
        role: "artist",
        artist_id: company.artist_id,
        shares_busy: false,
      });
    const people = [await house.person(email), await house.person(email)];
    await Promise.all(
      [one, other].map(async ({ id: organizationId }, index) =>
        people[index]?.post("/organization/share-busy", { organizationId, shares_busy: true }),
      ),
    );
    const known = [...(await disclosures(one)), ...(await disclosures(other))];
    expect(known.filter((event) => "is" in event)).toHaveLength(1);
  });
});

import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { artistIn, type Browser, openHouse, recordOf } from "./factory.ts";

const house = await openHouse();
const { db } = house;

/** An organisation with one admin in it. */
async function company() {
  const id = await house.organisation();
  const email = `admin-${id}@example.org`;
  const admin = await house.person(email, { organisation_id: id, role: "admin" });
  return { id, admin, email };
}

async function membersOf(organisation: string) {
  return db
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.user_id")
    .where("organisation_id", "=", organisation)
    .orderBy("email")
    .select(["members.id", "email", "role", "artist_id"])
    .execute();
}

async function memberId(organisation: string, email: string): Promise<string> {
  const member = (await membersOf(organisation)).find((one) => one.email === email);
  return member?.id ?? "";
}

async function inviteAs(admin: Browser, invitation: object) {
  const response = await admin.post("/organization/invite-member", invitation);
  expect(response.statusCode).toBe(200);
  const { id: invitationId } = response.json();
  return { invitationId };
}

describe("inviting", () => {
  test("a viewer is on record, from the invitation to the acceptance", async () => {
    const { id, admin } = await company();
    const email = `viewer-${id}@example.org`;
    const invitation = await inviteAs(admin, { email: email.toUpperCase(), role: "viewer" });
    const invitee = await house.person(email);
    expect((await invitee.get("/organization/list-user-invitations")).json()).toHaveLength(1);
    const shown = await invitee.get(`/organization/get-invitation?id=${invitation.invitationId}`);
    expect(shown.json()).toMatchObject({ email, role: "viewer" });
    const accepted = await invitee.post("/organization/accept-invitation", invitation);
    expect(accepted.statusCode).toBe(200);
    expect(await house.people.sessionOf(invitee)).toMatchObject({ organisation_id: id });

    const admins = await house.people.sessionOf(admin);
    const viewers = await house.people.sessionOf(invitee);
    expect(await recordOf(db, id)).toEqual([
      {
        procedure: "/auth/organization/invite-member",
        noun: "invitation",
        noun_id: invitation.invitationId,
        actor_kind: "person",
        actor_id: admins?.user_id,
        artist_id: null,
        before: null,
        after: { email, role: "viewer", artist_id: null, status: "pending" },
      },
      {
        procedure: "/auth/organization/accept-invitation",
        noun: "member",
        noun_id: await memberId(id, email),
        actor_kind: "person",
        actor_id: viewers?.user_id,
        artist_id: null,
        before: null,
        after: {
          user_id: viewers?.user_id,
          role: "viewer",
          artist_id: null,
          shares_busy: false,
        },
      },
    ]);
    const again = await invitee.post("/organization/accept-invitation", invitation);
    expect(again.json()).toMatchObject({ code: "not_found" });
  });

  test("an artist links the new member to that artist", async () => {
    const { id, admin } = await company();
    const artist_id = await artistIn(db, id);
    const email = `artist-${id}@example.org`;
    const invitation = await inviteAs(admin, { email, role: "artist", artist_id });
    const invitee = await house.person(email);
    const accepted = await invitee.post("/organization/accept-invitation", invitation);
    expect(accepted.statusCode).toBe(200);
    expect(await membersOf(id)).toContainEqual(
      expect.objectContaining({ email, role: "artist", artist_id }),
    );
    expect(await recordOf(db, id)).toMatchObject([{ artist_id }, { artist_id }]);
    const [invited] = await house.lettersTo(email);
    expect(invited?.text).toContain("jamais où, ni pour qui");
  });

  test("sends a letter in the organisation's language", async () => {
    const id = await house.organisation("en");
    const admin = await house.person(`english-${id}@example.org`, {
      organisation_id: id,
      role: "admin",
    });
    await inviteAs(admin, { email: `invited-${id}@example.org`, role: "viewer" });
    const { text } = await house.letterTo(`invited-${id}@example.org`);
    expect(text).toContain(`You are invited to join Company ${id}`);
    await house.browser().post("/sign-in/magic-link", { email: `invited-${id}@example.org` });
    const { text: link } = await house.letterTo(`invited-${id}@example.org`);
    expect(link).toContain("To sign in, open this link");
  });

  test("sends a letter in the request's language if the organisation has none", async () => {
    const id = await house.organisation(null);
    const email = `admin-${id}@example.org`;
    const admin = await house.person(email, { organisation_id: id, role: "admin" });
    const invited = `invited-${id}@example.org`;
    const send = async (path: string, body: { email: string }, language: string) => {
      await admin.post(path, body, { "accept-language": language });
      return (await house.letterTo(body.email)).text;
    };
    const link = "/sign-in/magic-link";
    expect(await send(link, { email }, "fr")).toContain("Pour vous connecter");
    expect(await send(link, { email }, "en")).toContain("To sign in");
    const invitation = { email: invited, role: "viewer" };
    expect(await send("/organization/invite-member", invitation, "fr")).toContain(
      "Vous êtes invité",
    );
    expect(await send(link, { email: invited }, "fr")).toContain("Pour vous connecter");
  });

  test("is on record when it is refused or cancelled", async () => {
    const { id, admin } = await company();
    const [first, second] = [`first-${id}@example.org`, `second-${id}@example.org`];
    const refused = await inviteAs(admin, { email: first, role: "planner" });
    const invitee = await house.person(first);
    expect((await invitee.post("/organization/reject-invitation", refused)).statusCode).toBe(200);
    const cancelled = await inviteAs(admin, { email: second, role: "planner" });
    expect((await admin.post("/organization/cancel-invitation", cancelled)).statusCode).toBe(200);
    const changes = await recordOf(db, id);
    expect(changes.map(({ procedure }) => procedure.split("/").at(-1))).toEqual([
      "invite-member",
      "reject-invitation",
      "invite-member",
      "cancel-invitation",
    ]);
    expect(changes[1]).toMatchObject({
      before: { status: "pending" },
      after: { status: "rejected" },
    });
    for (const gone of [refused, cancelled])
      expect((await admin.post("/organization/cancel-invitation", gone)).statusCode).toBe(404);
  });

  test("one person twice is refused", async () => {
    const { admin, email } = await company();
    await inviteAs(admin, { email: `twice-${email}`, role: "viewer" });
    for (const known of [email, `twice-${email}`]) {
      const again = { email: known, role: "viewer" };
      const refused = await admin.post("/organization/invite-member", again);
      expect(refused.json()).toMatchObject({ status: 422, code: "invalid_input" });
    }
  });
});

describe("a role", () => {
  test.each([
    { role: "admin,viewer" },
    { role: ["viewer"] },
    { role: "owner" },
    { role: "member" },
    { role: "" },
    { role: "artist" },
    { role: "viewer", artist_id: randomUUID() },
    { role: "viewer", artist_id: "x" },
    { role: "viewer", status: "accepted" },
  ])("%j is refused, in a sentence, and leaves nothing", async (assignment) => {
    const { id, admin, email } = await company();
    const invited = await admin.post("/organization/invite-member", {
      email: "bad@example.org",
      ...assignment,
    });
    expect(invited.json()).toMatchObject({ status: 422, code: "invalid_input" });
    const changed = await admin.post("/organization/update-member-role", {
      memberId: await memberId(id, email),
      ...assignment,
    });
    expect(changed.json()).toMatchObject({ status: 422, code: "invalid_input" });
    expect(await recordOf(db, id)).toEqual([]);
    expect(await membersOf(id)).toMatchObject([{ role: "admin" }]);
  });

  test("artist needs an artist of the same organisation", async () => {
    const [here, there] = [await company(), await company()];
    const foreign = await artistIn(db, there.id);
    const answers = await Promise.all(
      [foreign, randomUUID()].map((artist_id) =>
        here.admin.post("/organization/invite-member", {
          email: "artist@example.org",
          role: "artist",
          artist_id,
        }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404]);
  });

  test("changes together with its artist, in both directions", async () => {
    const { id, admin } = await company();
    const artist_id = await artistIn(db, id);
    const email = `changing-${id}@example.org`;
    await house.person(email, { organisation_id: id, role: "planner" });
    const memberIdOfThem = await memberId(id, email);
    const change = (assignment: object) =>
      admin.post("/organization/update-member-role", { memberId: memberIdOfThem, ...assignment });
    const become = await change({ role: "artist", artist_id });
    expect(become.json()).toMatchObject({ role: "artist", artist_id });
    expect((await change({ role: "viewer" })).json()).toMatchObject({
      role: "viewer",
      artist_id: null,
    });
    expect(await recordOf(db, id)).toMatchObject([
      { before: { role: "planner" }, after: { role: "artist", artist_id }, artist_id },
      { before: { role: "artist" }, after: { role: "viewer", artist_id: null }, artist_id: null },
    ]);
  });

  test.each(["planner", "viewer", "artist"] as const)("%s cannot manage members", async (role) => {
    const { id, email } = await company();
    const artist_id = role === "artist" ? await artistIn(db, id) : null;
    const who = `${role}-${id}@example.org`;
    const browser = await house.person(who, { organisation_id: id, role, artist_id });
    const attempts = [
      await browser.post("/organization/invite-member", { email: "a@example.org", role: "viewer" }),
      await browser.post("/organization/remove-member", { memberIdOrEmail: email }),
      await browser.post("/organization/update-member-role", {
        memberId: await memberId(id, who),
        role: "admin",
      }),
      await browser.get("/organization/list-members"),
      await browser.get("/organization/list-invitations"),
    ];
    expect(attempts.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403, 403]);
    expect(await recordOf(db, id)).toEqual([]);
    expect((await browser.post("/organization/leave")).statusCode).toBe(200);
    expect(await recordOf(db, id)).toMatchObject([{ before: { role }, after: null, artist_id }]);
  });
});

describe("an organisation keeps an admin", () => {
  test("who can neither leave nor be removed nor demoted", async () => {
    const { id, admin, email } = await company();
    const attempts = [
      await admin.post("/organization/leave"),
      await admin.post("/organization/remove-member", { memberIdOrEmail: email }),
      await admin.post("/organization/update-member-role", {
        memberId: await memberId(id, email),
        role: "planner",
      }),
    ];
    for (const { body } of attempts)
      expect(JSON.parse(body)).toMatchObject({
        status: 403,
        detail: expect.stringContaining("at least one admin"),
      });
    expect(await membersOf(id)).toMatchObject([{ role: "admin" }]);
    expect(await recordOf(db, id)).toEqual([]);
  });

  test.each(["leave", "demote themselves", "demote one another", "remove one another"])(
    "when two %s at the same moment",
    async (how) => {
      const { id, admin, email } = await company();
      const other = `other-${id}@example.org`;
      const second = await house.person(other, { organisation_id: id, role: "admin" });
      const ids = [await memberId(id, email), await memberId(id, other)];
      const targets = how.endsWith("one another") ? ids.toReversed() : ids;
      const answers = await Promise.all(
        [admin, second].map((browser, index) => {
          const memberIdOrEmail = targets[index] ?? "";
          if (how === "leave") return browser.post("/organization/leave");
          return how.startsWith("remove")
            ? browser.post("/organization/remove-member", { memberIdOrEmail })
            : browser.post("/organization/update-member-role", {
                memberId: memberIdOrEmail,
                role: "viewer",
              });
        }),
      );
      expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
      const admins = (await membersOf(id)).filter(({ role }) => role === "admin");
      expect(admins).toHaveLength(1);
      expect(await recordOf(db, id)).toHaveLength(1);
    },
  );

  test("but another admin can leave", async () => {
    const { id, admin } = await company();
    const other = `going-${id}@example.org`;
    const second = await house.person(other, { organisation_id: id, role: "admin" });
    const removed = await admin.post("/organization/remove-member", { memberIdOrEmail: other });
    expect(removed.statusCode).toBe(200);
    expect((await second.get("/organization/list")).json()).toEqual([]);
    const gone = await second.get("/organization/list-members");
    expect(gone.statusCode).toBe(404);
  });
});

test("more than a hundred members are counted", async () => {
  const { id, admin } = await company();
  const others = Array.from({ length: 120 }, () => randomUUID());
  await db
    .insertInto("users")
    .values(others.map((one) => ({ id: one, name: one, email: `${one}@example.org` })))
    .execute();
  await db
    .insertInto("members")
    .values(
      others.map((one) => ({
        id: randomUUID(),
        organisation_id: id,
        user_id: one,
        role: "viewer" as const,
      })),
    )
    .execute();
  await house.person(`late-${id}@example.org`, { organisation_id: id, role: "admin" });
  expect((await admin.get("/organization/list-members")).json()).toMatchObject({ total: 122 });
  expect((await admin.post("/organization/leave")).statusCode).toBe(200);
});

describe("what belongs to another organisation answers as if it did not exist", () => {
  test("its members, invitations and itself", async () => {
    const [here, there] = [await company(), await company()];
    const theirs = await inviteAs(there.admin, { email: "theirs@example.org", role: "viewer" });
    const member = await memberId(there.id, there.email);
    const forms: [string, (id: string) => object, string][] = [
      [
        "invite-member",
        (organizationId) => ({ organizationId, email: "a@example.org", role: "viewer" }),
        there.id,
      ],
      ["leave", (organizationId) => ({ organizationId }), there.id],
      ["set-active", (organizationId) => ({ organizationId }), there.id],
      ["cancel-invitation", (invitationId) => ({ invitationId }), theirs.invitationId],
      ["accept-invitation", (invitationId) => ({ invitationId }), theirs.invitationId],
      ["reject-invitation", (invitationId) => ({ invitationId }), theirs.invitationId],
      ["remove-member", (memberIdOrEmail) => ({ memberIdOrEmail }), member],
      ["update-member-role", (its) => ({ memberId: its, role: "viewer" }), member],
    ];
    const nothing = randomUUID();
    for (const [path, body, foreign] of forms) {
      const [real, made] = [
        await here.admin.post(`/organization/${path}`, body(foreign)),
        await here.admin.post(`/organization/${path}`, body(nothing)),
      ];
      expect(real.statusCode).toBe(404);
      expect(real.body.replaceAll(foreign, nothing)).toBe(made.body);
    }
    const reads = [`get-invitation?id=${theirs.invitationId}`, `get-invitation?id=${nothing}`];
    for (const path of ["list-members", "list-invitations"])
      reads.push(`${path}?organizationId=${there.id}`, `${path}?organizationId=${nothing}`);
    for (const path of reads)
      expect((await here.admin.get(`/organization/${path}`)).statusCode).toBe(404);
    const byEmail = { memberIdOrEmail: there.email };
    expect((await here.admin.post("/organization/remove-member", byEmail)).statusCode).toBe(404);
    expect(await recordOf(db, here.id)).toEqual([]);
    expect(await recordOf(db, there.id)).toHaveLength(1);
    expect(await house.people.sessionOf(here.admin)).toMatchObject({ organisation_id: here.id });
  });

  test("an expired invitation answers as if it did not exist", async () => {
    const { admin, id } = await company();
    const email = `late-${id}@example.org`;
    const invitation = await inviteAs(admin, { email, role: "viewer" });
    await db
      .updateTable("invitations")
      .set({ expires_at: "2000-01-01T00:00:00Z" })
      .where("id", "=", invitation.invitationId)
      .execute();
    const invitee = await house.person(email);
    const accepted = await invitee.post("/organization/accept-invitation", invitation);
    expect(accepted.statusCode).toBe(404);
  });
});

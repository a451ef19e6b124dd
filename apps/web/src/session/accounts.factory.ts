import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { findOpenCaller } from "@coulisses/api/organisations/queries";
import { createOrganisation } from "@coulisses/api/organisations/commands";
import type { Role } from "@coulisses/api/kit/roles";
import { transact } from "@coulisses/database";
import { type Letter, mailServer } from "@coulisses/server/auth/factory";
import { createPeople } from "@coulisses/server/auth/people";
import { readConfig } from "@coulisses/server/config";
import { guarded, openAsOwner, testApp } from "@coulisses/server/factory";
import type { Page } from "playwright-core";
import { vi } from "vitest";
import { openBrowser } from "../browser.factory.ts";

/** The password of all people of `startWithAccounts`. */
export const password = "eleven red velvet seats";

/** A server with sign-in and mail, and a browser to look at it. */
export async function startWithAccounts(settings: Record<string, string> = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const letters: Letter[] = [];
  const given = { ...guarded, ...settings, PUBLIC_URL: url, SMTP_URL: await mailServer(letters) };
  const { app, databaseUrl } = await testApp(given);
  await app.listen({ host: "127.0.0.1", port });
  const db = await openAsOwner(databaseUrl);
  const config = readConfig({ ...given, DATABASE_URL: databaseUrl });
  const people = createPeople({ config, db, log: app.log });
  const home = (await findOpenCaller(db)).organisation.id;
  const open = await openBrowser(url);
  return {
    url,
    open,
    /** Another organisation. */
    organisation: async (name: string) =>
      (await transact(db, (trx) => createOrganisation(trx, name))).id,
    /** Makes an account with a password. */
    account: async (email: string, name: string): Promise<void> => {
      const link = new URL(await people.signInLink(email, name));
      await people.openLink({ token: link.searchParams.get("token") ?? "", password });
    },
    async join(email: string, role: Role, organisation = home): Promise<void> {
      const user = db.selectFrom("users").where("email", "=", email).select("id");
      const { id: user_id } = await user.executeTakeFirstOrThrow();
      const member = { id: randomUUID(), user_id, organisation_id: organisation, role };
      await db.insertInto("members").values(member).execute();
    },
    /** Makes somebody an artist of the organisation, who signs in: a new one, or the one with an id. */
    joinAsArtist: async (email: string, name: string, known?: string): Promise<void> => {
      const user = db.selectFrom("users").where("email", "=", email).select("id");
      const { id: user_id } = await user.executeTakeFirstOrThrow();
      const artist = { id: known ?? randomUUID(), organisation_id: home, name };
      if (known === undefined) await db.insertInto("artists").values(artist).execute();
      const member = { id: randomUUID(), user_id, organisation_id: home, role: "artist" as const };
      await db
        .insertInto("members")
        .values({ ...member, artist_id: artist.id })
        .execute();
    },
    /** The link of the last letter to an address that leads to a path. The letter may be on its way. */
    async linkTo(path: string, email: string): Promise<string> {
      const isMeant = ({ to, link }: Letter) => to === email && link.includes(path);
      const letter = await vi.waitUntil(() => letters.findLast(isMeant), { timeout: 60_000 });
      return letter.link;
    },
    /** Opens a page and signs somebody in there. */
    async signedIn(email: string, path: string): Promise<Page> {
      const page = await open(path);
      await signIn(page, email);
      return page;
    },
  };
}

/** Fills in the form to sign in, in English. */
export async function signIn(page: Page, email: string, typed = password): Promise<void> {
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password").fill(typed);
  await page.keyboard.press("Enter");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port");
  return address.port;
}

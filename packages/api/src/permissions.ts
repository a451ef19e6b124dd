import type { Permissions, Scopes } from "./kit/context.ts";
import type { Role } from "./kit/roles.ts";
import type * as slices from "./slices.ts";

type Grant = Role | { readonly role: "artist"; readonly own: "artist_id" | "rows" };

const everyone = ["admin", "planner", "viewer", "artist"] as const;
const readers = ["admin", "planner", "viewer"] as const;
const planners = ["admin", "planner"] as const;
const admins = ["admin"] as const;

/** An artist calls it for themselves: the `artist_id` of the input must be theirs. */
const self = { role: "artist", own: "artist_id" } as const;
/** An artist gets the rows about them: the query takes a `Visible`. */
const rows = { role: "artist", own: "rows" } as const;

/**
 * Which role may call which procedure. A procedure that is missing here does not compile. `self` and
 * `rows` limit artists to what is about them.
 */
const table = {
  "artists.anonymise": admins,
  "artists.create": planners,
  "artists.delete": planners,
  "artists.export": ["admin", self],
  "artists.free": readers,
  "artists.get": [...readers, self],
  "artists.list": [...readers, rows],
  "artists.replace": planners,
  "artists.setAvailabilities": [...planners, self],
  "audit.changes": admins,
  "audit.list": admins,
  "audit.verify": admins,
  "calendar.get": readers,
  "calendar.world": readers,
  "changes.watch": readers,
  "engagements.cancel": planners,
  "engagements.check": readers,
  "engagements.confirm": planners,
  "engagements.create": planners,
  "engagements.decline": planners,
  "engagements.get": [...readers, rows],
  "engagements.list": [...readers, rows],
  "engagements.replace": planners,
  "engagements.undo": planners,
  "events.undo": planners,
  "health.get": "anyone",
  "keys.create": admins,
  "keys.list": admins,
  "keys.revoke": admins,
  "labour.counters": [...readers, self],
  "labour.rules": [...readers, self],
  "labour.settings": readers,
  "labour.updateSettings": admins,
  "me.get": everyone,
  "missions.candidates": readers,
  "missions.coverage": readers,
  "missions.create": planners,
  "missions.createMany": planners,
  "missions.delete": planners,
  "missions.duplicate": planners,
  "missions.get": [...readers, rows],
  "missions.history": readers,
  "missions.list": [...readers, rows],
  "missions.publish": planners,
  "missions.team": [...readers, rows],
  "missions.undo": planners,
  "missions.update": planners,
  "missions.updateMany": planners,
  "organisations.get": everyone,
  "organisations.update": admins,
  "outsideWork.busy": [...readers, self],
  "outsideWork.create": [...planners, self],
  "outsideWork.delete": [...planners, self],
  "outsideWork.get": [...readers, self],
  "outsideWork.list": [...readers, self],
  "outsideWork.update": [...planners, self],
  "plannings.create": planners,
  "plannings.get": [...readers, rows],
  "plannings.list": [...readers, rows],
  "presence.show": readers,
  "profiles.get": [...readers, self],
  "profiles.list": readers,
  "profiles.update": [...planners, self],
  "projects.create": planners,
  "projects.delete": planners,
  "projects.get": readers,
  "projects.list": readers,
  "projects.update": planners,
  "publications.changed": readers,
  "publications.list": readers,
  "publications.preview": readers,
  "skills.create": planners,
  "skills.delete": planners,
  "skills.get": everyone,
  "skills.list": everyone,
  "skills.update": planners,
  "travel.list": readers,
  "travel.remove": planners,
  "travel.set": planners,
  "venues.create": planners,
  "venues.delete": planners,
  "venues.get": everyone,
  "venues.list": everyone,
  "venues.update": planners,

  // The operations of better-auth on an organisation. Signing in and choosing an organisation are not
  // here: they are about the person only.
  "/auth/organization/accept-invitation": everyone,
  "/auth/organization/cancel-invitation": admins,
  "/auth/organization/invite-member": admins,
  "/auth/organization/leave": everyone,
  "/auth/organization/list-invitations": admins,
  "/auth/organization/list-members": admins,
  "/auth/organization/reject-invitation": everyone,
  "/auth/organization/remove-member": admins,
  "/auth/organization/share-busy": ["artist"],
  "/auth/organization/update-member-role": admins,

  // A right not tied to one procedure: to confirm in spite of blocking findings.
  "engagements.override": admins,

  // Only from a shell on the server, as the administrator of any organisation.
  "admin bootstrap": admins,
  "admin organisation create": admins,
} as const satisfies Record<
  ProcedureName | "engagements.override" | `/auth/${string}` | `admin ${string}`,
  readonly Grant[] | "anyone"
>;

const grants = Object.entries<readonly Grant[] | "anyone">(table);

/** The roles that may call each procedure. */
export const permissions: Permissions = Object.fromEntries(
  grants.map(([name, allowed]) => [
    name,
    allowed === "anyone"
      ? allowed
      : allowed.map((grant) => (typeof grant === "string" ? grant : grant.role)),
  ]),
);

/** What limits an artist's call of each procedure. */
export const scopes: Scopes = Object.fromEntries(
  grants.map(([name, allowed]) => [name, allowed === "anyone" ? undefined : scopeIn(allowed)]),
);

function scopeIn(allowed: readonly Grant[]): Scopes[string] {
  return allowed.find((grant) => typeof grant !== "string")?.own;
}

type Slices = typeof slices;

/** The places of all procedures in the router. */
type ProcedureName = {
  [Noun in keyof Slices]: `${Noun}.${Extract<keyof Slices[Noun], string>}`;
}[keyof Slices];

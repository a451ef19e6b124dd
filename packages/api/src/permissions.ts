import type { Permissions } from "./kit/context.ts";
import type * as slices from "./slices.ts";

const everyone = ["admin", "planner", "viewer", "artist"] as const;
const readers = ["admin", "planner", "viewer"] as const;
const planners = ["admin", "planner"] as const;
const admins = ["admin"] as const;

/**
 * Who may call what: the one table. A procedure that is not in it does not compile. What an artist
 * may call answers only what concerns them.
 */
export const permissions = {
  "artists.anonymise": admins,
  "artists.create": planners,
  "artists.delete": planners,
  "artists.export": ["admin", "artist"],
  "artists.free": readers,
  "artists.get": everyone,
  "artists.list": everyone,
  "artists.replace": planners,
  "artists.setAvailabilities": ["admin", "planner", "artist"],
  "audit.changes": admins,
  "audit.list": admins,
  "audit.verify": admins,
  "calendar.get": readers,
  "engagements.cancel": planners,
  "engagements.check": readers,
  "engagements.confirm": planners,
  "engagements.create": planners,
  "engagements.decline": planners,
  "engagements.get": everyone,
  "engagements.list": everyone,
  "engagements.replace": planners,
  "engagements.undo": planners,
  "events.undo": planners,
  "health.get": "anyone",
  "keys.create": admins,
  "keys.list": admins,
  "keys.revoke": admins,
  "labour.counters": everyone,
  "labour.rules": everyone,
  "labour.settings": readers,
  "labour.updateSettings": admins,
  "me.get": everyone,
  "missions.candidates": readers,
  "missions.coverage": readers,
  "missions.create": planners,
  "missions.delete": planners,
  "missions.duplicate": planners,
  "missions.get": everyone,
  "missions.history": readers,
  "missions.list": everyone,
  "missions.publish": planners,
  "missions.undo": planners,
  "missions.update": planners,
  "organisations.get": everyone,
  "organisations.update": admins,
  "outsideWork.busy": everyone,
  "outsideWork.create": ["admin", "planner", "artist"],
  "outsideWork.delete": ["admin", "planner", "artist"],
  "outsideWork.get": everyone,
  "outsideWork.list": everyone,
  "outsideWork.update": ["admin", "planner", "artist"],
  "plannings.create": planners,
  "plannings.get": everyone,
  "plannings.list": everyone,
  "profiles.get": everyone,
  "profiles.update": ["admin", "planner", "artist"],
  "projects.create": planners,
  "projects.delete": planners,
  "projects.get": readers,
  "projects.list": readers,
  "projects.update": planners,
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

  // What better-auth serves of an organisation. Signing in, and choosing among one's organisations,
  // concern the person alone and are in no table.
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

  // Not a call, but a right that calls ask for: to confirm in spite of what blocks.
  "engagements.override": admins,

  // What only a shell on the server can do, as the administrator of any organisation.
  "admin bootstrap": admins,
  "admin organisation create": admins,
} as const satisfies Record<
  ProcedureName | "engagements.override" | `/auth/${string}` | `admin ${string}`,
  Permissions[string]
>;

type Slices = typeof slices;

/** The places of all procedures in the router. */
type ProcedureName = {
  [Noun in keyof Slices]: `${Noun}.${Extract<keyof Slices[Noun], string>}`;
}[keyof Slices];

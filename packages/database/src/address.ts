import { fileURLToPath } from "node:url";

/** The role of the application, made by a migration: it cannot rewrite the audit log. */
export const applicationRole = "coulisses_app";

/** Whether an address is that of a PostgreSQL server, and not of the embedded database. */
export function isServer(url: string): boolean {
  return url !== "memory://" && !url.startsWith("file:");
}

/** The address of a server whose connections act as a role. */
export function actingAs(url: string, role: string): string {
  const changed = new URL(url);
  const given = changed.searchParams.get("options");
  changed.searchParams.set("options", [given, `-c role=${role}`].filter(Boolean).join(" "));
  return changed.href;
}

/** Describes a database for people, without user name and password. */
export function describe(url: string): string {
  if (url === "memory://") return "embedded, in memory";
  if (url.startsWith("file:")) return `embedded, in ${fileURLToPath(url)}`;
  const { host, pathname } = new URL(url);
  return `PostgreSQL at ${host}${pathname}`;
}

import { hash } from "node:crypto";

/** The stored form of a link's token: a dump of the tables signs nobody in. */
export function hashOfToken(token: string): string {
  return hash("sha256", token, "base64url");
}

import { hash } from "node:crypto";

/** What is kept of a link's token, so that a dump of the tables opens nothing. */
export function hashOfToken(token: string): string {
  return hash("sha256", token, "base64url");
}

import type { Caller, Context } from "@coulisses/api/kit/context";
import { noLive } from "@coulisses/api/kit/live";
import { permissions, scopes } from "@coulisses/api/permissions";
import type { Database } from "@coulisses/database";

/**
 * The context of procedures that are called from the command line: the caller may do
 * everything in an organisation, and the audit log names the command line.
 */
export function commandContext(db: Database["db"], organisation: Caller["organisation"]): Context {
  return {
    db,
    service: { name: "coulisses", environment: "command" },
    request_id: "command",
    deadline: undefined,
    caller: {
      kind: "command",
      id: null,
      name: "Command line",
      role: "admin",
      artist_id: null,
      organisation,
    },
    permissions,
    scopes,
    language: "en",
    most_bytes: Number.MAX_SAFE_INTEGER,
    forgetCallers: () => {},
    live: noLive,
  };
}

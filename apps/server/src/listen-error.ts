import { ConfigError } from "./config.ts";

/** The address to listen on, and the names of its settings. */
interface Place {
  host: string;
  port: number;
  hostSetting: string;
  portSetting: string;
}

/** Why the program cannot listen there, and what the operator can do. */
export function listenError(cause: unknown, place: Place): ConfigError {
  return new ConfigError(sentence(cause, place), { cause });
}

function sentence(error: unknown, { host, port, hostSetting, portSetting }: Place): string {
  const where = `Cannot listen on port ${port} of ${host}`;
  switch (Object(error).code) {
    case "EADDRINUSE":
      return `${where}: another program does. Stop it, or set ${portSetting} to another port.`;
    case "EACCES":
      return `${where}: this user may not. Set ${portSetting} to 1024 or more.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${where}: this machine has no such address. Set ${hostSetting} to one that it has.`;
    default:
      return `${where}: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

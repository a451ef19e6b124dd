/** The parts of an artist's screen, in the order of the bar at the bottom. */
export const sections = ["agenda", "availabilities", "counters"] as const;

export interface AgendaView {
  section: (typeof sections)[number];
  /** The mission that is open. */
  mission?: string;
}

/** Reads what is shown from the parameters of an address. */
export function parseAgendaView({ section, mission }: Record<string, unknown>): AgendaView {
  return {
    section: sections.find((one) => one === section) ?? "agenda",
    ...(typeof mission === "string" && { mission }),
  };
}

import { parsePeriod, type Period } from "../routes/period.ts";

/** What the screen shows: what is to be told, or what was. */
export const views = ["preview", "told"] as const;

export interface PublishView extends Period {
  show: (typeof views)[number];
}

/** Reads what the screen shows from the parameters of an address. */
export function parsePublishView(search: Record<string, unknown>): PublishView {
  const show = views.find((one) => one === search["show"]) ?? "preview";
  return { ...parsePeriod(search), show };
}

import type { Outputs } from "./contract.ts";

type YieldOf<Stream> = Stream extends AsyncIterable<infer One> ? One : never;

/** What a stream of changes tells: that it is ready, what changed, who is present, or that all has to be loaded anew. */
export type Signal = YieldOf<Outputs["changes"]["watch"]>["data"];

/** A change in the organisation, with the ids of what it was about. */
export type ChangedSignal = Extract<Signal, { type: "changed" }>;

/** Somebody who has the board open. */
export type Present = Extract<Signal, { type: "present" }>["people"][number];

import type { Mission } from "@coulisses/client";
import { text } from "./text.ts";

const names: readonly Mission["kind"][] = [
  "montage",
  "balance",
  "repetition",
  "representation",
  "demontage",
  "autre",
];

/** The kinds of missions, as they follow each other. */
export const kinds = names.map((value) => ({ value, label: text.kinds[value] }));

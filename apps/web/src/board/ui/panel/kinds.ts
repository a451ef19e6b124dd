import { text as shared } from "../../../ui/text.ts";
import type { Mission } from "@coulisses/client";

const names: readonly Mission["kind"][] = [
  "montage",
  "balance",
  "repetition",
  "representation",
  "demontage",
  "autre",
];

/** The kinds of missions, as they follow each other. */
export const kinds = names.map((value) => ({ value, label: shared.kinds[value] }));

import type { InputIssue } from "../kit/issue.ts";
import type { Profile, ProfileUpdate } from "./profile.schema.ts";

type Employed = Pick<Profile, "employment" | "part_time" | "contract_time">;
type Given = Pick<ProfileUpdate, keyof Employed>;

/**
 * How somebody is employed after an update. `employment` is the truth, and `part_time` tells whether it is
 * `part_time`: written alone, it sets that, or clears that. The contract's working time belongs to part-time,
 * and ends with it.
 */
export function employedAfter(before: Employed, given: Given): Employed {
  const employment = employmentAfter(before.employment, given);
  const part_time = employment === "part_time";
  const { contract_time = part_time ? before.contract_time : null } = given;
  return { employment, part_time, contract_time };
}

function employmentAfter(
  before: Employed["employment"],
  { employment, part_time }: Given,
): Employed["employment"] {
  if (employment !== undefined) return employment;
  if (part_time === undefined || part_time === (before === "part_time")) return before;
  return part_time ? "part_time" : null;
}

/** What contradicts itself in an update; undefined if nothing does. */
export function employmentFault(given: Given, after: Employed): InputIssue | undefined {
  if (given.part_time !== undefined && given.part_time !== after.part_time)
    return { path: ["part_time"], issue: "part_time_differs" };
  if (after.contract_time !== null && !after.part_time)
    return { path: ["contract_time"], issue: "contract_of_part_time" };
  return undefined;
}

import { useState } from "react";
import { parseMinutes, writeMinutes } from "../data/durations.ts";
import type { Profile, ProfileUpdate } from "../data/people.ts";
import { Field } from "../ui/field.tsx";
import { fieldOf } from "../ui/form.tsx";
import { keyIn, optionsOf } from "../ui/options.ts";
import { Select } from "../ui/select.tsx";
import { text } from "./text.ts";

const unknown = { value: "unknown", label: text.profile.unknown };
const employments = [unknown, ...optionsOf(text.profile.employments)];
const periods = optionsOf(text.profile.periods);

interface Props {
  profile: Profile;
  /** Whether the hours that were typed cannot be read. */
  isUnread: boolean;
}

/** How somebody is employed, and a part-timer's hours as the contract says them. */
export function EmploymentFields({ profile, isUnread }: Props) {
  const [employment, setEmployment] = useState<unknown>(profile.employment ?? unknown.value);
  return (
    <>
      <Select
        label={text.profile.employment}
        name="employment"
        options={employments}
        defaultValue={profile.employment ?? unknown.value}
        onChange={setEmployment}
      />
      {employment === "part_time" && (
        <ContractFields contract={profile.contract_time} isUnread={isUnread} />
      )}
    </>
  );
}

interface ContractProps {
  contract: Profile["contract_time"];
  isUnread: boolean;
}

function ContractFields({ contract, isUnread }: ContractProps) {
  const [isEdited, setEdited] = useState(false);
  const isWrong = isUnread && !isEdited;
  return (
    <>
      <Field
        label={text.profile.contract}
        name="contract_time.minutes"
        description={isWrong ? text.profile.contractUnread : text.profile.contractHelp}
        defaultValue={contract === null ? "" : writeMinutes(contract.minutes)}
        onChange={() => setEdited(true)}
        {...(isWrong && { isInvalid: true })}
      />
      <Select
        label={text.profile.per}
        name="contract_time.per"
        options={periods}
        defaultValue={contract?.per ?? "week"}
      />
    </>
  );
}

/** What the fields say; undefined if the hours cannot be read. */
export function employedIn(
  fields: FormData,
): Pick<ProfileUpdate, "employment" | "contract_time"> | undefined {
  const employment = keyIn(text.profile.employments, fieldOf(fields, "employment")) ?? null;
  const typed = fieldOf(fields, "contract_time.minutes");
  if (employment !== "part_time" || typed === "") return { employment, contract_time: null };
  // A number alone is hours here, as in the contract.
  const minutes = parseMinutes(/^\d+$/.test(typed) ? `${typed} h` : typed);
  const per = keyIn(text.profile.periods, fieldOf(fields, "contract_time.per")) ?? "week";
  return minutes === undefined ? undefined : { employment, contract_time: { minutes, per } };
}

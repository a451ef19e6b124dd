import type { Mission } from "@coulisses/client";
import { problemOf } from "@coulisses/client";
import { Refusal } from "../../../ui/refusal.tsx";
import field from "../../../ui/field.module.css";
import { Stale } from "../law/stale.tsx";
import { compareMissions, isMission } from "../law/stale-words.ts";
import type { Again } from "./use-edit.ts";

interface Props {
  edit: {
    error: unknown;
    /** The mission as it was when editing began. */
    seen: Mission;
    revert: () => void;
    again: (again: Again) => void;
  };
  /** The paths of the fields that stand here. */
  paths: readonly string[];
}

/** Why a field was not saved: what the server says of it, or else why it refused the whole, and what can be done. */
export function Fault({ edit: { error, seen, revert, again }, paths }: Props) {
  if (error === null) return null;
  const messages = issuesOf(error, paths);
  if (messages.length > 0)
    return (
      <p className={field.error} role="alert">
        {messages.join(" ")}
      </p>
    );
  const problem = problemOf(error);
  if (problem?.code === "stale" && isMission(problem.current))
    return (
      <Stale
        compared={compareMissions(seen, problem.current)}
        mine="seen"
        onKeep={revert}
        onApply={(expected_version) => again({ expected_version })}
      />
    );
  return <Refusal error={error} onOverride={(override_reason) => again({ override_reason })} />;
}

/** What the server says of some fields. */
export function issuesOf(error: unknown, paths: readonly string[]): string[] {
  const issues = problemOf(error)?.issues ?? [];
  return issues
    .filter(({ path }) => paths.includes(path.join(".")) || paths.includes(String(path[0])))
    .map(({ message }) => message);
}

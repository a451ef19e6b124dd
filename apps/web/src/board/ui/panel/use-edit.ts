import type { Mission, MissionUpdate } from "@coulisses/client";
import { useState } from "react";
import { useUpdateMission } from "../../../data/missions.ts";

/** How to send something again: over the present version, or with a reason to override what blocks it. */
export type Again = Pick<MissionUpdate, "expected_version" | "override_reason">;

/**
 * One field of a mission that is edited in place. What is typed stays until it is saved, whatever others change
 * meanwhile: it is saved over the version that was there when editing began, so that nobody is overwritten.
 */
export function useEdit<Value>(
  mission: Mission,
  saved: Value,
  fieldsOf: (value: Value) => Omit<MissionUpdate, "mission_id" | "expected_version">,
) {
  const [draft, setDraft] = useState<{ value: Value; seen: Mission }>();
  const update = useUpdateMission(mission);
  const value = draft === undefined ? saved : draft.value;
  const seen = draft?.seen ?? mission;

  function send(next: Value, again: Again = {}): void {
    const sent = { value: next, seen };
    setDraft(sent);
    update.mutate(
      { ...fieldsOf(next), expected_version: seen.version, ...again },
      { onSuccess: () => setDraft((last) => (last === sent ? undefined : last)) },
    );
  }

  function save(next: Value = value): void {
    if (JSON.stringify(next) === JSON.stringify(saved)) revert();
    else send(next);
  }

  function revert(): void {
    setDraft(undefined);
    update.reset();
  }

  return {
    value,
    isDirty: draft !== undefined,
    isSaving: update.isPending,
    error: update.error,
    /** The mission as it was when editing began. */
    seen,
    change: (next: Value) => setDraft({ value: next, seen }),
    save,
    /** Sends what was refused once more. */
    again: (again: Again) => send(value, again),
    revert,
  };
}

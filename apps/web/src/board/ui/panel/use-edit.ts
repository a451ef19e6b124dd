import type { Mission, MissionUpdate } from "@coulisses/client";
import { useState } from "react";
import { useUpdateMission } from "../../../data/missions.ts";

/**
 * One field of a mission that is edited in place. What is typed stays until it is saved, whatever others change
 * meanwhile: it is saved over the version that was there when editing began, so that nobody is overwritten.
 */
export function useEdit<Value>(
  mission: Mission,
  saved: Value,
  fieldsOf: (value: Value) => Omit<MissionUpdate, "mission_id" | "expected_version">,
) {
  const [draft, setDraft] = useState<{ value: Value; version: number }>();
  const update = useUpdateMission(mission);
  const value = draft === undefined ? saved : draft.value;
  const version = draft?.version ?? mission.version;

  function save(next: Value = value): void {
    const sent = { value: next, version };
    if (JSON.stringify(next) === JSON.stringify(saved)) return revert();
    setDraft(sent);
    update.mutate(
      { ...fieldsOf(next), expected_version: version },
      { onSuccess: () => setDraft((last) => (last === sent ? undefined : last)) },
    );
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
    change: (next: Value) => setDraft({ value: next, version }),
    save,
    revert,
  };
}

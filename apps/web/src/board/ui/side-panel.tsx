import type { Calendar } from "@coulisses/client";
import { lazy, Suspense, useMemo } from "react";
import { useMissionElsewhere } from "../../data/mission-elsewhere.ts";
import { Refusal } from "../../ui/refusal.tsx";
import { findingsById } from "../model/findings.ts";
import type { View } from "../model/view.ts";

/** Loaded when something is selected first. */
const MissionPanel = lazy(async () => {
  const panel = await import("./panel/mission-panel.tsx");
  return { default: panel.MissionPanel };
});

const NewMissionPanel = lazy(async () => {
  const panel = await import("./panel/new-mission.tsx");
  return { default: panel.NewMissionPanel };
});

interface Props {
  view: View;
  calendar: Calendar | undefined;
  /** Another number has the panel take the focus. */
  focus: number;
  onChange: (view: View) => void;
  /** Called in addition, when the panel was closed. */
  onClosed: () => void;
}

/** The mission that is selected, or the form of a new one. */
export function SidePanel({ view, onChange, onClosed, ...known }: Props) {
  const { mission, create, ...unselected } = view;
  const select = (mission_id: string) => onChange({ ...unselected, mission: mission_id });
  const close = () => {
    onChange(unselected);
    onClosed();
  };
  return (
    <Suspense>
      {create !== undefined && (
        <NewMissionPanel
          key={JSON.stringify(create)}
          known={create}
          onCreated={select}
          onClose={close}
        />
      )}
      {create === undefined && mission !== undefined && (
        <Selected {...known} key={mission} id={mission} onSelect={select} onClose={close} />
      )}
    </Suspense>
  );
}

type SelectedProps = Pick<Props, "calendar" | "focus"> & {
  id: string;
  onSelect: (mission_id: string) => void;
  onClose: () => void;
};

/** A mission of the calendar, or one that is not in it: at another time, or cancelled. */
function Selected({ id, calendar, ...props }: SelectedProps) {
  const findings = useMemo(() => findingsById(calendar ?? { people: [] }), [calendar]);
  const shown = calendar?.missions.find((one) => one.id === id);
  const isElsewhere = calendar !== undefined && shown === undefined;
  const elsewhere = useMissionElsewhere(isElsewhere ? id : undefined);
  const mission = shown ?? elsewhere.mission;
  const engagements =
    shown === undefined
      ? elsewhere.engagements
      : calendar?.engagements.filter(({ mission_id }) => mission_id === id);
  if (elsewhere.error !== null) return <Refusal error={elsewhere.error} />;
  if (mission === undefined) return null;
  const known = { mission, engagements: engagements ?? [], findings };
  return <MissionPanel {...props} {...known} />;
}

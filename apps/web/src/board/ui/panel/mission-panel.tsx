import type { Engagement, Mission } from "@coulisses/client";
import { useMayPlan } from "../../../frame/reader.ts";
import type { FindingsById } from "../../model/findings.ts";
import { MissionActions } from "./actions.tsx";
import { Breaks } from "./breaks.tsx";
import { MissionFields, MissionNotes, MissionTitle } from "./fields.tsx";
import { History } from "./history.tsx";
import { PanelFrame } from "./panel-frame.tsx";
import { Positions } from "./positions.tsx";
import { Status } from "./status.tsx";
import { MissionWhen } from "./when.tsx";

interface Props {
  mission: Mission;
  /** On the mission. */
  engagements: readonly Engagement[];
  findings: FindingsById;
  /** Another number has the panel take the focus. */
  focus: number;
  onSelect: (mission_id: string) => void;
  onClose: () => void;
}

/** What is selected: when and where it is, who is on it, who could be, and what happened to it. */
export function MissionPanel({ mission, engagements, findings, onSelect, ...frame }: Props) {
  const isReadOnly = !useMayPlan();
  const known = { mission, isReadOnly };
  return (
    <PanelFrame {...frame} label={mission.title} heading={<MissionTitle {...known} />}>
      <Status {...known} />
      <MissionWhen {...known} />
      <MissionFields {...known} />
      <Breaks {...known} />
      <MissionNotes {...known} />
      <Positions {...known} engagements={engagements} findings={findings} />
      <History mission={mission} isReadOnly={isReadOnly} />
      {!isReadOnly && (
        <MissionActions
          mission={mission}
          isEngaged={engagements.length > 0}
          onSelect={onSelect}
          onClose={frame.onClose}
        />
      )}
    </PanelFrame>
  );
}

import { useNavigate } from "@tanstack/react-router";
import { showRefusal, useCarryOut } from "../../data/commands.ts";
import { usePlacing } from "../../data/placing.ts";
import type { Mission, Position } from "../../data/plan.ts";
import { createStore, useStored } from "../../data/store.ts";
import { isoOf } from "../../data/times.ts";
import type { Command, Placement, RowRef } from "../model/commands.ts";
import {
  cancelCommand,
  changeCommand,
  copyCommand,
  moveCommand,
  type Step,
} from "../model/menu-commands.ts";
import { choosePosition } from "../model/positions.ts";

type Place = Extract<Command, { type: "place" }>;

/** A person, and the positions among which a planner has to choose for them. */
interface Asked {
  readonly command: Place;
  readonly name: string;
  readonly positions: readonly Position[];
}

const asked = createStore<Asked | undefined>(undefined);

/** The open question which position to take; undefined if nothing is asked. */
export function useAsked(): Asked | undefined {
  return useStored(asked, (value) => value);
}

export function forgetAsked(): void {
  asked.set(undefined);
}

/** Everything that a planner can do with missions on the board: for drags, keys and menus alike. */
export function useCommands() {
  const carryOut = useCarryOut();
  const { findMission, loadPerson } = usePlacing();
  const navigate = useNavigate({ from: "/board" });

  async function place(command: Place): Promise<void> {
    const mission = findMission(command.mission_id);
    if (mission === undefined) return;
    const { skills, name } = await loadPerson(command.artist_id);
    const { position_id, ask } = choosePosition(mission, skills);
    if (position_id === undefined) asked.set({ command, name, positions: ask });
    else carryOut({ ...command, position_id });
  }

  function create({ start, end, row }: { start: number; end: number; row?: RowRef }): void {
    const times = { starts_at: isoOf(start), ends_at: isoOf(end) };
    const made = { ...times, ...(row && valuesOf(row)) };
    void navigate({ search: ({ mission: _mission, ...view }) => ({ ...view, create: made }) });
  }

  function run(command: Command): void {
    if (command.type === "create") create(command);
    else if (command.type === "place") place(command).catch(showRefusal);
    else carryOut(command);
  }

  return {
    run,
    create,
    /** Places somebody; asks for the position where several could be meant. */
    place: (artist_id: string, mission: Mission, status: Place["status"] = "option") =>
      run({ type: "place", artist_id, mission_id: mission.id, status }),
    placeOn: (command: Place, position_id: string) => carryOut({ ...command, position_id }),
    move: (missions: readonly Mission[], step: Step) => run(moveCommand(missions, step)),
    /** Gives a mission another start, end, venue or production. */
    change: (mission: Mission, values: Partial<Placement>) => run(changeCommand(mission, values)),
    copy: (missions: readonly Mission[], step: Step) => run(copyCommand(missions, step)),
    cancel: (missions: readonly Mission[]) => run(cancelCommand(missions)),
  };
}

/** What the row in which a mission was drawn says of it. */
function valuesOf({ grouping, id }: RowRef) {
  if (grouping === "venues") return { venue_id: id };
  if (id === "") return {};
  if (grouping === "productions") return { project_id: id };
  return grouping === "skills" ? { skill: id } : {};
}

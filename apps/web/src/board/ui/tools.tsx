import type { Calendar } from "@coulisses/client";
import { lazy, Suspense, useEffect, useEffectEvent } from "react";
import { useStored } from "../../data/store.ts";
import type { Spot } from "../model/focus.ts";
import { actionFor, type ActionId, actions } from "../model/actions.ts";
import type { Scale } from "../model/scale.ts";
import type { View } from "../model/view.ts";
import { asking, stopAsking } from "./action-store.ts";
import { openMenuOf } from "./bar-menu.ts";
import { domId } from "./bar.tsx";
import { currentDrag } from "./drag-store.ts";
import { RefusedNote } from "./gestures/refused-note.tsx";
import { focused, reveal } from "./focus-store.ts";
import { Printing } from "./printing.tsx";
import { targetOf, useSituation } from "./use-situation.ts";
import { useActions } from "./use-actions.ts";

const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }));
const MissionAction = lazy(async () => {
  const action = await import("./mission-action.tsx");
  return { default: action.MissionAction };
});
const KeySheet = lazy(async () => ({ default: (await import("./key-sheet.tsx")).KeySheet }));

interface Props {
  view: View;
  calendar: Calendar | undefined;
  scale: Scale;
  onChange: (view: View) => void;
}

/** Where keys are for what is typed or chosen there. */
const busy =
  "input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]";

/** Carries out actions by key, and shows what they ask. It draws nothing by itself. */
export function Tools({ view, calendar, scale, onChange }: Props) {
  const spot = useSpot(view);
  const asked = useStored(asking, (value) => value);
  const mission = targetOf(calendar, { spot, selected: view.mission });
  const situation = useSituation(view)(mission);
  const perform = useActions({ view, scale, spot, mission, onChange });

  function onKey(event: KeyboardEvent): void {
    const action = actionFor(event, situation);
    const isFree = !event.defaultPrevented && currentDrag() === undefined;
    if (action === undefined || !isFree || !isMeant(event, action)) return;
    event.preventDefault();
    perform(action);
  }
  useListeners(onKey);

  return (
    <Suspense>
      {asked?.action === "palette" && (
        <Palette
          calendar={calendar}
          situation={situation}
          onAction={perform}
          onMission={(id) => onChange({ ...view, mission: id })}
          onRow={({ rows, id }) => {
            const { q: _q, layout: _layout, ...shown } = view;
            onChange({ ...shown, rows });
            reveal({ row: id, bar: undefined, start: scale.start });
          }}
          onClose={stopAsking}
        />
      )}
      {isOnMission(asked?.action) && mission && (
        <MissionAction
          key={asked?.action}
          action={asked.action}
          mission={mission}
          situation={situation}
          anchor={elementOf(spot)}
          onAction={perform}
        />
      )}
      {calendar && <Printing view={view} calendar={calendar} scale={scale} />}
      {view.layout === "list" && <RefusedNote />}
      {asked?.action === "keys" && <KeySheet onClose={stopAsking} />}
    </Suspense>
  );
}

/** Hears keys and the menu of a bar, anywhere on the page. */
function useListeners(onPress: (event: KeyboardEvent) => void): void {
  const onKey = useEffectEvent(onPress);
  const onMenu = useEffectEvent((event: MouseEvent) => {
    if (openMenuOf(event.target)) event.preventDefault();
  });
  useEffect(() => {
    const end = new AbortController();
    const { signal } = end;
    document.addEventListener("keydown", (event) => onKey(event), { signal });
    document.addEventListener("contextmenu", (event) => onMenu(event), { signal });
    return () => end.abort();
  }, []);
}

const onMission = ["menu", "moveTo", "resize", "copyTo", "confirm", "cancel"] as const;

function isOnMission(action: ActionId | undefined): action is (typeof onMission)[number] {
  return onMission.some((one) => one === action);
}

/** Where the focus of the board is; a list has none. */
function useSpot({ layout }: View): Spot | undefined {
  const spot = useStored(focused, (value) => value);
  return layout === "list" ? undefined : spot;
}

/** The bar at a spot, or else what the screen shows. */
function elementOf(spot: Spot | undefined): Element | null {
  return (spot && document.getElementById(domId(spot))) ?? document.querySelector("main");
}

/** The board itself handles the keys of what it has in focus, and the header those of undo. */
function isMeant({ target }: KeyboardEvent, action: ActionId): boolean {
  if (actions[action].group === "arrows") return false;
  if (["open", "undo", "redo"].includes(action)) return false;
  if (action === "palette" || action === "print") return true;
  if (!(target instanceof Element) || target.closest(busy) !== null) return false;
  const isAboutMission = actions[action].group === "mission" && action !== "create";
  return !isAboutMission || target.closest("[role=grid], body > :not(#app)") !== null;
}

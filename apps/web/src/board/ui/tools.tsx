import type { Calendar } from "@coulisses/client";
import { lazy, Suspense, useEffect, useEffectEvent } from "react";
import { useStored } from "../../data/store.ts";
import { actionFor, type ActionId, actions } from "../model/actions.ts";
import type { Scale } from "../model/scale.ts";
import type { View } from "../model/view.ts";
import { asking, stopAsking } from "./action-store.ts";
import { focused, reveal } from "./focus-store.ts";
import { targetOf, useSituation } from "./use-situation.ts";
import { useActions } from "./use-actions.ts";

const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }));
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
  const spot = useStored(focused, (value) => value);
  const asked = useStored(asking, (value) => value);
  const mission = targetOf(calendar, { spot, selected: view.mission });
  const situation = useSituation(view)(mission);
  const perform = useActions({ view, scale, spot, mission, onChange });

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const action = actionFor(event, situation);
    if (action === undefined || event.defaultPrevented || !isMeant(event, action)) return;
    event.preventDefault();
    perform(action);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);

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
      {asked?.action === "keys" && <KeySheet onClose={stopAsking} />}
    </Suspense>
  );
}

/** The board itself handles the keys of what it has in focus, and the header those of undo. */
function isMeant({ target }: KeyboardEvent, action: ActionId): boolean {
  if (["open", "move", "undo", "redo"].includes(action)) return false;
  if (action === "palette") return true;
  if (!(target instanceof Element) || target.closest(busy) !== null) return false;
  const isOnMission = actions[action].group === "mission" && action !== "create";
  return !isOnMission || target.closest("[role=grid], body > :not(#app)") !== null;
}

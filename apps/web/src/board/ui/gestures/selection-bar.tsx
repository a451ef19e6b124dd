import { useEffect, useState } from "react";
import type { Mission } from "../../../data/plan.ts";
import { Button } from "../../../ui/button.tsx";
import type { Selection } from "../../model/selection.ts";
import { selectMissions, useSelection } from "../selection-store.ts";
import { useCommands } from "../use-commands.ts";
import type { Ground } from "./ground.ts";
import styles from "./selection-bar.module.css";
import { text } from "./text.ts";

/** How many missions are selected together, and what can be done with them. */
export function SelectionBar({ ground }: { ground: Pick<Ground, "open" | "rows"> }) {
  const selection = useSelection();
  const selected = selection.size === 0 ? [] : missionsIn(ground, selection);
  return (
    <div className={styles.place}>
      {selected.length > 0 && <Actions key={selected.length} missions={selected} />}
    </div>
  );
}

function missionsIn(
  { open, rows }: Pick<Ground, "open" | "rows">,
  selection: Selection,
): Mission[] {
  const bars = [open, ...rows].flatMap((row) => row.bars);
  const missions = bars.flatMap((bar) =>
    bar.kind !== "busy" && selection.has(bar.mission.id) ? [bar.mission] : [],
  );
  return [...new Map(missions.map((mission) => [mission.id, mission])).values()];
}

function Actions({ missions }: { missions: readonly Mission[] }) {
  const { move, copy, cancel } = useCommands();
  const [isAsking, setAsking] = useState(false);
  const count = missions.length;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) selectMissions([]);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <div role="toolbar" aria-label={text.selection.label} className={styles.bar}>
      <span role="status" className={styles.count}>
        {text.selection.count({ count })}
      </span>
      <Button onPress={() => move(missions, { days: -1 })}>{text.selection.earlier}</Button>
      <Button onPress={() => move(missions, { days: 1 })}>{text.selection.later}</Button>
      <Button onPress={() => copy(missions, { days: 1 })}>{text.selection.copy}</Button>
      <Button
        onPress={() => {
          if (!isAsking) return setAsking(true);
          selectMissions([]);
          return cancel(missions);
        }}
      >
        {isAsking ? text.selection.reallyCancel({ count }) : text.selection.cancel}
      </Button>
      <Button aria-label={text.selection.clear} onPress={() => selectMissions([])}>
        ×
      </Button>
    </div>
  );
}

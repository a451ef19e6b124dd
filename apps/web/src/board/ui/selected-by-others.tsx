import { type CSSProperties, useMemo } from "react";
import { useOthers } from "../../data/live.ts";
import { initialsOf } from "../../frame/initials.ts";
import { colourOf, nameOf } from "../../frame/people.ts";
import { barHeight, topOf } from "../model/layout.ts";
import type { Bar } from "../model/rows.ts";
import type { Scale } from "../model/scale.ts";
import { extentOf } from "./bar.tsx";
import styles from "./selected-by-others.module.css";

/** Pixels: a narrower bar has the initials only. */
const roomForName = 120;

interface Props {
  /** The bars of one row that are in the page. */
  bars: readonly Bar[];
  scale: Scale;
}

/** Outlines the bars of one row that others have selected, with their names. */
export function SelectedByOthers({ bars, scale }: Props) {
  const others = useOthers();
  const byMission = useMemo(
    () => new Map(others.map((person) => [person.mission_id ?? "", person])),
    [others],
  );
  if (byMission.size === 0) return null;
  return bars.map((bar) => {
    const person = bar.kind === "busy" ? undefined : byMission.get(bar.mission.id);
    if (person === undefined) return null;
    const { left, width } = extentOf(bar, scale);
    const style: CSSProperties = {
      "--hue": colourOf(person),
      transform: `translate(${left}px, ${topOf(bar.lane)}px)`,
      inlineSize: width,
      blockSize: barHeight,
    };
    return (
      <div key={bar.key} className={styles.outline} style={style} aria-hidden>
        <span className={styles.name}>
          {width < roomForName ? initialsOf(nameOf(person)) : nameOf(person)}
        </span>
      </div>
    );
  });
}

import { useMemo } from "react";
import { isWithin, type Span } from "../model/lanes.ts";
import { type Scale, xOf } from "../model/scale.ts";
import { type Availability, unavailableIn } from "../model/unavailable.ts";
import styles from "./board.module.css";

interface Props {
  availabilities: readonly Availability[];
  scale: Scale;
  /** The time in view: what is outside of it is not in the page. */
  shown: Span;
}

/** Hatches the row of somebody where they are not available. */
export function Unavailable({ availabilities, scale, shown }: Props) {
  const gaps = useMemo(() => unavailableIn(availabilities, scale), [availabilities, scale]);
  return gaps
    .filter((gap) => isWithin(gap, shown))
    .map(({ start, end }) => {
      const left = xOf(scale, start);
      return (
        <div
          key={start}
          className={styles.unavailable}
          style={{ insetInlineStart: left, inlineSize: xOf(scale, end) - left }}
          aria-hidden
        />
      );
    });
}

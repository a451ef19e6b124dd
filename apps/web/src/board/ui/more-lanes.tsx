import { Button } from "../../ui/button.tsx";
import { text } from "../text.ts";
import styles from "./more-lanes.module.css";
import type { OpenLanes } from "./use-lane-window.ts";

/** How many open seats are above and below those in view, and the way to them. Arrow keys lead there too. */
export function MoreLanes({ above, below, turn }: OpenLanes) {
  const ways = [
    { by: -1, sign: `▴ ${above}`, label: text.board.moreAbove({ count: above }), count: above },
    { by: 1, sign: `▾ ${below}`, label: text.board.moreBelow({ count: below }), count: below },
  ] as const;
  if (above + below === 0) return null;
  return (
    <div className={styles.more}>
      {ways.map(({ by, sign, label, count }) => (
        <Button
          key={by}
          isQuiet
          excludeFromTabOrder
          isDisabled={count === 0}
          aria-label={label}
          onPress={() => turn(by)}
        >
          {sign}
        </Button>
      ))}
    </div>
  );
}

import { Button } from "../../ui/button.tsx";
import { text } from "../text.ts";
import styles from "./more-lanes.module.css";
import type { OpenLanes } from "./use-lane-window.ts";

/** How many open seats are above and below those in view, and the way to them. Arrow keys lead there too. */
export function MoreLanes({ above, below, turn }: OpenLanes) {
  if (above === 0 && below === 0) return null;
  return (
    <div className={styles.more}>
      <Button
        isQuiet
        excludeFromTabOrder
        isDisabled={above === 0}
        aria-label={text.board.moreAbove({ count: above })}
        onPress={() => turn(-1)}
      >
        ▴ {above}
      </Button>
      <Button
        isQuiet
        excludeFromTabOrder
        isDisabled={below === 0}
        aria-label={text.board.moreBelow({ count: below })}
        onPress={() => turn(1)}
      >
        ▾ {below}
      </Button>
    </div>
  );
}

import { Ghosts, type GhostsProps } from "./ghosts.tsx";
import styles from "./overlay.module.css";
import { PositionMenu } from "./position-menu.tsx";
import { RefusedNote } from "./refused-note.tsx";
import { SelectionBar } from "./selection-bar.tsx";

/** What is over the board: what is dragged, what is selected together, and what the server refused. */
export function Overlay(props: GhostsProps) {
  return (
    <div className={styles.over}>
      <Ghosts {...props} />
      <PositionMenu />
      <SelectionBar ground={props.ground} />
      <RefusedNote />
    </div>
  );
}

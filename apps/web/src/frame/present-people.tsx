import type { CSSProperties } from "react";
import { useOthers } from "../data/live.ts";
import { useIsNarrow } from "../ui/use-is-narrow.ts";
import { initialsOf } from "./initials.ts";
import { colourOf, nameOf } from "./people.ts";
import styles from "./present-people.module.css";
import { text } from "./text.ts";

/** How many are shown one by one; the others are counted. */
const mostShown = 5;

/** Who else has the board open, by their initials. */
export function PresentPeople() {
  const others = useOthers();
  // The header of a phone has room for one circle.
  const most = useIsNarrow() ? Number(others.length === 1) : mostShown;
  if (others.length === 0) return null;
  const more = others.slice(most);
  return (
    <ul className={styles.people} aria-label={text.present}>
      {others.slice(0, most).map((person) => {
        const name = nameOf(person);
        const style: CSSProperties = { "--hue": colourOf(person) };
        return (
          <li key={person.page_id} className={styles.person} style={style} title={name}>
            <span aria-hidden>{initialsOf(name)}</span>
            <span className="visually-hidden">{name}</span>
          </li>
        );
      })}
      {more.length > 0 && (
        <li className={styles.more} title={more.map(nameOf).join(", ")}>
          <span aria-hidden>+{more.length}</span>
          <span className="visually-hidden">{text.others({ count: more.length })}</span>
        </li>
      )}
    </ul>
  );
}

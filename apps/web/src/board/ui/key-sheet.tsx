import { Keys } from "../../ui/keys.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { actionsOf, groups, keysOf } from "../model/actions.ts";
import { text } from "../text.ts";
import styles from "./key-sheet.module.css";
import { Legend } from "./legend.tsx";

/** All keys of the board, and what its bars mean. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={text.actions.keys} onClose={onClose}>
      <div className={styles.columns}>
        <section>
          <h3 className={styles.heading}>{text.legend.title}</h3>
          <Legend />
        </section>
        <section>
          <h3 className={styles.heading}>{text.keys.groups.focus}</h3>
          <dl className={styles.list}>
            {(["arrows", "ends", "pages"] as const).map((name) => (
              <div key={name} className={styles.line}>
                <dt>{text.keys[name]}</dt>
                <dd className={styles.keys}>{text.keys.names[name]}</dd>
              </div>
            ))}
          </dl>
        </section>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={styles.heading}>{text.keys.groups[group]}</h3>
            <dl className={styles.list}>
              {actionsOf(group).map((id) => {
                const keys = keysOf(id);
                return (
                  keys !== undefined && (
                    <div key={id} className={styles.line}>
                      <dt>{text.actions[id]}</dt>
                      <dd>
                        <Keys keys={keys} />
                      </dd>
                    </div>
                  )
                );
              })}
              {group === "arrows" && <Drop />}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  );
}

/** What keys do once something is lifted. */
function Drop() {
  return (["arrows", "Enter", "mod+Enter", "Escape"] as const).map((keys) => (
    <div key={keys} className={styles.line}>
      <dt>{text.keys.lifted[keys]}</dt>
      <dd>
        {keys === "arrows" ? (
          <span className={styles.keys}>{text.keys.names.arrows}</span>
        ) : (
          <Keys keys={keys} />
        )}
      </dd>
    </div>
  ));
}

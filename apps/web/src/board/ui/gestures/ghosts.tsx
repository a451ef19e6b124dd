import { type RefObject, useLayoutEffect, useMemo } from "react";
import { barHeight } from "../../model/layout.ts";
import type { Drag } from "../../model/drag.ts";
import bars from "../bar.module.css";
import { statusOf } from "../bar.tsx";
import { currentDrag, onDrag, useDrag } from "../drag-store.ts";
import { DragNote } from "./drag-note.tsx";
import type { Ground } from "./ground.ts";
import styles from "./ghosts.module.css";
import { ghostsOf, paint } from "./paint.ts";

export interface GhostsProps {
  layer: RefObject<HTMLDivElement | null>;
  surface: RefObject<HTMLElement | null>;
  ground: Omit<Ground, "surface">;
  lifted: ReadonlySet<string>;
  hueOf: (project_id: string | null) => string;
}

/** What is drawn of a drag over the board: where the missions would be, the frame of a selection, and what would happen. */
export function Ghosts({ layer, surface, ground, lifted, hueOf }: GhostsProps) {
  const kind = useDrag((dragged) => dragged?.kind);
  const name = useDrag(nameOf);
  const ghosts = useMemo(() => ghostsOf(ground, lifted), [ground, lifted]);
  useLayoutEffect(() => {
    const element = surface.current;
    if (kind === undefined || element === null) return undefined;
    const draw = () => {
      if (layer.current)
        paint(layer.current, {
          ground: { ...ground, surface: element },
          dragged: currentDrag(),
          ghosts,
        });
    };
    draw();
    element.addEventListener("scroll", draw, { passive: true });
    const unsubscribe = onDrag(draw);
    return () => {
      element.removeEventListener("scroll", draw);
      unsubscribe();
    };
  }, [kind, ground, ghosts, layer, surface]);
  return (
    <div ref={layer} className={styles.layer} data-kind={kind}>
      {ghosts.map(({ bar, index }) => (
        <div
          key={`${index} ${bar.key}`}
          data-ghost
          aria-hidden
          className={`${bars["bar"]} ${styles["ghost"]}`}
          data-status={statusOf(bar)}
          style={{ blockSize: barHeight, "--hue": hueOf(bar.mission.project_id) }}
        >
          <span className={bars["title"]}>{bar.mission.title}</span>
          <span className={bars["where"]} />
        </div>
      ))}
      {kind === "new" && <div className={styles.drawn} data-shape="new" aria-hidden />}
      {kind === "lasso" && <div className={styles.lasso} data-shape="lasso" aria-hidden />}
      {name !== undefined && (
        <div className={styles.person} aria-hidden>
          {name}
        </div>
      )}
      <DragNote {...ground} time_zone={ground.scale.time_zone} />
    </div>
  );
}

function nameOf(dragged: Drag | undefined): string | undefined {
  return dragged?.kind === "person" ? dragged.name : undefined;
}

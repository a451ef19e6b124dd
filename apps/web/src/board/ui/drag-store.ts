import { createStore, useStored } from "../../data/store.ts";
import { drag, type Drag, type DragEvent } from "../model/drag.ts";

const dragged = createStore<Drag | undefined>(undefined);

/** What is dragged now, by pointer or by keys; undefined if nothing is. */
export function currentDrag(): Drag | undefined {
  return dragged.get();
}

/** Tells the drag what a pointer or a key did. */
export function tellDrag(event: DragEvent): void {
  dragged.set(drag(dragged.get(), event));
}

/** Ends the drag after a drop. The rows show what was done a moment later: the ghosts stay until then. */
export function endDrag(): void {
  setTimeout(() => tellDrag({ type: "end" }));
}

/** Calls a listener after each change of the drag. @returns what ends that */
export function onDrag(listener: () => void): () => void {
  return dragged.subscribe(listener);
}

/** A part of the drag: what reads it is drawn again only when that part changes. */
export function useDrag<Part>(select: (drag: Drag | undefined) => Part): Part {
  return useStored(dragged, select);
}

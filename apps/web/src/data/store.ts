import { useSyncExternalStore } from "react";

/** A value outside of React: what reads it is drawn again when the part that it reads changes. */
export interface Store<Value> {
  get: () => Value;
  set: (next: Value) => void;
  /** @returns what ends the subscription */
  subscribe: (listener: () => void) => () => void;
}

export function createStore<Value>(initial: Value): Store<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A part of a store's value. As long as it is the same, nothing is drawn again. */
export function useStored<Value, Part>(
  { get, subscribe }: Store<Value>,
  select: (value: Value) => Part,
): Part {
  return useSyncExternalStore(subscribe, () => select(get()));
}

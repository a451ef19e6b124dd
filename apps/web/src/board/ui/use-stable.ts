import { useCallback, useLayoutEffect, useRef } from "react";

/**
 * A function that stays the same and calls the handler of the last render: a component that gets it is not drawn
 * again because its parent is.
 */
export function useStable<Args extends unknown[]>(
  handler: (...args: Args) => void,
): (...args: Args) => void {
  const latest = useRef(handler);
  useLayoutEffect(() => {
    latest.current = handler;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}

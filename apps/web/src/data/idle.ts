/** Milliseconds after which the page has been busy for long enough. */
const longestWait = 2000;

/** Waits for a moment without work. Several changes in a row load what is needed once. */
export function untilIdle(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("No longer asked for")));
    // Safari has no requestIdleCallback.
    if (!("requestIdleCallback" in globalThis)) setTimeout(resolve, 300);
    else requestIdleCallback(() => resolve(), { timeout: longestWait });
  });
}

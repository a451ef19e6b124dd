/** Has the browser show the pages without network too, with what was loaded of them so far. */
export async function keepPages(): Promise<void> {
  // Vite's own server has no build to keep.
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  await navigator.serviceWorker.register("/worker.js");
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const assets = loaded.filter((address) => new URL(address).pathname.startsWith("/assets/"));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
  active?.postMessage([...new Set(assets)]);
}

// The service worker: it answers with the page, and with the scripts and styles that were read last, while there is no
// network. What the server answers to calls is kept by the page itself.
declare const self: ServiceWorkerGlobalScope;

const kept = "coulisses-pages";

/** What is kept was asked for with other headers. */
const anyHeaders = { ignoreVary: true };

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The page says which assets it has loaded: those before this worker was there, too.
self.addEventListener("message", (event) => {
  const addresses: unknown = event.data;
  if (Array.isArray(addresses)) event.waitUntil(keepAssets(addresses.map(String)));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && isScreen(pathname)) event.respondWith(page(request));
  else if (pathname.startsWith("/assets/")) event.respondWith(asset(request));
});

function isScreen(pathname: string): boolean {
  return !/^\/(?:api|auth|docs|trpc)(?:\/|$)/.test(pathname);
}

/** The page from the server, or as it was last. All screens have the same. */
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(kept);
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) await cache.put("/", response.clone());
    return response;
  } catch (error) {
    const last = await cache.match("/", anyHeaders);
    if (last === undefined) throw error;
    return last;
  }
}

/** Assets never change: their names do. */
async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(kept);
  const known = await cache.match(request, anyHeaders);
  if (known !== undefined) return known;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

/** Keeps the assets of the page, and none of an older build. */
async function keepAssets(addresses: readonly string[]): Promise<void> {
  const cache = await caches.open(kept);
  const wanted = new Set(addresses);
  for (const { url } of await cache.keys())
    if (new URL(url).pathname.startsWith("/assets/") && !wanted.has(url)) await cache.delete(url);
  for (const address of ["/", ...wanted])
    if ((await cache.match(address, anyHeaders)) === undefined) await cache.add(address);
}

// oxlint-disable-next-line unicorn/require-module-specifiers -- for the compiler this is a module: `self` is its own
export {};

// The page that checks copies works without a network once it was open: it is kept here with its files and the two lists.
// Served by a view, so that its scope may be the page and the short address on papers. Nothing a person typed is kept.
(() => {
  "use strict";
  const PAGE = new URL("./", location).pathname, SHORT = "/kt/", NAME = "kiem-tra:" + PAGE, OLD_MS = 12 * 3600 * 1000;
  const fits = { ignoreVary: true };

  // Fetched without cookies: the page of nobody in particular.
  const keep = async () => {
    const cache = await caches.open(NAME);
    const page = await fetch(PAGE, { credentials: "omit", cache: "no-store" });
    if (!page.ok) throw new Error(`kiem-tra: ${page.status}`);
    const html = await page.clone().text();
    const found = [...html.matchAll(/(?:href|src|data-keys|data-cancelled)="(\/(?:static\/|[a-z/-]*danh-sach\/)[^"]+)"/g)];
    const files = new Set(found.map(([, address]) => address));
    await cache.addAll(files);
    await cache.put(PAGE, page);
    for (const old of await cache.keys()) {
      const { pathname } = new URL(old.url);
      if (pathname !== PAGE && !files.has(pathname)) await cache.delete(old, fits);
    }
  };
  const kept = async (address) => (await caches.open(NAME)).match(address, fits);
  const keepIfOld = async () => {
    const page = await kept(PAGE);
    if (!page || Date.now() - Date.parse(page.headers.get("Date")) > OLD_MS) await keep();
  };
  const freshOrKept = async (request) => {
    try {
      const answer = await fetch(request);
      if (answer.ok) await (await caches.open(NAME)).put(request.url, answer.clone());
      return answer;
    } catch {
      return (await kept(request.url)) || Response.error();
    }
  };

  addEventListener("install", (event) => event.waitUntil(keep().then(() => skipWaiting())));
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));
  addEventListener("fetch", (event) => {
    const { request } = event, { origin, pathname } = new URL(request.url);
    if (request.method !== "GET" || origin !== location.origin) return;
    if (request.mode === "navigate") {
      if (pathname !== PAGE && !pathname.startsWith(SHORT)) return;
      event.respondWith(fetch(request).catch(async () => (await kept(PAGE)) || Response.error()));
      event.waitUntil(keepIfOld().catch(() => {}));
    } else if (pathname.includes("/danh-sach/")) {
      event.respondWith(freshOrKept(request));
    } else if (pathname.startsWith("/static/")) {
      event.respondWith(kept(request.url).then((file) => file || fetch(request)));
    }
  });
})();

// The postal worker's pages open without a line: each page seen today is kept on this phone until he logs out, and served only
// where the network fails. Served by a view, so that its scope is /buu-dien/. Nothing is sent or queued here: see round.js.
(() => {
  "use strict";
  const NAME = "buu-dien", ROOT = new URL("./", location).pathname, OLD_MS = 16 * 3600 * 1000, fits = { ignoreVary: true };
  const isPage = (path) => path === ROOT || path.startsWith(`${ROOT}phong-bi/`);
  const keep = async (address, answer) => (await caches.open(NAME)).put(address, answer);
  const kept = async (address) => {
    const found = await (await caches.open(NAME)).match(address, fits);
    const isOld = found && Date.now() - Date.parse(found.headers.get("Date")) > OLD_MS;
    return isOld ? undefined : found;
  };
  const page = async (request) => {
    const { pathname } = new URL(request.url);
    let answer;
    try {
      answer = await fetch(request);
    } catch {
      return (await kept(pathname)) || (await kept(ROOT)) || Response.error();
    }
    if (answer.ok && !answer.redirected) await keep(pathname, answer.clone());
    else await caches.delete(NAME); // logged out, or no longer his: nothing stays
    return answer;
  };
  const file = async (request) => (await (await caches.open(NAME)).match(request.url, fits)) || fetch(request);

  addEventListener("install", (event) => event.waitUntil(skipWaiting()));
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));
  addEventListener("fetch", (event) => {
    const { request } = event, { origin, pathname } = new URL(request.url);
    if (request.method !== "GET" || origin !== location.origin) return;
    if (request.mode === "navigate" && isPage(pathname)) event.respondWith(page(request));
    else if (pathname.startsWith("/static/")) event.respondWith(file(request));
  });
})();

// The postal worker's round on a lost line: each result is written down in this browser first, then sent in order until the
// server has answered, with the key of its form so that it counts once. Without this file each button is an ordinary form.
(() => {
  "use strict";
  const box = document.querySelector("[data-outbox]");
  if (!box || !window.fetch) return;
  const UNDO_MS = 4000, AGAIN_MS = 5000, { outbox: person, today, worker } = box.dataset, KEPT = `buu-dien:${person}`;
  const part = (name) => box.querySelector(`[data-${name}]`);
  const read = () => { try { return JSON.parse(localStorage.getItem(KEPT)) || []; } catch { return []; } };
  const write = (entries) => (entries.length ? localStorage.setItem(KEPT, JSON.stringify(entries)) : localStorage.removeItem(KEPT));
  const change = (key, told) => write(read().flatMap((one) => (one.key !== key ? [one] : told ? [{ ...one, ...told }] : [])));
  const numberIn = (action) => action.split("/").filter(Boolean).slice(-2)[0];
  const clockOf = (at) => new Date(at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  let isDown = !navigator.onLine, isLoggedOut = false, busy = false, timer;

  const line = (entry) => {
    const item = part("entry").content.cloneNode(true), at = (name) => item.querySelector(`[data-${name}]`);
    at("what").textContent = entry.what;
    at("number").textContent = `Phong bì ${numberIn(entry.action)}${entry.at ? `, lúc ${clockOf(entry.at)}` : ""}`;
    at("said").textContent = entry.said || (Date.now() < entry.from ? "Sắp gửi…" : "Đang chờ gửi");
    if (entry.said) {
      item.querySelector("li").className = "refused";
      at("stands").hidden = !entry.stands;
      at("stands").querySelector("b").textContent = entry.stands || "";
      at("undo").textContent = "Đã xem, bỏ khỏi danh sách";
      at("open").hidden = false;
      at("open").href = `${today}phong-bi/${numberIn(entry.action)}/`;
    }
    at("undo").addEventListener("click", () => { change(entry.key); show(); });
    return item;
  };
  const show = () => {
    const entries = read();
    part("entries").replaceChildren(...entries.map(line));
    part("count").textContent = entries.length;
    part("heading").hidden = !entries.length;
    part("off").hidden = !isDown;
    part("logged-out").hidden = !isLoggedOut;
    if (!entries.length) part("leaving").hidden = true;
    box.hidden = !(entries.length || isDown || isLoggedOut);
    const waiting = new Set(entries.map((entry) => numberIn(entry.action)));
    for (const card of document.querySelectorAll("[data-parcel]")) {
      const quick = card.querySelector("[data-quick]");
      if (quick) quick.hidden = waiting.has(card.dataset.parcel) || card.classList.contains("recorded");
    }
  };
  const recorded = ({ action }, said) => {
    const card = document.querySelector(`[data-parcel="${numberIn(action)}"]`), words = document.createElement("p");
    if (!card) { location.assign(today); return; }
    card.className = "recorded";
    words.className = "invited";
    words.setAttribute("role", "status");
    words.textContent = said;
    card.append(words);
  };

  const send = async () => {
    clearTimeout(timer);
    const entries = read().filter((entry) => !entry.said), [first] = entries;
    if (busy || !first) return show();
    const wait = first.from - Date.now();
    if (wait > 0) { timer = setTimeout(send, wait); return show(); }
    busy = true;
    try {
      const token = document.querySelector("[name=csrfmiddlewaretoken]").value, clock = first.at ? `&happened_ms=${first.at}&sent_ms=${Date.now()}` : "";
      const body = `${first.body}${clock}&csrfmiddlewaretoken=${encodeURIComponent(token)}`;
      const headers = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" };
      const answer = await fetch(first.action, { method: "POST", body, headers, redirect: "manual" });
      if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
      isDown = false;
      isLoggedOut = answer.type === "opaqueredirect" || answer.status === 403;
      if (answer.ok) {
        const told = await answer.json();
        change(first.key, told.is_recorded ? null : { said: told.said, stands: told.stands });
        if (told.is_recorded) recorded(first, told.said);
      } else if (!isLoggedOut) {
        change(first.key, { said: "Bưu điện của anh, chị không còn giữ phong bì này." });
      }
    } catch {
      isDown = true;
    }
    busy = false;
    show();
    if (isDown) timer = setTimeout(send, AGAIN_MS);
    else if (!isLoggedOut) send();
  };

  document.addEventListener("submit", (event) => {
    const { target, submitter } = event;
    if (target.matches("[data-report]")) {
      event.preventDefault();
      const data = new FormData(target), later = "later" in target.dataset;
      data.delete("csrfmiddlewaretoken");
      if (submitter && submitter.name) data.set(submitter.name, submitter.value);
      const entry = { key: data.get("key"), action: new URL(target.action).pathname, body: new URLSearchParams(data).toString(), at: Date.now(), from: Date.now() + (later ? UNDO_MS : 0) };
      entry.what = submitter && submitter.name ? `${target.dataset.report}: ${submitter.textContent.trim().toLowerCase()}` : target.dataset.report;
      write([...read().filter((one) => one.key !== entry.key), entry]);
      send();
      if (!later) box.scrollIntoView({ block: "start" });
    } else if (target.action.endsWith("/dang-xuat/") && read().some((entry) => !entry.said) && part("leaving").hidden) {
      event.preventDefault();
      event.stopImmediatePropagation();
      part("leaving").hidden = false;
      box.scrollIntoView({ block: "start" });
    }
  }, true);
  addEventListener("online", () => { isDown = false; send(); });
  addEventListener("offline", () => { isDown = true; show(); });
  addEventListener("storage", (event) => { if (event.key === KEPT) show(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });

  // The page opens without a line from now on: with its files, as it stands here.
  if (navigator.serviceWorker && window.caches) {
    navigator.serviceWorker.register(worker, { scope: today }).then(async () => {
      await navigator.serviceWorker.ready;
      const cache = await caches.open("buu-dien"), fonts = performance.getEntriesByType("resource").map(({ name }) => name);
      const files = [...document.querySelectorAll("script[src], link[rel=stylesheet], link[rel=preload], link[rel=icon]")].map((one) => one.src || one.href);
      for (const address of new Set([...files, ...fonts])) if (new URL(address).pathname.startsWith("/static/") && !(await cache.match(address))) await cache.add(address).catch(() => {});
      if (navigator.onLine && !(await cache.match(location.pathname))) await cache.add(location.pathname);
    }).catch(() => {});
  }
  show();
  send();
})();

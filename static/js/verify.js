// The page that checks copies: reads the seal from the address, a photo or the camera, and says what it proves. The words stand
// in the page's templates. No tick is ever drawn here: an address that was scanned may be anybody's and could draw one too.
(() => {
  "use strict";
  const place = document.querySelector("[data-seal]"), result = document.querySelector("[data-seal-result]");
  if (!place || !result || !window.crypto || !crypto.subtle || !window.BigInt) return;
  const { root, official, keys, cancelled, words, worker } = place.dataset;
  const kinds = JSON.parse(words), OLD_MS = 7 * 24 * 3600 * 1000;
  const slot = (node, name, text) => { for (const one of node.querySelectorAll(`[data-slot="${name}"]`)) one.textContent = text; };
  const two = (number) => String(number).padStart(2, "0");
  const dayOf = (moment) => new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh" }).format(moment);
  const dayOfNumber = (number) => `${two(number % 100)}/${two(Math.floor(number / 100) % 100)}/${Math.floor(number / 10000)}`;
  // As the paper prints a day: 12/3/1990, …/3/1990, 1990.
  const partial = (number) => {
    const day = number % 100, month = Math.floor(number / 100) % 100, year = Math.floor(number / 10000);
    return day ? `${day}/${month}/${year}` : month ? `…/${month}/${year}` : String(year);
  };

  // The two lists, each only if the root signed it.
  const list = async (address, kind) => {
    try {
      const answer = await fetch(address, { credentials: "omit" });
      return answer.ok ? await hotichSeal.readList(new Uint8Array(await answer.arrayBuffer()), root, kind) : null;
    } catch {
      return null;
    }
  };
  const lists = Promise.all([list(keys, "keys"), list(cancelled, "cancelled")]).then(([first, second]) => {
    const ages = place.querySelector("[data-lists]");
    if (first && second) {
      slot(ages, "keys-on", dayOf(first.issuedAt));
      slot(ages, "cancelled-on", dayOf(second.issuedAt));
      ages.hidden = false;
      place.querySelector("[data-old-lists]").hidden = Date.now() - Math.min(first.issuedAt, second.issuedAt) < OLD_MS;
    }
    return { keys: first, cancelled: second };
  });

  const show = (name, fill = () => {}) => {
    const shown = place.querySelector(`template[data-state="${name}"]`).content.cloneNode(true);
    fill(shown);
    result.replaceChildren(shown);
    result.hidden = false;
    result.focus();
    result.scrollIntoView({ block: "start" });
  };
  const line = (dl, label, text) => {
    const term = document.createElement("dt"), value = document.createElement("dd");
    term.textContent = label;
    value.textContent = text;
    dl.append(term, value);
  };

  // The names open with the code printed beside the QR; code and year are then ready for the check online.
  const unlock = (shown, told) => {
    const form = shown.querySelector("form"), dl = shown.querySelector("[data-facts]"), fault = shown.querySelector("[data-fault]");
    const busy = shown.querySelector("[data-opening]"), opened = shown.querySelector("[data-opened]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const input = form.elements.code, code = input.value.toUpperCase().replace(/[^0-9A-Z]/g, "");
      fault.hidden = true;
      busy.hidden = false;
      const facts = await hotichSeal.open(told, code);
      busy.hidden = true;
      input.setAttribute("aria-invalid", String(!facts));
      fault.hidden = Boolean(facts);
      if (!facts) { input.focus(); return; }
      dl.replaceChildren();
      facts.forEach((fact, index) => line(dl, kinds[told.kind].labels[index], fact === null ? place.dataset.blank : Number.isInteger(fact) ? partial(fact) : fact));
      form.hidden = true;
      opened.hidden = false;
      opened.focus();
      const online = document.getElementById("id_code"), year = document.getElementById("id_year");
      if (online) online.value = code;
      if (year && Number.isInteger(facts[1])) year.value = Math.floor(facts[1] / 10000);
    });
  };

  const tell = async (digits, wasAddress) => {
    const known = await lists;
    if (!known.keys) { show("no-lists"); return; }
    let told = { state: "changed" };
    try {
      told = await hotichSeal.read(hotichSeal.fromDigits(digits), known);
    } catch (fault) {
      if (!(fault instanceof hotichSeal.NotGenuine)) throw fault;
    }
    const isRead = ["genuine", "cancelled", "stolen"].includes(told.state) && kinds[told.kind];
    show(isRead ? "read" : told.state === "unknown" ? "unknown" : "changed", (shown) => {
      for (const part of shown.querySelectorAll("[data-if]")) part.hidden = part.dataset.if !== told.state;
      for (const part of shown.querySelectorAll("[data-if-address]")) part.hidden = !wasAddress;
      slot(shown, "keys-on", dayOf(known.keys.issuedAt));
      if (!isRead) return;
      slot(shown, "kind", kinds[told.kind].kind);
      slot(shown, "serial", `${told.serial}/${told.year}/${told.suffix}`);
      slot(shown, "signed-on", dayOfNumber(told.day));
      slot(shown, "office", told.officeName);
      if (known.cancelled) slot(shown, "cancelled-on", dayOf(known.cancelled.issuedAt));
      unlock(shown, told);
    });
  };

  // What a QR code says: a seal, an older paper's short address, somebody else's address, or something else.
  const understand = (text) => {
    const sealed = text.match(/^(https?:\/\/[^/#?]+)\/kt\/#([0-9]+)$/), short = text.match(/^(https?:\/\/[^/#?]+)\/kt\/([0-9A-Z]{11})\/?$/);
    const found = sealed || short;
    if (!found) { show("not-ours"); return; }
    if (found[1] !== official) { show("foreign", (shown) => slot(shown, "host", found[1])); return; }
    if (sealed) { tell(sealed[2], false); return; }
    show("short");
    const online = document.getElementById("id_code");
    if (online) online.value = short[2];
  };

  // From the address: read once, then taken out of the bar and of the browser's history.
  const fromAddress = () => {
    const digits = location.hash.slice(1);
    if (!/^[0-9]{20,}$/.test(digits)) return;
    history.replaceState(null, "", location.pathname + location.search);
    tell(digits, true);
  };

  const status = place.querySelector("[role=status]");
  const say = (name) => { status.textContent = name ? place.dataset[name] : ""; };
  const photo = async (file) => {
    say("reading");
    try {
      const text = await hotichPhoto.read(file);
      say("");
      if (text) understand(text); else show("none-found");
    } catch {
      say("");
      show("no-picture");
    }
  };
  const input = place.querySelector("input[type=file]"), drop = place.querySelector("[data-drop]");
  input.addEventListener("change", () => {
    const [file] = input.files;
    if (file) photo(file).then(() => { input.value = ""; });
  });
  for (const kind of ["dragover", "dragleave", "drop"]) drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files.length) photo(event.dataTransfer.files[0]);
  });

  const camera = place.querySelector("[data-camera]"), view = place.querySelector("[data-view]");
  if (navigator.mediaDevices && navigator.mediaDevices.getUserMedia) {
    let stop = null;
    camera.hidden = false;
    camera.addEventListener("click", async () => {
      if (stop) { stop.abort(); return; }
      stop = new AbortController();
      view.hidden = false;
      camera.setAttribute("aria-pressed", "true");
      say("looking");
      try {
        const text = await hotichPhoto.watch(view.querySelector("video"), stop.signal);
        if (text) understand(text);
      } catch {
        show("no-camera");
      }
      stop = null;
      say("");
      view.hidden = true;
      camera.setAttribute("aria-pressed", "false");
    });
  }

  const away = document.querySelector("[data-away]");
  const connected = () => { away.hidden = navigator.onLine; };
  for (const kind of ["online", "offline"]) addEventListener(kind, connected);
  connected();

  place.hidden = false;
  addEventListener("hashchange", fromAddress);
  fromAddress();
  if (navigator.serviceWorker) {
    for (const scope of [location.pathname, "/kt/"]) {
      navigator.serviceWorker.register(worker, { scope }).then(async (one) => {
        await navigator.serviceWorker.ready;
        if (one.active && one.scope.endsWith(location.pathname)) place.querySelector("[data-kept]").hidden = false;
      }).catch(() => {}); // a private window: the page works as long as it is open
    }
  }
})();

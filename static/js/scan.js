// Scanning without a reload: numbers are sent in order, one at a time, each with a key that makes it count once, and wait here
// (this tab only, numbers and keys, no names) while the line is down. Without this file each Enter is an ordinary form.
(() => {
  "use strict";
  const AGAIN_MS = 3000, KEPT = "quet:" + location.pathname, SOUND = "quet-tieng-bao";
  document.addEventListener("keydown", (event) => {
    const main = document.querySelector("[data-f8]");
    if (event.key === "F8" && main) { event.preventDefault(); main.click(); }
  });
  const form = document.querySelector("[data-scan]");
  if (!form) return;
  const find = (name) => document.querySelector(`[data-${name}]`);
  const field = form.elements.code, line = find("line"), answerBox = find("answer"), sound = find("sound");
  const fragment = (html) => Object.assign(document.createElement("template"), { innerHTML: html.trim() }).content;
  const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const readKept = () => { try { return JSON.parse(sessionStorage.getItem(KEPT)) || []; } catch { return []; } };
  const waiting = readKept();
  const keep = () => { try { sessionStorage.setItem(KEPT, JSON.stringify(waiting)); } catch { /* full or forbidden: this page still has them */ } };

  // Right is one high tone; everything else is lower, longer, and each its own.
  const TONES = { right: [[880, 0.08]], twice: [[440, 0.12], [440, 0.12]], foreign: [[330, 0.15], [220, 0.15], [330, 0.15]], wrong: [[165, 0.4]], closed: [[165, 0.4]] };
  let player;
  const play = (fate) => {
    if (!sound.checked || !window.AudioContext) return;
    player = player || new AudioContext();
    let at = player.currentTime;
    for (const [pitch, seconds] of TONES[fate] || TONES.wrong) {
      const tone = player.createOscillator(), volume = player.createGain();
      tone.frequency.value = pitch;
      volume.gain.value = 0.2;
      tone.connect(volume).connect(player.destination);
      tone.start(at);
      tone.stop(at + seconds);
      at += seconds + 0.05;
    }
  };

  const show = (told) => {
    answerBox.replaceChildren(fragment(told.answer));
    play(told.fate);
    if (!told.row) return;
    for (const [name, words] of Object.entries(told.sums)) for (const place of document.querySelectorAll(`[data-sum="${name}"]`)) place.textContent = words;
    const bar = document.querySelector("progress.bar"), table = find("list"), rest = find("waiting"), nothing = find("nothing");
    bar.max = Number(told.sums.expected);
    bar.value = Number(told.sums.count);
    for (const old of document.querySelectorAll(`[data-row="${told.number}"]`)) old.remove();
    for (const old of table.querySelectorAll(".newest")) old.classList.remove("newest");
    table.tBodies[0].prepend(fragment(told.row));
    table.hidden = false;
    if (nothing) nothing.remove();
    if (rest) rest.hidden = told.sums.waiting === "0";
  };
  const isDown = (down) => {
    line.hidden = !down;
    find("unsent").textContent = waiting.length;
  };

  let busy = false, timer;
  const send = async () => {
    clearTimeout(timer);
    if (busy || !waiting.length) return;
    busy = true;
    const { code, key } = waiting[0];
    const body = new URLSearchParams({ code, key, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout ? AbortSignal.timeout(15000) : undefined });
      if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
      if (!answer.ok) { busy = false; location.reload(); return; } // logged out, or another page by now: the numbers stay kept
      show(await answer.json());
      waiting.shift();
      keep();
      isDown(false);
    } catch {
      isDown(true);
      timer = setTimeout(send, AGAIN_MS);
    }
    busy = false;
    if (line.hidden) send();
  };
  const take = (code) => {
    waiting.push({ code, key: newKey() });
    keep();
    if (!line.hidden) isDown(true);
    send();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take(field.value);
    field.value = "";
    field.focus();
  });
  // A scanner types wherever the focus is: its first digit brings the field back.
  document.addEventListener("keydown", (event) => {
    const isTyped = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (isTyped && !event.target.closest("input:not([type=checkbox]), select, textarea, dialog")) field.focus();
  });
  find("close").addEventListener("submit", (event) => {
    if (!waiting.length) return;
    event.preventDefault();
    isDown(true);
    line.scrollIntoView({ block: "center" });
  });
  addEventListener("online", send);

  try { sound.checked = localStorage.getItem(SOUND) !== "0"; } catch { /* stays on */ }
  sound.addEventListener("change", () => {
    try { localStorage.setItem(SOUND, sound.checked ? "1" : "0"); } catch { /* for this page only */ }
    field.focus();
  });
  const camera = find("camera"), video = find("video"), none = find("no-camera");
  let stop;
  hotichScanCamera.isThere().then((there) => { camera.hidden = !there; none.hidden = there; });
  camera.addEventListener("click", () => {
    if (stop) { stop.abort(); return; }
    const words = camera.querySelector("span");
    stop = new AbortController();
    words.textContent = "Tắt camera";
    video.hidden = false;
    hotichScanCamera.watch(video, take, stop.signal)
      .catch(() => { none.hidden = false; none.textContent = "Không mở được camera. Cho phép trang này dùng camera rồi thử lại."; })
      .finally(() => { stop = undefined; words.textContent = "Quét bằng camera"; video.hidden = true; });
  });
  find("extras").hidden = false;
  isDown(false);
  send();
})();

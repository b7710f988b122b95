// Scanning: the page stays in place between two scans, so that a quick hand loses no number; F8 presses the main button.
// Without this file each Enter is an ordinary form that reloads the page.
(() => {
  document.addEventListener("keydown", (event) => {
    const main = document.querySelector("[data-f8]");
    if (event.key === "F8" && main) { event.preventDefault(); main.click(); }
  });
  const waiting = [];
  let busy = false;
  const field = () => document.querySelector("[data-scan] input[name=code]");
  const show = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-batch]");
    const old = document.querySelector("[data-batch]");
    if (!fresh || !old) { location.reload(); return; }
    const typed = field() ? field().value : "";
    const line = old.querySelector("[role=status]"), next = fresh.querySelector("[role=status]");
    if (line && next) { line.replaceChildren(...next.childNodes); next.replaceWith(line); }
    old.replaceWith(fresh);
    if (field()) { field().value = typed; field().focus(); }
  };
  const next = async () => {
    if (busy || !waiting.length) return;
    busy = true;
    const { action, body } = waiting.shift();
    try {
      const answer = await fetch(action, { method: "POST", body, credentials: "same-origin" });
      if (!answer.ok) { location.reload(); return; }
      show(await answer.text());
    } catch {
      const line = document.querySelector("[data-batch] [role=status]");
      if (line) line.textContent = "Mất kết nối. Mã vừa quét chưa được ghi; kiểm tra mạng rồi quét lại.";
      waiting.length = 0;
    }
    busy = false;
    next();
  };
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-scan]");
    if (!form) return;
    event.preventDefault();
    waiting.push({ action: form.action, body: new URLSearchParams(new FormData(form)) });
    form.reset();
    field().focus();
    next();
  });
})();

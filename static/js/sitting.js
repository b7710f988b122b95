// A sitting at the desk: F9 presses "Kết thúc", and what a browser stores goes with it. On every page of a sitting.
(() => {
  const button = document.querySelector("[data-sitting-end]");
  if (!button) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F9") return;
    event.preventDefault();
    button.click();
  });
  button.form.addEventListener("submit", () => {
    for (const store of [localStorage, sessionStorage]) store.clear();
    for (const field of document.querySelectorAll("input, textarea, select")) if (field.form !== button.form) field.disabled = true;
  });
  // Back must ask the server again, also where a browser kept the page as it was.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();

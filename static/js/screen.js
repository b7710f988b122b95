// The second screen: asks every three seconds whether something has changed, and reloads only then, so that reading is not disturbed.
(() => {
  const main = document.querySelector("[data-mark]");
  if (!main || main.dataset.mark === "free") return;
  const look = () => fetch(main.dataset.look, { cache: "no-store" })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject()))
    .then((told) => { if (told.mark !== main.dataset.mark) location.replace(location.pathname); })
    .catch(() => {});
  setInterval(look, 3000);
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();

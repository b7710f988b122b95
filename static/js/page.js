// Enhancements of every page: focus on the error summary, a print button, and the server's clock on staff pages.
(() => {
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();
  for (const place of document.querySelectorAll("[data-print]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-outline-secondary";
    button.textContent = place.dataset.print;
    button.addEventListener("click", () => print());
    place.append(button);
  }
  // Who logs out leaves nothing of the post's round on the machine: no page kept for a lost line, no result.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.action || !event.target.action.endsWith("/dang-xuat/")) return;
    for (const key of Object.keys(localStorage)) if (key.startsWith("buu-dien:")) localStorage.removeItem(key);
    if (window.caches) caches.delete("buu-dien");
  });
  const clock = document.querySelector("[data-server-clock]");
  if (clock) {
    const ahead = new Date(clock.dataset.serverClock).getTime() - Date.now();
    const show = () => {
      clock.textContent = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" }).format(Date.now() + ahead);
    };
    setInterval(show, 15000);
  }
})();

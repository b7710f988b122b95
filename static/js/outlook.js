// The promise turns at 15:00:00 without a reload, by the server's clock and not the phone's.
(() => {
  for (const note of document.querySelectorAll("[data-outlook][data-until]")) {
    const loaded = performance.now();
    const left = new Date(note.dataset.until) - new Date(note.dataset.now);
    const before = note.querySelector("[data-before]"), after = note.querySelector("[data-after]");
    if (!after) continue;
    const timer = setInterval(() => {
      // 15:00:00 itself is still in time.
      if (performance.now() - loaded < left + 1000) return;
      before.hidden = true; after.hidden = false; clearInterval(timer);
    }, 250);
  }
})();

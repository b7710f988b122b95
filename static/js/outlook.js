// The promise turns at 15:00:00 without a reload: of the server's sentences the one that holds now is shown, the new one said.
// Time is counted from the server's answer, so the phone's clock does not matter; the calendar is the server's affair.
(() => {
  const answered = performance.getEntriesByType("navigation")[0]?.responseStart ?? 0;
  const arrived = Date.now() - (performance.now() - answered);
  // One clock stands still while a phone sleeps, the other may be set back: the later one is right.
  const passed = () => Math.max(performance.now() - answered, Date.now() - arrived);
  const DAY = 86400000, two = (number) => String(Math.floor(number)).padStart(2, "0");

  for (const note of document.querySelectorAll("[data-outlook]")) {
    const sentences = [...note.querySelectorAll("[data-from]")], said = note.querySelector("[role=status]");
    const clock = note.querySelector("[data-clock]"), hand = clock.querySelector("b");
    const turn = () => {
      const now = passed(), today = Number(clock.dataset.clock) + now;
      const holds = sentences.filter((sentence) => Number(sentence.dataset.from) <= now).pop();
      if (holds.hidden) {
        for (const sentence of sentences) sentence.hidden = sentence !== holds;
        said.textContent = holds.textContent;
      }
      clock.hidden = today >= DAY;
      const shown = two(today / 3600000) + ":" + two((today / 60000) % 60);
      if (hand.textContent !== shown) hand.textContent = shown;
    };
    setInterval(turn, 250);
    document.addEventListener("visibilitychange", turn);
    turn();
  }
})();

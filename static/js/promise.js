// What the page says about the promise stays true while it is open: the sentence turns after 15:00:00, the time left runs down.
// Time is counted from the server's answer, so the phone's clock does not matter; the calendar is the server's affair.
(() => {
  const answered = performance.getEntriesByType("navigation")[0]?.responseStart ?? 0;
  const arrived = Date.now() - (performance.now() - answered);
  // One clock stands still while a phone sleeps, the other may be set back: the later one is right.
  const passed = () => Math.max(performance.now() - answered, Date.now() - arrived);
  const HOUR = 3600000, MINUTE = 60000, two = (number) => String(number).padStart(2, "0");
  const write = (place, text) => { if (place.textContent !== text) place.textContent = text; };
  const keep = (show) => {
    setInterval(show, 250);
    document.addEventListener("visibilitychange", show);
    show();
  };

  // Of the sentences the one that holds now is shown; a new one is said aloud once.
  for (const note of document.querySelectorAll("[data-outlook]")) {
    const sentences = [...note.querySelectorAll("[data-from]")], said = note.querySelector("[role=status]");
    const clock = note.querySelector("[data-clock]"), hand = clock.querySelector("b");
    keep(() => {
      const holds = sentences.filter((sentence) => Number(sentence.dataset.from) <= passed()).pop();
      if (holds.hidden) {
        for (const sentence of sentences) sentence.hidden = sentence !== holds;
        said.textContent = holds.textContent;
      }
      const today = Number(clock.dataset.clock) + passed();
      clock.hidden = today >= 24 * HOUR;
      write(hand, two(Math.floor(today / HOUR)) + ":" + two(Math.floor(today / MINUTE) % 60));
    });
  }

  // In the server's words, never aloud. What holds after the end, only the server knows.
  for (const words of document.querySelectorAll("[data-time-left]")) {
    keep(() => {
      const left = Number(words.dataset.timeLeft) - passed();
      const hours = Math.floor(left / HOUR), minutes = Math.floor(left / MINUTE) % 60;
      const way = hours ? (minutes ? "hoursAndMinutes" : "hours") : "minutes";
      words.parentElement.hidden = left <= 0;
      write(words, words.dataset[way].replace("{h}", hours).replace("{m}", hours ? two(minutes) : minutes));
    });
  }
})();

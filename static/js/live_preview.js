// The sheet follows the note while it is typed: presses "Cập nhật bản xem" a moment after the last letter.
// Each look goes into a frame of its own: a frame that was never shown leaves nothing for the browser's Back to go through.
(() => {
  const button = document.querySelector("[data-live-preview]");
  const note = button && document.getElementById(button.dataset.livePreview);
  const first = button && document.querySelector(`iframe[name="${button.formTarget}"]`);
  if (!note || !first || !button.form.requestSubmit) return;
  let shown = first, waiting = 0, last = note.value, number = 0;
  const look = () => {
    if (note.value === last || note.value.length > note.maxLength) return;
    last = note.value;
    const next = shown.cloneNode(false);
    next.removeAttribute("src");
    next.name = button.formTarget = `${first.name}-${(number += 1)}`;
    next.hidden = true;
    shown.after(next);
    next.addEventListener("load", () => {
      if (next.name !== button.formTarget) { next.remove(); return; }  // a later one was asked for meanwhile
      next.hidden = false;
      shown.remove();
      shown = next;
    }, { once: true });
    button.form.requestSubmit(button);
  };
  button.hidden = true;
  note.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 350); });
})();

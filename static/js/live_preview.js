// The sheet follows the note while it is typed: presses "Cập nhật bản xem" a moment after the last letter.
// Each look goes into a frame of its own: a frame that was never shown leaves nothing for the browser's Back to go through.
(() => {
  const button = document.querySelector("[data-live-preview]");
  const note = button && document.getElementById(button.dataset.livePreview);
  const first = button && document.querySelector(`iframe[name="${button.formTarget}"]`);
  if (!note || !first || !button.form.requestSubmit) return;
  let shown = first, waiting = 0, last = note.value;
  const look = () => {
    if (note.value === last || note.value.length > note.maxLength) return;
    last = note.value;
    const next = shown.cloneNode(false);
    next.removeAttribute("src");
    next.hidden = true;
    shown.name = "";
    shown.after(next);
    next.addEventListener("load", () => {
      if (!next.hidden || !next.dataset.asked) return;
      next.hidden = false;
      shown.remove();
      shown = next;
    });
    next.dataset.asked = "1";
    button.form.requestSubmit(button);
  };
  button.hidden = true;
  note.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 350); });
})();

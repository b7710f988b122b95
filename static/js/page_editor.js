// The look of a page follows its words while they are typed; without scripts the button "Xem trước" does it.
(() => {
  const editor = document.querySelector("[data-preview-at]");
  if (!editor || !window.fetch) return;
  const form = editor.querySelector("form"), place = editor.querySelector("[data-preview]");
  for (const button of editor.querySelectorAll("[data-without-script]")) button.hidden = true;
  let waiting = 0, number = 0;
  const look = async () => {
    const mine = (number += 1);
    try {
      const answer = await fetch(editor.dataset.previewAt, { method: "POST", body: new FormData(form), credentials: "same-origin" });
      if (!answer.ok || answer.redirected || mine !== number) return;  // logged out, or a later look was asked for
      place.innerHTML = await answer.text();  // our own server's, made safe there
    } catch { /* the line is down: the last look stays */ }
  };
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 350); });
})();

// Tick boxes of one form: how many are chosen stands on the button. Without this file the button says so without the number.
(() => {
  for (const form of document.querySelectorAll("form[data-ticks]")) {
    const boxes = [...form.querySelectorAll("input[type=checkbox]")];
    const button = form.querySelector("[data-tick-button]");
    const words = button.querySelector("span");
    const count = () => {
      const chosen = boxes.filter((box) => box.checked).length;
      words.textContent = button.dataset.tickButton.replace("{n}", chosen);
    };
    form.addEventListener("change", count);
    count();
  }
})();

/* "Chép mã": a button made here, because it does nothing without JavaScript. */
(function () {
  "use strict";
  document.querySelectorAll("[data-copy]").forEach(function (box) {
    var source = document.querySelector(box.dataset.copy);
    if (!source || !navigator.clipboard) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-outline-primary";
    button.textContent = box.dataset.copyLabel;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(source.textContent.trim()).then(function () {
        button.textContent = box.dataset.copiedLabel;
      });
    });
    box.prepend(button);
  });
})();

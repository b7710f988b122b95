/* Hides the questions that another answer of the page makes pointless; without it they are all shown, and not checked. */
(function () {
  "use strict";
  var tied = document.querySelectorAll("[data-asked-when]");
  function show() {
    tied.forEach(function (row) {
      var parts = row.dataset.askedWhen.split("="), name = "[name=" + parts[0] + "]";
      var field = document.querySelector(name + ":checked, select" + name + ", input[type=text]" + name);
      row.hidden = !field || parts[1].split(",").indexOf(field.value) < 0;
    });
  }
  if (!tied.length) return;
  document.addEventListener("change", show);
  show();
})();

/* Minus and plus beside the number of copies, and the fee as it changes. Made here, so absent without JavaScript. */
(function () {
  "use strict";
  document.querySelectorAll(".copies").forEach(function (box) {
    var input = box.querySelector("input");
    var fee = Number(box.dataset.fee);
    if (!input) return;
    var row = document.createElement("div"), sum = document.createElement("output");
    row.className = "stepper";
    sum.setAttribute("for", input.id);
    function button(text, name, by) {
      var made = document.createElement("button");
      made.type = "button";
      made.className = "btn btn-outline-primary";
      made.textContent = text;
      made.setAttribute("aria-label", name);
      made.addEventListener("click", function () {
        var next = (parseInt(input.value, 10) || 0) + by;
        input.value = Math.min(20, Math.max(1, next));
        tell();
      });
      return made;
    }
    function tell() {
      var copies = parseInt(input.value, 10);
      var right = copies >= 1 && copies <= 20;
      sum.textContent = right && fee ? "= " + (copies * fee).toLocaleString("vi-VN") + "\u00a0đồng" : "";
    }
    input.before(row);
    row.append(button("−", "Bớt một bản", -1), input, button("+", "Thêm một bản", 1), sum);
    input.addEventListener("input", tell);
    tell();
  });
})();

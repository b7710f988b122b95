/* Saves a step while it is being filled in: every 20 seconds and on leaving a field, when something has changed. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-autosave]");
  var line = document.querySelector(".saved-line");
  var dirty = false, busy = false;
  if (!form || !window.fetch) return;
  function save() {
    if (!dirty || busy) return;
    dirty = false;
    busy = true;
    fetch(location.href, { method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" }, redirect: "error" })
      .then(function (answer) { return answer.ok ? answer.json() : Promise.reject(); })
      .then(function (data) {
        if (line) line.textContent = line.dataset.saved.replace("00:00", data.saved);
      })
      .catch(function () { dirty = true; })
      .finally(function () { busy = false; });
  }
  form.addEventListener("input", function () { dirty = true; });
  form.addEventListener("change", save);
  form.addEventListener("submit", function () { busy = true; });
  setInterval(save, 20000);
})();

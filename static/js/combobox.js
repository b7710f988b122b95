/* Suggestions under a text field (ARIA 1.2 combobox). Without this file the field is a plain text field.
   <div data-combobox="URL" data-with="param=fieldname" data-go="param"> … <input type="text"> </div>
   data-go: choosing an entry opens ?param=<id>; without it, choosing fills the field in. */
(function () {
  "use strict";
  var WAIT = 200;

  function setUp(box) {
    var input = box.querySelector("input[type=text]");
    if (!input) return;
    var list = document.createElement("ul");
    var said = document.createElement("p");
    var rows = [], at = -1, timer = 0, asked = 0;
    list.id = input.id + "_list";
    list.className = "combo-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", document.querySelector("label[for='" + input.id + "']").textContent);
    list.hidden = true;
    said.className = "hint combo-said";
    said.setAttribute("role", "status");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    var place = document.createElement("div");  /* the list hangs from the field itself, also where a fault indents it */
    var had_focus = document.activeElement === input;
    place.className = "combo";
    input.before(place);
    place.append(input, list, said);
    if (had_focus) input.focus();

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function mark(next) {
      at = next;
      Array.prototype.forEach.call(list.children, function (item, n) {
        item.setAttribute("aria-selected", n === at ? "true" : "false");
      });
      if (at < 0) { input.removeAttribute("aria-activedescendant"); return; }
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
    function choose(n) {
      var row = rows[n];
      input.value = row.name;
      close();
      if (!box.dataset.go) { said.textContent = ""; return; }
      var query = new URLSearchParams(location.search), to = new URLSearchParams();
      if (query.get("ve")) to.set("ve", query.get("ve"));
      to.set(box.dataset.go, row.id);
      location.assign("?" + to);
    }
    function show(found) {
      rows = found;
      list.textContent = "";
      rows.forEach(function (row, n) {
        var item = document.createElement("li");
        item.id = list.id + "_" + n;
        item.setAttribute("role", "option");
        item.append(row.name);
        if (row.former) {
          var tag = document.createElement("span");
          tag.className = "tag";
          tag.textContent = input.dataset.former || "tên cũ";
          item.append(" ", tag);
        }
        if (row.note) {
          var note = document.createElement("span");
          note.className = "hint";
          note.textContent = row.note;
          item.append(note);
        }
        item.addEventListener("mousedown", function (event) { event.preventDefault(); choose(n); });
        list.append(item);
      });
      list.hidden = !rows.length;
      input.setAttribute("aria-expanded", rows.length ? "true" : "false");
      said.textContent = rows.length ? rows.length + " kết quả" : "";
      mark(-1);
    }
    function ask() {
      var query = new URLSearchParams({ q: input.value.trim() });
      if (!query.get("q")) { close(); said.textContent = ""; return; }
      (box.dataset.with || "").split(",").forEach(function (pair) {
        var parts = pair.split("="), other = parts[1] && input.form.elements[parts[1]];
        if (other) query.set(parts[0], other.value);
      });
      var mine = ++asked;
      fetch(box.dataset.combobox + "?" + query, { headers: { Accept: "application/json" } })
        .then(function (answer) { return answer.json(); })
        .then(function (data) { if (mine === asked && document.activeElement === input) show(data.results); })
        .catch(close);
    }
    input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" && list.hidden) { ask(); }
      if (list.hidden) return;
      if (event.key === "ArrowDown") { event.preventDefault(); mark((at + 1) % rows.length); }
      else if (event.key === "ArrowUp") { event.preventDefault(); mark(at <= 0 ? rows.length - 1 : at - 1); }
      else if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(at); }
      else if (event.key === "Escape") { close(); }
    });
  }
  document.querySelectorAll("[data-combobox]").forEach(setUp);
})();

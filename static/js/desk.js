// Keyboard for the desk: arrows choose a row or leaf through dossiers, Enter opens it, Ctrl K searches, F-keys press the buttons that carry them.
(() => {
  const rows = [...document.querySelectorAll(".queue tbody tr:not(.group)")];
  let at = -1;
  const choose = (next) => {
    if (!rows.length) return;
    if (at >= 0) rows[at].classList.remove("on");
    at = Math.max(0, Math.min(rows.length - 1, next));
    rows[at].classList.add("on");
    rows[at].querySelector("a").focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "nearest" });
  };
  for (const row of rows) {
    row.addEventListener("click", (event) => { if (!event.target.closest("a") && !getSelection().toString()) row.querySelector("a").click(); });
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.ctrlKey && event.key.toLowerCase() === "k") {
      const field = document.getElementById("q");
      if (field) { event.preventDefault(); field.focus(); field.select(); }
      return;
    }
    if (/^F\d+$/.test(event.key)) {
      const button = document.querySelector(`[data-key="${event.key}"]`);
      if (button) { event.preventDefault(); button.click(); }
      return;
    }
    const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    if (way && !typing && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.target.closest("[tabindex='0'], iframe")) {
      const link = document.querySelector(`a[rel=${way}]`);
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    if (typing || event.altKey || event.metaKey) return;
    if (event.key === "ArrowDown") { event.preventDefault(); choose(at + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); choose(at - 1); }
  });
})();

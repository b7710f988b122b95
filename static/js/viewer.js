// Photos of papers in the page: zoom, turn, full screen, arrows pan. Without scripts each photo opens alone.
(() => {
  const viewer = document.querySelector("[data-viewer]");
  const frame = viewer && viewer.querySelector("[data-frame]");
  const links = viewer ? [...viewer.querySelectorAll("[data-photo]")] : [];
  if (!frame || !links.length) return;
  const image = new Image();
  const now = viewer.querySelector("[data-zoom-now]");
  let zoom = 100, turn = 0;
  const show = () => {
    image.width = Math.round((frame.clientWidth - 4) * zoom / 100);
    image.removeAttribute("height");
    image.className = `turn-${turn}`;
    now.textContent = `${zoom} %`;
  };
  const open = (link) => {
    for (const other of links) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    image.src = link.href; image.alt = link.textContent.trim();
    frame.setAttribute("aria-label", `Ảnh đang xem: ${image.alt}`);
    zoom = 100; turn = 0; show();
  };
  frame.append(image); frame.hidden = false;
  viewer.querySelector("[data-viewer-tools]").hidden = false;
  for (const link of links) link.addEventListener("click", (event) => { if (!event.ctrlKey && !event.metaKey) { event.preventDefault(); open(link); } });
  for (const button of viewer.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => { zoom = Math.min(400, Math.max(50, zoom + (button.dataset.zoom === "in" ? 25 : -25))); show(); });
  viewer.querySelector("[data-rotate]").addEventListener("click", () => { turn = (turn + 90) % 360; show(); });
  viewer.querySelector("[data-full]").addEventListener("click", () => { if (document.fullscreenElement) document.exitFullscreen(); else frame.requestFullscreen(); });
  frame.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[event.key];
    if (step) { event.preventDefault(); event.stopPropagation(); frame.scrollBy(...step); }
  });
  open(links[0]);
})();

"use strict";
// Zooms and moves a graph by changing its viewBox: by mouse, touch, keys and buttons.
for (const graph of document.querySelectorAll("svg.graph")) {
  const all = graph.dataset.view.split(" ").map(Number);
  let view = [...all];
  const show = () => graph.setAttribute("viewBox", view.map((n) => n.toFixed(2)).join(" "));
  const zoom = (factor, x = view[0] + view[2] / 2, y = view[1] + view[3] / 2) => {
    const width = view[2] * factor;
    if (width < all[2] / 20 || width > all[2] * 8) return;
    view = [x - (x - view[0]) * factor, y - (y - view[1]) * factor, width, view[3] * factor];
    show();
  };
  const move = (dx, dy) => {
    view[0] += dx;
    view[1] += dy;
    show();
  };
  const reset = () => {
    view = [...all];
    show();
  };
  const point = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(graph.getScreenCTM().inverse());
  graph.addEventListener("wheel", (event) => {
    // Without a modifier the wheel scrolls the page, unless the graph was chosen.
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== graph) return;
    event.preventDefault();
    const at = point(event);
    zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, at.x, at.y);
  }, { passive: false });
  let last = null;
  graph.addEventListener("pointerdown", (event) => {
    last = point(event);
    graph.setPointerCapture(event.pointerId);
  });
  graph.addEventListener("pointermove", (event) => {
    if (!last) return;
    const now = point(event);
    move(last.x - now.x, last.y - now.y);
    last = point(event);
  });
  for (const end of ["pointerup", "pointercancel"]) graph.addEventListener(end, () => { last = null; });
  const keys = {
    "+": () => zoom(1 / 1.25), "=": () => zoom(1 / 1.25), "-": () => zoom(1.25), "0": reset,
    ArrowLeft: () => move(-view[2] / 12, 0), ArrowRight: () => move(view[2] / 12, 0),
    ArrowUp: () => move(0, -view[3] / 12), ArrowDown: () => move(0, view[3] / 12),
  };
  graph.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  for (const button of graph.parentElement.querySelectorAll("button")) {
    const act = { in: () => zoom(1 / 1.25), out: () => zoom(1.25), reset };
    button.addEventListener("click", () => act[button.dataset.zoom]());
  }
}

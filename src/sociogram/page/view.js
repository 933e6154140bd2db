// What part of the drawing is seen: by wheel, drag, pinch, buttons and keys.
const box = svg.viewBox.baseVal;
const whole = { x: box.x, y: box.y, w: box.width, h: box.height };
let view = whole;

function see(next) {
  const w = Math.max(whole.w / 16, Math.min(whole.w, next.w));
  const h = (w * whole.h) / whole.w;
  const within = (at, size, start, length) => Math.max(start, Math.min(at, start + length - size));
  view = { x: within(next.x, w, whole.x, whole.w), y: within(next.y, h, whole.y, whole.h), w, h };
  svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
  stage.classList.toggle("zoomed", w < whole.w);
}

function zoom(by, x, y) {
  const space = stage.getBoundingClientRect();
  const middle = new DOMPoint(x ?? space.x + space.width / 2, y ?? space.y + space.height / 2);
  const still = middle.matrixTransform(svg.getScreenCTM().inverse());
  const w = Math.max(whole.w / 16, Math.min(whole.w, view.w / by));
  see({ x: still.x - ((still.x - view.x) * w) / view.w, y: still.y - ((still.y - view.y) * w) / view.w, w });
}

function move(x, y) {
  const scale = svg.getScreenCTM().a;
  see({ x: view.x - x / scale, y: view.y - y / scale, w: view.w });
}

// Brings somebody into sight where the drawing is zoomed.
function reveal({ x, y }) {
  const inside = x > view.x && x < view.x + view.w && y > view.y && y < view.y + view.h;
  if (!inside) see({ x: x - view.w / 2, y: y - view.h / 2, w: view.w });
}

stage.addEventListener("wheel", (event) => {
  // A wheel that cannot zoom out any more scrolls the page, down to the table.
  if (event.deltaY > 0 && view.w >= whole.w) return;
  event.preventDefault();
  const step = event.deltaMode ? 0.05 : event.ctrlKey ? 0.01 : 0.002;
  zoom(Math.exp(-event.deltaY * step), event.clientX, event.clientY);
}, { passive: false });

const held = new Map();
let dragged = 0;
stage.addEventListener("pointerdown", (event) => {
  if (event.button) return;
  if (!held.size) dragged = 0;
  held.set(event.pointerId, { x: event.clientX, y: event.clientY });
});
stage.addEventListener("pointermove", (event) => {
  const was = held.get(event.pointerId);
  if (!was) return;
  const now = { x: event.clientX, y: event.clientY };
  const [other] = [...held.values()].filter((it) => it !== was);
  const far = (it) => Math.max(1, Math.hypot(it.x - other.x, it.y - other.y));
  if (other) zoom(far(now) / far(was), (now.x + other.x) / 2, (now.y + other.y) / 2);
  move((now.x - was.x) / held.size, (now.y - was.y) / held.size);
  dragged += Math.hypot(now.x - was.x, now.y - was.y);
  if (dragged > 4 && !stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
  held.set(event.pointerId, now);
});
["pointerup", "pointercancel"].forEach((name) =>
  stage.addEventListener(name, (event) => held.delete(event.pointerId)));

one("#closer").addEventListener("click", () => zoom(1.4));
one("#farther").addEventListener("click", () => zoom(1 / 1.4));
one("#whole").addEventListener("click", () => see(whole));

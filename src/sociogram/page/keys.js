// Keys of the whole page, dark and light, paper.
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function back() {
  if (pinned >= 0) return pin(-1);
  field.value = "";
  sift();
}

function pressed(event) {
  const { key, target } = event;
  const n = number(target);
  const arrow = arrows[key];
  if (key === "Escape") back();
  else if (target === field) {
    if (key !== "Enter") return;
    const found = people.findIndex((person, at) => fits[at] && person.state !== "out");
    if (field.value.trim()) visit(found);
  } else if (key === "/") field.focus();
  else if (key === "+" || key === "=") zoom(1.4);
  else if (key === "-" || key === "_") zoom(1 / 1.4);
  else if (key === "0") see(whole);
  else if (n >= 0 && (key === "Enter" || key === " ")) pin(n);
  else if (n >= 0 && arrow) visit(next(n, ...arrow));
  else if (arrow && view.w < whole.w && (target === stage || target === document.body)) {
    move(-80 * arrow[0], -80 * arrow[1]);
  } else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (!event.ctrlKey && !event.metaKey && !event.altKey) pressed(event);
});
field.addEventListener("input", sift);
one("#filters").addEventListener("change", sift);
one("#filters").addEventListener("submit", (event) => event.preventDefault());
one("#filters").addEventListener("reset", () => setTimeout(() => {
  if (pinned >= 0) pin(-1);
  field.value = "";
  sift();
}));

const [root, night] = [document.documentElement, matchMedia("(prefers-color-scheme: dark)")];
const isDark = () => root.classList.contains("dark") || (night.matches && !root.classList.contains("light"));
const press = () => one("#dark").setAttribute("aria-pressed", String(isDark()));
one("#dark").addEventListener("click", () => {
  root.className = isDark() ? "light" : "dark";
  press();
});
night.addEventListener("change", press);
press();

let before = whole;
addEventListener("beforeprint", () => { before = view; see(whole); });
addEventListener("afterprint", () => see(before));
sift();

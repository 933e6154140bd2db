// People on the map: pointed at, focused, chosen. One of them is a tab stop; arrows lead to the others.
const number = (element) => Number(element.closest(".mark")?.id.slice(1) ?? -1);

function stop(n) {
  all(".mark[tabindex='0']", svg).forEach((mark) => mark.setAttribute("tabindex", "-1"));
  people[n].mark.setAttribute("tabindex", "0");
}

function pin(n) {
  if (pinned >= 0) people[pinned].mark.setAttribute("aria-pressed", "false");
  pinned = n === pinned ? -1 : n;
  if (pinned >= 0) people[pinned].mark.setAttribute("aria-pressed", "true");
  draw();
}

// Returns who is next in a direction: nearest along it, and not far off to its side.
function next(from, x, y) {
  let [best, least] = [-1, Infinity];
  people.forEach((person, n) => {
    const [dx, dy] = [person.x - people[from].x, person.y - people[from].y];
    const along = dx * x + dy * y;
    const aside = Math.abs(dx * y) + Math.abs(dy * x);
    if (n === from || person.state === "out" || along <= 0 || aside > 1.5 * along) return;
    if (along + 2 * aside < least) [best, least] = [n, along + 2 * aside];
  });
  return best;
}

function visit(n) {
  if (n < 0) return;
  reveal(people[n]);
  people[n].mark.focus();
}

people.forEach((person) => {
  person.mark.querySelector("title").remove();
  // Who hears it needs to be told what a number or a date is.
  const told = (it, n) => (n < 2 || heads[n].textContent === "Where" ? it : `${heads[n].textContent}: ${it}`);
  const words = person.words.map((it, n) => it && told(it, n)).filter(Boolean).join(", ");
  Object.entries({ tabindex: "-1", role: "button", "aria-pressed": "false", "aria-label": words })
    .forEach(([name, value]) => person.mark.setAttribute(name, value));
});
if (people.length) stop(Math.max(0, people.findIndex((person) => person.isEgo)));

svg.addEventListener("mouseover", (event) => { hovered = number(event.target); draw(); });
svg.addEventListener("mouseleave", () => { hovered = -1; draw(); });
// On the stage: a drawing that listens for focus becomes a tab stop itself.
stage.addEventListener("focusin", (event) => {
  focused = number(event.target);
  if (focused >= 0) stop(focused);
  draw();
});
stage.addEventListener("focusout", () => { focused = -1; draw(); });
stage.addEventListener("click", (event) => {
  if (dragged > 4) return;
  const n = number(event.target);
  if (n >= 0 || pinned >= 0) pin(n);
});
rows.forEach((row, n) => row.cells[0].firstChild.addEventListener("click", (event) => {
  event.preventDefault();
  if (pinned !== n) pin(n);
  visit(n);
}));

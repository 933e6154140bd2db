// Who is shown: what search, filters and the person chosen leave. Only classes change, and only where they differ.
const boxes = lists.map((list) => all("input", list));
let fits = people.map(() => true);
let sifted = false;
let [pinned, hovered, focused] = [-1, -1, -1];

function sift() {
  const words = fold(field.value).split(/\s+/).filter(Boolean);
  const asked = boxes.map((list) => new Set(list.filter((box) => box.checked).map((box) => box.value)));
  fits = people.map((person) =>
    words.every((word) => person.text.includes(word)) &&
    asked.every((chosen, n) => !chosen.size || person.options[n].some((it) => chosen.has(it))));
  sifted = words.length > 0 || asked.some((chosen) => chosen.size > 0);
  draw();
}

function turn(element, was, now) {
  if (was === now) return;
  if (was) element.classList.remove(was);
  if (now) element.classList.add(now);
}

function draw() {
  const looked = hovered >= 0 ? hovered : focused;
  const center = pinned >= 0 ? pinned : looked;
  const near = (n) => center < 0 || n === center || people[center].around.has(n);
  let shown = 0;
  people.forEach((person, n) => {
    const left = fits[n] && (pinned < 0 || near(n));
    const kept = left || (person.isEgo && pinned < 0);
    let state = kept ? near(n) ? "" : "back" : "out";
    if (n === pinned || n === looked) state = "on";
    const rowState = n === center ? "on" : left ? "" : "out";
    turn(person.mark, person.state, state);
    turn(person.row, person.rowState, rowState);
    [person.state, person.rowState] = [state, rowState];
    shown += Number(rowState !== "out");
  });
  ties.forEach((tie) => {
    const lit = center >= 0 && (tie.from === center || tie.to === center);
    const lost = people[tie.from].state === "out" || people[tie.to].state === "out";
    const state = lost ? "out" : lit ? "on" : center >= 0 && pinned < 0 ? "back" : "";
    if (state !== tie.state) tie.parts.forEach((part) => turn(part, tie.state, state));
    tie.state = state;
  });
  const found = sifted && shown === 1 ? fits.indexOf(true) : -1;
  tell(looked >= 0 ? looked : pinned >= 0 ? pinned : found);
  say(shown);
}

// The card, from the row's cells.
let told = -1;
const hint = [...card.childNodes];
function tell(n) {
  if (n === told) return;
  told = n;
  if (n < 0) return card.replaceChildren(...hint);
  const made = (name, text) => Object.assign(document.createElement(name), { textContent: text, dir: "auto" });
  const [name, title, ...rest] = people[n].words;
  const list = document.createElement("dl");
  rest.forEach((text, at) => {
    if (!text) return;
    const pair = document.createElement("div");
    pair.append(made("dt", heads[at + 2].textContent), made("dd", text));
    list.append(pair);
  });
  card.replaceChildren(made("h2", name), made("p", title), list);
}

// What is shown, in words: also for who hears the page.
function say(shown) {
  const chosen = boxes.flat().filter((box) => box.checked).map((box) => box.nextSibling.textContent);
  const around = pinned >= 0 ? [`around ${people[pinned].words[0]}`] : [];
  const why = [...(field.value.trim() ? [`“${field.value.trim()}”`] : []), ...chosen, ...around].join(" · ");
  const words = why ? `${shown || "nobody"} of ${people.length}: ${why}` : `all ${people.length} shown`;
  const state = one("#state");
  if (state.textContent === words) return;
  state.textContent = words;
  one("header").classList.toggle("sifted", why !== "");
}

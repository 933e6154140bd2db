"use strict";
// What stands in the page, read once: people, ties, and what each is found and filtered by. Row n tells of mark n.
const one = (selector) => document.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const [stage, svg, field, card] = ["#stage", "#stage svg", "input[type=search]", "#card"].map(one);
const heads = all("thead button");
const lists = all("fieldset");
const rows = all("tbody tr");
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const people = all(".mark", svg).map((mark, n) => {
  const row = rows[n];
  const disc = mark.querySelector("circle,.plate");
  // A disc has a middle, a plate an edge and a size.
  const at = (name) => Number(disc.getAttribute(name) ?? 0);
  return {
    mark,
    row,
    words: [...row.cells].map((cell) => cell.textContent),
    // A department is not found by those around it.
    text: `${fold(all(":not(.around)", row).map((it) => it.textContent).join(" "))} ${row.dataset.find}`,
    options: lists.map((list) => row.dataset[list.dataset.facet].split(" ")),
    isEgo: "ego" in row.dataset,
    around: new Set(),
    x: at("cx") + at("x") + at("width") / 2,
    y: at("cy") + at("y") + at("height") / 2,
    state: "",
    rowState: "",
  };
});
// A line and the words on it.
const key = ({ dataset }) => `${dataset.from} ${dataset.to}`;
const notes = Map.groupBy(all("text[data-from]", svg), key);
const ties = all(".tie", svg).map((line) => {
  const [from, to] = [line.dataset.from, line.dataset.to].map(Number);
  const tie = { parts: [line, ...(notes.get(key(line)) ?? [])], from, to, state: "" };
  people[tie.from].around.add(tie.to);
  people[tie.to].around.add(tie.from);
  return tie;
});

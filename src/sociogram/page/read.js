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
    text: `${fold(row.textContent)} ${row.dataset.find}`,
    options: lists.map((list) => row.dataset[list.dataset.facet].split(" ")),
    isEgo: "ego" in row.dataset,
    around: new Set(),
    x: at("cx") + at("x") + at("width") / 2,
    y: at("cy") + at("y") + at("height") / 2,
    state: "",
    rowState: "",
  };
});
const ties = all(".tie", svg).map((line) => {
  const tie = { line, from: Number(line.dataset.from), to: Number(line.dataset.to), state: "" };
  people[tie.from].around.add(tie.to);
  people[tie.to].around.add(tie.from);
  return tie;
});

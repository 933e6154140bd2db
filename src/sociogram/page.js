"use strict";
(() => {
  const svg = document.querySelector("main svg");
  const marks = [...svg.querySelectorAll(".mark")];
  const ties = [...svg.querySelectorAll(".tie")];
  const rows = [...document.querySelectorAll("tbody tr")];
  const field = document.querySelector("input");
  const card = document.getElementById("card");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = rows.map((row) => fold(row.textContent));
  let pinned = -1;

  function show(on, around) {
    const near = new Set();
    ties.forEach((tie) => {
      const ends = [Number(tie.dataset.from), Number(tie.dataset.to)];
      const lit = around && ends.some((end) => on.has(end));
      tie.classList.toggle("on", lit);
      if (lit) ends.forEach((end) => near.add(end));
    });
    marks.forEach((mark, n) => {
      mark.classList.toggle("on", on.has(n));
      mark.classList.toggle("near", near.has(n));
    });
    svg.classList.toggle("dim", on.size > 0 || field.value.trim() !== "");
  }

  function search() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    const on = new Set();
    rows.forEach((row, n) => {
      const fits = words.every((word) => texts[n].includes(word));
      row.hidden = !fits;
      if (fits && words.length) on.add(n);
    });
    const only = on.size === 1 ? marks[[...on][0]].querySelector("title").textContent : "";
    card.textContent = words.length ? only || `${on.size} found` : "";
    show(on, on.size === 1);
  }

  function look(n) {
    if (n < 0) return search();
    card.textContent = marks[n].querySelector("title").textContent;
    show(new Set([n]), true);
    rows.forEach((row, at) => row.classList.toggle("on", at === n));
  }

  marks.forEach((mark, n) => {
    mark.setAttribute("tabindex", "0");
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-label", mark.querySelector("title").textContent);
    mark.addEventListener("mouseenter", () => look(n));
    mark.addEventListener("mouseleave", () => look(pinned));
    mark.addEventListener("focus", () => look(n));
    mark.addEventListener("blur", () => look(pinned));
    mark.addEventListener("click", () => look((pinned = pinned === n ? -1 : n)));
    mark.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      look((pinned = pinned === n ? -1 : n));
    });
  });
  field.addEventListener("input", () => { pinned = -1; search(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { pinned = -1; field.value = ""; search(); }
    if (event.key === "/" && document.activeElement !== field) { event.preventDefault(); field.focus(); }
  });
})();

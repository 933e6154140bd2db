// The table, sorted by a column; what is empty stands last either way.
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
heads.forEach((head, column) => head.addEventListener("click", () => {
  const keys = new Map(rows.map((row) => {
    const cell = row.cells[column];
    return [row, cell.dataset.n === undefined ? cell.textContent : Number(cell.dataset.n)];
  }));
  const numeric = [...keys.values()].some((key) => typeof key === "number");
  const was = head.parentElement.getAttribute("aria-sort");
  const up = was ? was === "descending" : !numeric;
  const compared = (a, b) => (numeric ? a - b : collator.compare(a, b));
  const sorted = [...rows].sort((one, other) => {
    const [a, b] = [keys.get(one), keys.get(other)];
    if (a === "" || b === "") return Number(a === "") - Number(b === "");
    return up ? compared(a, b) : compared(b, a);
  });
  heads.forEach((it) => it.parentElement.removeAttribute("aria-sort"));
  head.parentElement.setAttribute("aria-sort", up ? "ascending" : "descending");
  one("tbody").append(...sorted);
}));

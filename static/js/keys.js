// Keys for a list: [data-keys] holds rows with a link [data-row], a search field [data-search] and an explanation.
// They act only while the focus is inside the list and not in a field (WCAG 2.1.4). Enter opens the row: it is a link.
const TYPING = "input, select, textarea, [contenteditable]";

function step(list, distance) {
  const rows = [...list.querySelectorAll("[data-row]")];
  if (!rows.length) return;
  const now = rows.findIndex((row) => row.closest("tr").contains(document.activeElement));
  const next = now < 0 ? 0 : Math.min(Math.max(now + distance, 0), rows.length - 1);
  rows[next].focus();
  rows[next].closest("tr").scrollIntoView({ block: "nearest" });
}

function explain(list) {
  const keys = list.querySelector(".keys");
  if (!keys) return;
  keys.open = true;
  keys.querySelector("summary").focus();
}

const ACTS = {
  j: (list) => step(list, 1),
  ArrowDown: (list) => step(list, 1),
  k: (list) => step(list, -1),
  ArrowUp: (list) => step(list, -1),
  "/": (list) => list.querySelector("[data-search]")?.focus(),
  "?": explain,
};

document.addEventListener("keydown", (event) => {
  const list = event.target.closest("[data-keys]");
  const act = ACTS[event.key];
  if (!list || !act || event.ctrlKey || event.altKey || event.metaKey || event.target.matches(TYPING)) return;
  event.preventDefault();
  act(list);
});

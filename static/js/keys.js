// Keys for a list: [data-keys] holds rows with a link [data-row], a search field [data-search] and an explanation.
// Single letters must be possible to switch off (WCAG 2.1.4): the button in the explanation does, for this browser.
// They act while the focus is in the list or nowhere, never in a field. Enter opens the row: it is a link.
const TYPING = "input, select, textarea, [contenteditable]";
const OFF = "ontzorg-keys-off";
const LAST = "ontzorg-last-row";

const isOff = () => localStorage.getItem(OFF) === "1";

function step(list, distance) {
  const rows = [...list.querySelectorAll("[data-row]")];
  if (!rows.length) return;
  const now = rows.findIndex((row) => row.closest("tr").contains(document.activeElement));
  focusRow(rows[now < 0 ? 0 : Math.min(Math.max(now + distance, 0), rows.length - 1)]);
}

function focusRow(row) {
  row.focus({ preventScroll: true });
  row.closest("tr").scrollIntoView({ block: "nearest" });
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

// Arrows scroll the page while nothing has the focus; only letters and signs act there.
function listFor(event) {
  const inside = event.target.closest("[data-keys]");
  if (inside || event.target !== document.body || event.key.startsWith("Arrow")) return inside;
  return document.querySelector("[data-keys]");
}

document.addEventListener("keydown", (event) => {
  const act = ACTS[event.key];
  if (!act || isOff() || event.ctrlKey || event.altKey || event.metaKey || event.target.matches(TYPING)) return;
  const list = listFor(event);
  if (!list) return;
  event.preventDefault();
  act(list);
});

function showSwitch() {
  for (const button of document.querySelectorAll("[data-keys-switch]")) {
    button.textContent = isOff() ? "Toetsen aanzetten" : "Toetsen uitzetten";
    button.setAttribute("aria-pressed", String(isOff()));
  }
}

document.addEventListener("click", (event) => {
  const row = event.target.closest("[data-row]");
  if (row) sessionStorage.setItem(LAST, row.getAttribute("href"));
  if (!event.target.closest("[data-keys-switch]")) return;
  localStorage.setItem(OFF, isOff() ? "0" : "1");
  showSwitch();
});

// Who comes back from a file goes on where he was.
function returnToRow() {
  const last = sessionStorage.getItem(LAST);
  sessionStorage.removeItem(LAST);
  const row = [...document.querySelectorAll("[data-row]")].find((one) => one.getAttribute("href") === last);
  if (row) focusRow(row);
}

document.documentElement.classList.add("has-keys");
document.addEventListener("htmx:load", showSwitch);
showSwitch();
if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") returnToRow();

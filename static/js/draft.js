// Keeps what somebody types: form[data-draft-url] is posted 800 ms after the last change, or when the page is left. When the
// server cannot be reached, a copy stays in this tab (sessionStorage) and is offered to the server again, also after a
// reload. A copy is of whoever typed it: it is gone once somebody else logs in.
const WAIT = 800;
const RETRY = 10_000;
const timers = new Map(); // per address: a form that left the page gives way to the one that took its place
const known = new WeakSet();

const owner = () => document.querySelector(".shell")?.dataset.owner ?? "";
const keyOf = (form) => (form.dataset.draftKey ??= `draft:${owner()}:${form.dataset.draftUrl}`);

function say(form, words) {
  const place = form.querySelector("[data-draft-status]");
  if (place) place.textContent = words;
}

function clock(date) {
  return date.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
}

function fieldsOf(form) {
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) {
    const kind = form.elements.namedItem(name)?.type;
    if (value instanceof File || kind === "password") fields.delete(name);
  }
  return fields;
}

function copyOf(form) {
  const fields = fieldsOf(form);
  fields.delete("csrfmiddlewaretoken");
  return JSON.stringify([...fields]);
}

async function savedAt(answer) {
  const isJson = answer.headers.get("content-type")?.includes("json");
  return (isJson && (await answer.json()).saved_at) || clock(new Date());
}

async function keep(form, leaving = false) {
  timers.delete(keyOf(form));
  try {
    const answer = await fetch(form.dataset.draftUrl, {
      method: "POST",
      body: fieldsOf(form),
      credentials: "same-origin",
      redirect: "error",
      keepalive: leaving,
    });
    if (answer.status === 422) return say(form, (await answer.json()).fout);
    if (!answer.ok) throw new Error(String(answer.status));
    say(form, `Concept bewaard om ${await savedAt(answer)}`);
    sessionStorage.removeItem(keyOf(form));
  } catch {
    sessionStorage.setItem(keyOf(form), copyOf(form));
    say(form, "Nog niet bewaard, wij proberen het opnieuw");
    plan(form, RETRY);
  }
}

function plan(form, wait) {
  stop(form);
  const timer = setTimeout(() => keep(form), wait);
  timers.set(keyOf(form), { form, timer });
}

function stop(form) {
  clearTimeout(timers.get(keyOf(form))?.timer);
  timers.delete(keyOf(form));
}

function leave() {
  for (const { form, timer } of timers.values()) {
    clearTimeout(timer);
    sessionStorage.setItem(keyOf(form), copyOf(form));
    keep(form, true);
  }
}

function restore(form) {
  const copy = sessionStorage.getItem(keyOf(form));
  if (!copy) return;
  for (const [name, value] of JSON.parse(copy)) {
    const control = form.elements.namedItem(name);
    if (!control) continue;
    if (control.type === "checkbox") control.checked = true;
    else control.value = value;
  }
  plan(form, 0);
}

// The words survive a submit that ends at the log-in page: the copy goes only when the next page of the shell
// shows that the form was accepted.
function remember(form) {
  sessionStorage.setItem(keyOf(form), copyOf(form));
  sessionStorage.setItem("draft-sent", keyOf(form));
}

function settle() {
  const sent = sessionStorage.getItem("draft-sent");
  sessionStorage.removeItem("draft-sent");
  if (!sent || !document.querySelector(".shell")) return; // logged out: not accepted, so the copy stays
  const again = [...document.querySelectorAll("form[data-draft-url]")].some((form) => keyOf(form) === sent);
  if (!again) sessionStorage.removeItem(sent);
}

function forgetOthers() {
  if (!owner()) return;
  const others = Object.keys(sessionStorage).filter((key) => key.startsWith("draft:") && !key.startsWith(`draft:${owner()}:`));
  for (const key of others) sessionStorage.removeItem(key);
}

function start(root) {
  forgetOthers();
  for (const form of root.querySelectorAll("form[data-draft-url]")) {
    if (!known.has(form)) {
      known.add(form);
      restore(form);
    }
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-draft-url]");
  if (form) plan(form, WAIT);
});
document.addEventListener("submit", (event) => {
  if (!event.target.dataset.draftUrl) return;
  stop(event.target);
  remember(event.target);
});
addEventListener("pagehide", leave);
document.addEventListener("htmx:load", (event) => {
  settle();
  start(event.detail.elt.parentElement ?? document);
});
settle();
start(document);

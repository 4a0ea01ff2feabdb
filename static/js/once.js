// A double tap makes one report: the second submit of the same form is dropped until the answer is there.
// A form that answers with a download carries data-many. The server refuses a repeated request too; this only spares people the wait and the doubt.
const busy = new WeakSet();

function release(form) {
  busy.delete(form);
  for (const button of form.querySelectorAll("[aria-busy]")) {
    button.removeAttribute("aria-busy");
    button.disabled = false;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "many" in form.dataset) return;
  if (busy.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  busy.add(form);
  const button = event.submitter;
  if (!button) return;
  button.setAttribute("aria-busy", "true");
  // Disabled after this event, or the button's own name and value would be left out of the request.
  setTimeout(() => { button.disabled = busy.has(form); });
}, { capture: true });

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest("form");
  if (form) release(form);
});
// Back from the browser's memory: the form may be sent again.
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(release));

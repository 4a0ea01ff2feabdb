// Small help for keyboard and reader: focus goes to what is new, menus close with Escape or a click beside them,
// and folded explanations open on paper.
const focusErrors = (root) => root.querySelector("[data-focus]")?.focus();

document.addEventListener("htmx:load", (event) => focusErrors(event.detail.elt));
focusErrors(document);

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("details[data-menu][open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open], [data-menu], .confirm)")];
  for (const part of opened) part.open = true;
});
window.addEventListener("afterprint", () => {
  for (const part of opened) part.open = false;
});

// A page that kept what was typed while somebody logged in again elsewhere: send it with the token of now.
document.addEventListener("submit", (event) => {
  const token = event.target.elements.namedItem("csrfmiddlewaretoken");
  const fresh = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if ("freshToken" in event.target.dataset && token && fresh) token.value = fresh[1];
});

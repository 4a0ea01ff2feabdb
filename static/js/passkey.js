// The library reports a passkey that failed or was refused as an event; say so on the page until the next attempt.
function show(wrong) {
  for (const place of document.querySelectorAll("[data-passkey-error]")) place.hidden = !wrong;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  show(true);
});
document.addEventListener("click", () => show(false));

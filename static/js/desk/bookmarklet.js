// A click on the bookmark does nothing here (the content security policy forbids it): say what to do instead.

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-desk-bookmarklet]")) return;
  event.preventDefault();
  document.querySelector("[data-desk-bookmarklet-hint]").hidden = false;
});

// A second click on a button that saves, or an impatient Enter, sends nothing again. Back in the page, all is as before.

const sent = new WeakSet();

document.addEventListener("submit", (event) => {
  if (event.submitter?.formTarget === "_blank" || event.defaultPrevented) return;
  if (sent.has(event.target)) event.preventDefault();
  sent.add(event.target);
});

addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => sent.delete(form)));

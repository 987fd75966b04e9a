// Leaving a form with words in it that are not saved asks first. [data-unsaved] marks a form that begins with such words.

const form = document.querySelector("#content-main > form[id$=_form]");
const content = () => new URLSearchParams(new FormData(form)).toString();
let saved;

if (form) {
  // After the scripts of Django and of suggesting fields have filled in what they add.
  addEventListener("load", () => {
    saved = document.querySelector("[data-unsaved]") ? "" : content();
  });
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && event.submitter?.formTarget !== "_blank") saved = undefined;
  });
  addEventListener("beforeunload", (event) => {
    if (saved !== undefined && saved !== content()) event.preventDefault();
  });
}

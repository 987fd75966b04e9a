// Sends the customer's message without leaving the page. A message pasted into the search field goes the same way.

const LOOKS_LIKE_A_MESSAGE = 160;

const box = document.querySelector("[data-desk-message]");
const form = document.querySelector("[data-desk-message-form]");
const text = form.elements.text;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const detail = { url: form.action, body: new FormData(form), panes: ["results", "answer"] };
  document.dispatchEvent(new CustomEvent("desk:load", { detail }));
});

text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

document.querySelector("[data-desk-query]").addEventListener("paste", (event) => {
  const pasted = event.clipboardData.getData("text/plain").trim();
  if (pasted.length < LOOKS_LIKE_A_MESSAGE && !pasted.includes("\n")) return;
  event.preventDefault();
  box.open = true;
  text.value = pasted;
  form.requestSubmit();
});

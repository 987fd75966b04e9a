// What must not or cannot stand in the address of a search. A pasted message too long for the field, or one that
// names an e-mail address, goes whole to its analysis: <form data-whole="address"> with an [data-search-input] that
// has a maxlength. Of what was typed, an example takes the place of each e-mail address, as faq/incoming/personal.py
// does it without scripts. Pasting alone sends nothing; the reader does.

const MAILBOX = /[^\s<>()[\]"',;:@]+@[^\s<>()[\]"',;:@]+/g;
const EXAMPLE = "name@example.org";

const withoutAddresses = (text) => text.replace(MAILBOX, EXAMPLE);
const isMessage = (text, { maxLength }) =>
  text.length > maxLength || (/\s/.test(text.trim()) && withoutAddresses(text) !== text);

for (const form of document.querySelectorAll("[data-whole]")) {
  const input = form.querySelector("[data-search-input]");
  let whole = "";

  input.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    whole = isMessage(text, input) ? text : "";
  });
  input.addEventListener("input", (event) => {
    if (event.inputType !== "insertFromPaste") whole = "";
  });
  form.addEventListener("submit", (event) => {
    input.value = withoutAddresses(input.value);
    if (!whole) return;
    event.preventDefault();
    const sent = document.createElement("form");
    Object.assign(sent, { action: form.dataset.whole, method: "post", enctype: "multipart/form-data", hidden: true });
    const message = Object.assign(document.createElement("textarea"), { name: "message", value: whole });
    sent.append(message);
    document.body.append(sent);
    sent.submit();
  });
}

// A message too long for the search field goes to its analysis, whole: <form data-whole="address"> with an
// [data-search-input] that has a maxlength. Pasting alone sends nothing; the reader does.

for (const form of document.querySelectorAll("[data-whole]")) {
  const input = form.querySelector("[data-search-input]");
  let whole = "";

  input.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    whole = text.length > input.maxLength ? text : "";
  });
  input.addEventListener("input", (event) => {
    if (event.inputType !== "insertFromPaste") whole = "";
  });
  form.addEventListener("submit", (event) => {
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

// The admin's few behaviours of our own; everything works without them except copying a permalink.

// <button data-copy="https://…">: copies its value and says so on itself.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Kopiert";
  } catch {
    getSelection().selectAllChildren(button.previousElementSibling);
    button.textContent = "Markiert: Strg+C";
  }
  setTimeout(() => (button.textContent = label), 2500);
});

// The preview scrolls: by keyboard too.
for (const preview of document.querySelectorAll(".markdownx-preview")) {
  preview.tabIndex = 0;
  preview.setAttribute("role", "group");
  preview.setAttribute("aria-label", "Vorschau");
}

// The Markdown editor turns Tab into a tabulator, which would trap people who use the keyboard.
addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Tab" && event.target.closest(".markdownx-editor")) event.stopImmediatePropagation();
  },
  { capture: true },
);

// Django's fields that suggest rows (select2) do not say what they are for.
const suggesting = document.querySelectorAll("select.admin-autocomplete");
for (const select of suggesting) {
  select.dataset.placeholder = select.multiple ? "Titel tippen" : "Nichts gewählt";
  if (select.multiple) select.dataset.allowClear = "false"; // one click would drop all
}
window.django?.jQuery?.(() => suggesting.forEach(nameParts)); // after Django's own start of these fields

function nameParts(select) {
  const name = select.labels[0].textContent.replace(/:\s*$/, "");
  const nameAll = (root, parts) => root.querySelectorAll(parts).forEach((part) => part.setAttribute("aria-label", name));
  const field = select.nextElementSibling;
  field.querySelectorAll("[aria-labelledby]").forEach((part) => part.removeAttribute("aria-labelledby"));
  nameAll(field, "[role=combobox], [role=textbox], [role=searchbox]");
  window.django.jQuery(select).on("select2:open", () => nameAll(document, ".select2-dropdown [role=searchbox]"));
}

// A refused picture: the editor would write "Invalid response" into the text; say the reason instead.
document.addEventListener(
  "markdownx.fileUploadError",
  (event) => {
    const editor = event.target.querySelector(".markdownx-editor");
    const { value, selectionStart } = editor;
    setTimeout(() => {
      editor.value = value;
      editor.setSelectionRange(selectionStart, selectionStart);
    });
    say(event.target, event.detail[0].image.join(" "));
  },
  { capture: true },
);
document.addEventListener("markdownx.fileUploadEnd", (event) => say(event.target, ""), { capture: true });

function say(parent, sentence) {
  let message = parent.querySelector(".editor-message");
  if (!message) {
    message = document.createElement("p");
    message.className = "editor-message errornote";
    message.setAttribute("role", "alert");
    parent.prepend(message);
  }
  message.textContent = sentence;
  message.hidden = !sentence;
}

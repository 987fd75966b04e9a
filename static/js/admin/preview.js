// The Markdown preview scrolls, by keyboard too; and the editor, which turns Tab into a tabulator, traps nobody.

for (const preview of document.querySelectorAll(".markdownx-preview")) {
  preview.tabIndex = 0;
  preview.setAttribute("role", "group");
  preview.setAttribute("aria-label", "Vorschau");
}

addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Tab" && event.target.closest(".markdownx-editor")) event.stopImmediatePropagation();
  },
  { capture: true },
);

// From where a picture comes: the clipboard, when it holds no text; a drop, to where it was dropped; a chosen file.
// The editor's own script would put each at the caret, and take the picture of a text copied from Word for the text.

const EDITOR = ".markdownx-editor";

const hasText = (data) => data.getData("text/plain") !== "";

addEventListener("paste", (event) => take(event, event.clipboardData, hasText, (editor) => editor.selectionEnd), true);
addEventListener("drop", (event) => take(event, event.dataTransfer, () => false, (editor) => placeAt(editor, event)), true);

function take(event, data, isText, place) {
  const editor = event.target.closest?.(EDITOR);
  if (!editor || !data) return;
  event.stopImmediatePropagation();
  if (!data.files.length || isText(data)) return; // the browser knows how to insert text
  event.preventDefault();
  send(editor, data.files, place(editor));
}

// The place in the text under the pointer; where the browser cannot tell, the caret.
function placeAt(editor, event) {
  const found = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  return found?.offsetNode === editor ? found.offset : editor.selectionEnd;
}

document.addEventListener("editor:tool", ({ target, detail }) => {
  if (detail.tool === "picture") target.closest(".markdownx").querySelector("[data-picture-file]").click();
});

document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-picture-file]")) return;
  const editor = target.closest(".markdownx").querySelector(EDITOR);
  send(editor, target.files, editor.selectionEnd);
  target.value = ""; // the same file can be chosen once more
});

function send(editor, files, at) {
  const detail = { files: [...files], at };
  editor.dispatchEvent(new CustomEvent("editor:pictures", { bubbles: true, detail }));
}

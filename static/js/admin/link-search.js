// The toolbar's "Link": finds an entry, section, code or page by words and links the selection, or its title.

const dialog = document.querySelector("dialog[data-link-search]");
const [field, list] = ["input", "[data-found]"].map((part) => dialog?.querySelector(part));
const PAUSE_MS = 200;
let editor;
let timer;
let running = new AbortController();

document.addEventListener("editor:tool", ({ target, detail }) => {
  if (detail.tool !== "link" || !dialog) return;
  editor = target;
  field.value = editor.value.slice(editor.selectionStart, editor.selectionEnd).slice(0, 80);
  dialog.showModal();
  field.select();
  search();
});

field?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE_MS);
});

async function search() {
  running.abort();
  running = new AbortController();
  const address = `${dialog.dataset.linkSearch}?${new URLSearchParams({ q: field.value })}`;
  try {
    const response = await fetch(address, { signal: running.signal });
    const { found } = await response.json();
    list.replaceChildren(...found.map(choice));
    dialog.querySelector("[data-nothing]").hidden = found.length > 0 || !field.value.trim();
  } catch (error) {
    if (error.name !== "AbortError") list.replaceChildren();
  }
}

function choice({ title, path, place }) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.append(title);
  const note = document.createElement("small");
  note.textContent = place || path;
  button.append(note);
  button.addEventListener("click", () => take(title, path));
  item.append(button);
  return item;
}

function take(title, path) {
  dialog.close();
  const words = editor.value.slice(editor.selectionStart, editor.selectionEnd) || title;
  const detail = { text: `[${words.replace(/[[\]]/g, "\\$&")}](${path})`, select: words };
  editor.dispatchEvent(new CustomEvent("editor:insert", { bubbles: true, detail }));
}

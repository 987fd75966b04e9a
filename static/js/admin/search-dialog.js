// The toolbar's dialogs that find something by words and write it into the text: a link around the selection, or a picture.

const WRITTEN = {
  link: (words, { path }) => ({ text: `[${escaped(words)}](${path})`, select: words }),
  library: (_, { title, path }) => ({ text: `![${escaped(title)}](${path})`, select: title, isBlock: true }),
};
const PAUSE_MS = 200;
const escaped = (words) => words.replace(/[[\]\\]/g, "\\$&");

for (const dialog of document.querySelectorAll("dialog[data-search-dialog]")) start(dialog, dialog.dataset.searchDialog);

function start(dialog, tool) {
  const [field, list] = ["input", "[data-found]"].map((part) => dialog.querySelector(part));
  let editor;
  let timer;
  let running = new AbortController();

  document.addEventListener("editor:tool", ({ target, detail }) => {
    if (detail.tool !== tool) return;
    editor = target;
    field.value = selection().slice(0, 80);
    dialog.showModal();
    field.select();
    search();
  });

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE_MS);
  });

  // The first one found, as everywhere where words are typed.
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    list.querySelector("button")?.click();
  });

  async function search() {
    running.abort();
    running = new AbortController();
    const address = `${dialog.dataset.address}?${new URLSearchParams({ q: field.value })}`;
    try {
      const response = await fetch(address, { signal: running.signal });
      const { found } = await response.json();
      list.replaceChildren(...found.map((each) => choice(each, take)));
      dialog.querySelector("[data-nothing]").hidden = found.length > 0 || !field.value.trim();
    } catch (error) {
      if (error.name !== "AbortError") list.replaceChildren();
    }
  }

  function take(found) {
    dialog.close();
    const detail = WRITTEN[tool](selection() || found.title, found);
    editor.dispatchEvent(new CustomEvent("editor:insert", { bubbles: true, detail }));
  }

  const selection = () => editor.value.slice(editor.selectionStart, editor.selectionEnd);
}

function choice(found, take) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  if (found.image) button.append(Object.assign(new Image(), { src: found.image, alt: "", loading: "lazy" }));
  const words = document.createElement("span");
  const note = document.createElement("small");
  note.textContent = found.place || found.path;
  words.append(found.title, note);
  button.append(words);
  button.addEventListener("click", () => take(found));
  item.append(button);
  return item;
}

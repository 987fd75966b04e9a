// Shows the copy editor's hints below the text that each is about; a click leads to the place, "Ersetzen" mends it.

const template = document.querySelector("template[data-hint-box]");

document.addEventListener("editor:hints", ({ target, detail }) => {
  for (const field of target.querySelectorAll(".markdownx-editor, [name=search_words]")) {
    show(field, detail.filter((hint) => hint.field === field.name));
  }
});

function show(field, hints) {
  const box = boxOf(field);
  const count = box.querySelector("p");
  const words = hints.length === 1 ? "1 Hinweis zum Text" : `${hints.length} Hinweise zum Text`;
  if (count.textContent !== words) count.textContent = words;
  box.classList.toggle("text-hints--none", !hints.length);
  box.querySelector("ul").replaceChildren(...hints.map((hint) => item(field, hint)));
}

function boxOf(field) {
  const parent = field.closest(".markdownx") ?? field.parentElement;
  const found = parent.querySelector(":scope > .text-hints");
  if (found) return found;
  const box = template.content.firstElementChild.cloneNode(true);
  parent.append(box);
  return box;
}

function item(field, { words, start, end, replacement }) {
  const line = document.createElement("li");
  line.append(button(words, () => select(field, start, end)));
  if (replacement) line.append(button("Ersetzen", () => insert(field, replacement, [start, end])));
  return line;
}

function button(words, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
  made.addEventListener("click", act);
  return made;
}

function select(field, start, end) {
  field.focus();
  field.setSelectionRange(start, end);
}

function insert(field, text, at) {
  field.dispatchEvent(new CustomEvent("editor:insert", { bubbles: true, detail: { text, at } }));
}

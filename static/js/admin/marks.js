// What the toolbar's buttons write: around the selection or, for whole paragraphs, before each of its lines.

const TOOLS = {
  bold: (words) => ({ text: `**${words || "fett"}**`, select: words || "fett" }),
  menu: (words) => ({ text: `*${words || "Extras → Konten"}*`, select: words || "Extras → Konten" }),
  heading: (words) => ({ text: `## ${words || "Überschrift"}`, select: words || "Überschrift", isBlock: true }),
  list: (words) => ({ text: eachLine(words || "Punkt", () => "- "), isBlock: true }),
  steps: (words) => ({ text: eachLine(words || "Klicken Sie auf „…“.", (number) => `${number}. `), isBlock: true }),
  hint: (words) => box("hinweis", words || "Was Leser leicht übersehen."),
  warning: (words) => box("achtung", words || "Was nicht rückgängig zu machen ist."),
  token: (words, token) => ({ text: token }),
};
const KEYS = { b: "bold" };

function box(name, words) {
  return { text: `::: ${name}\n${words}\n:::`, select: words, isBlock: true };
}

function eachLine(words, mark) {
  return words.split("\n").map((line, index) => mark(index + 1) + line).join("\n");
}

document.addEventListener("editor:tool", ({ target, detail: { tool, value } }) => {
  if (!TOOLS[tool]) return;
  const { selectionStart, selectionEnd } = target;
  const detail = TOOLS[tool](target.value.slice(selectionStart, selectionEnd), value);
  if (detail.isBlock && selectionEnd > selectionStart) insert(target, { text: "", at: [selectionStart, selectionEnd] });
  insert(target, detail);
});

document.addEventListener("keydown", (event) => {
  const tool = (event.ctrlKey || event.metaKey) && !event.altKey && KEYS[event.key];
  if (!tool || !event.target.matches(".markdownx-editor")) return;
  event.preventDefault();
  event.target.dispatchEvent(new CustomEvent("editor:tool", { bubbles: true, detail: { tool } }));
});

function insert(editor, detail) {
  editor.dispatchEvent(new CustomEvent("editor:insert", { bubbles: true, detail }));
}

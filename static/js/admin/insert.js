// Writes into an editor as typing would, so that Strg+Z takes it back:
// editor.dispatchEvent(new CustomEvent("editor:insert", { bubbles: true, detail: { text, at, isBlock, select } }));
// `at` is a place or a pair (from, to); without it the selection. A block stands alone, between empty lines, and within
// the step that it belongs to. `select` is a part of the text that is selected afterwards.

const STEP = /^(\s*)(?:[-*+]|\d{1,9}[.)])\s+/;
const ANCHOR_LINE = /(?:^|\n)\{#[^{}\n]*\}[ \t]*\n$/;

document.addEventListener("editor:insert", ({ target, detail }) => {
  const { text, at = [target.selectionStart, target.selectionEnd], isBlock, select } = detail;
  const [from, to] = [at].flat();
  if (isBlock) writeBlock(target, text, to ?? from);
  else write(target, text, from, to ?? from);
  if (!select) return;
  const start = target.value.lastIndexOf(select, target.selectionEnd);
  target.setSelectionRange(start, start + select.length);
});

function write(field, text, from, to) {
  field.focus();
  field.setSelectionRange(from, to);
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function writeBlock(field, text, at) {
  const place = blockPlace(field.value, at);
  const before = field.value.slice(0, place);
  const after = field.value.slice(place);
  const indent = indentOf(before);
  const lines = text.split("\n").map((line) => (line ? indent + line : line));
  write(field, gap(before, /\n*$/) + lines.join("\n") + gap(after, /^\n*/), place, place);
}

// At the start of a line before it, elsewhere behind it; never between a heading and the name that stands above it.
function blockPlace(value, at) {
  const start = value.lastIndexOf("\n", at - 1) + 1;
  const end = value.indexOf("\n", at);
  const place = value.slice(start, at).trim() ? (end < 0 ? value.length : end) : start;
  const anchor = ANCHOR_LINE.exec(value.slice(0, place));
  return anchor ? anchor.index + (anchor[0][0] === "\n" ? 1 : 0) : place;
}

function indentOf(before) {
  const line = before.trimEnd().split("\n").pop();
  return (STEP.exec(line)?.[0] ?? /^ {2,}/.exec(line)?.[0] ?? "").replace(/\S/g, " ");
}

function gap(beside, lineEnds) {
  return beside.trim() ? "\n".repeat(Math.max(0, 2 - lineEnds.exec(beside)[0].length)) : "";
}

// Keeps which answers were copied last, in this browser and never on the server, and offers them while nothing is searched.

const STORE = "desk.recent";
const MOST = 6;

const box = document.querySelector("[data-desk-recent]");
const query = document.querySelector("[data-desk-query]");
const results = document.querySelector("[data-desk-results]");
const [list, template] = box.querySelectorAll("ol, template");

const stored = () => JSON.parse(localStorage.getItem(STORE) ?? "[]");

function item({ path, title }) {
  // Imported, because a link in a template has no address to change.
  const row = document.importNode(template.content, true);
  row.querySelector("a").search = new URLSearchParams({ antwort: path });
  row.querySelector("[data-title]").textContent = title;
  return row;
}

function show() {
  list.replaceChildren(...stored().map(item));
  box.hidden = query.value.trim() || results.children.length || !list.children.length;
}

document.addEventListener("desk:copied", () => {
  const { deskPath: path, deskOpened: title } = document.querySelector("[data-desk-opened]").dataset;
  if (!path) return;
  const others = stored().filter((answer) => answer.path !== path);
  localStorage.setItem(STORE, JSON.stringify([{ path, title }, ...others].slice(0, MOST)));
  show();
});

query.addEventListener("input", show);
document.addEventListener("desk:loaded", show);
show();

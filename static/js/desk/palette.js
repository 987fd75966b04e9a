// Searches while typing; arrows walk the hits, Enter opens one, any letter goes back to the field.

const WAIT_MS = 90;

const pane = document.querySelector("[data-desk-search-pane]");
const query = document.querySelector("[data-desk-query]");
let timer;
let searched = query.value;
let opensFirst = false;

const send = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
const hits = () => [...pane.querySelectorAll("[data-desk-hit]")].filter((hit) => hit.offsetParent);

function search() {
  clearTimeout(timer);
  searched = query.value;
  send("desk:load", { url: `${query.form.action}?${new URLSearchParams({ q: searched })}`, panes: ["results"] });
}

function walk(step) {
  const stops = [query, ...hits()];
  const next = stops.indexOf(document.activeElement) + step;
  stops[Math.min(Math.max(next, 0), stops.length - 1)].focus();
}

query.addEventListener("input", () => {
  clearTimeout(timer);
  opensFirst = false;
  timer = setTimeout(search, WAIT_MS);
});

query.form.addEventListener("submit", (event) => {
  event.preventDefault();
  opensFirst = query.value !== searched;
  if (opensFirst) search();
  else hits()[0]?.click();
});

document.addEventListener("desk:loaded", ({ detail }) => {
  if (!detail.panes.includes("results")) return;
  const count = pane.querySelector("[data-desk-count]")?.dataset.deskCount;
  if (count) send("announce", { sentence: "found", value: count });
  if (opensFirst) hits()[0]?.click();
  opensFirst = false;
});

pane.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, summary, button")) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    walk(step);
  } else if (event.key.length === 1 && event.key !== " ") query.focus();
});

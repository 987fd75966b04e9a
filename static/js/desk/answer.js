// Opens a hit in the answer pane; there, single keys press buttons: A L F T M H copy, 1 to 9 choose the frame.

const FRAME = "desk.frame";

const desk = document.querySelector("[data-desk]");
const pane = document.querySelector("[data-desk-answer]");
const query = document.querySelector("[data-desk-query]");

const send = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
const frames = () => [...pane.querySelectorAll("[data-desk-frame]")];

function chooseFrame(key) {
  const chosen = frames().find((frame) => frame.value === key) ?? frames()[0];
  if (!chosen) return;
  chosen.checked = true;
  for (const letter of pane.querySelectorAll("[data-desk-letter]")) letter.hidden = letter.dataset.deskLetter !== chosen.value;
}

function goBack() {
  desk.removeAttribute("data-open");
  query.focus();
  query.select();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-desk-hit], [data-desk-back]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.matches("[data-desk-back]")) goBack();
  else send("desk:load", { url: link.href, panes: ["answer"] });
});

document.addEventListener("desk:loaded", ({ detail }) => {
  const opened = pane.querySelector("[data-desk-opened]");
  if (!opened || !detail.panes.includes("answer")) return;
  chooseFrame(localStorage.getItem(FRAME));
  pane.scrollTop = 0;
  send("announce", { sentence: "opened", value: opened.dataset.deskOpened });
  send("desk:opened");
});

pane.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-desk-frame]")) return;
  localStorage.setItem(FRAME, target.value);
  chooseFrame(target.value);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") goBack();
  if (event.ctrlKey || event.metaKey || event.altKey || !pane.contains(event.target)) return;
  if (event.target.matches("textarea")) return;
  const buttons = [...pane.querySelectorAll("[aria-keyshortcuts]")].filter((button) => button.offsetParent);
  const pressed = frames()[event.key - 1] ?? buttons.find((button) => button.ariaKeyShortcuts === event.key.toUpperCase());
  pressed?.click();
});

chooseFrame(localStorage.getItem(FRAME));

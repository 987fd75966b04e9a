// Suggests answers while typing: <form data-search data-suggest="address"> with an [data-search-input].
// The ARIA combobox pattern: the field keeps the focus, the arrow keys move through the list below it.

const PAUSE_MS = 120;

function optionFor({ title, place, url }, id) {
  const option = document.createElement("li");
  const where = Object.assign(document.createElement("span"), { className: "suggestions__place", textContent: place });
  option.append(title, where);
  Object.assign(option, { id, className: "suggestions__option", role: "option" });
  option.dataset.url = url;
  return option;
}

for (const form of document.querySelectorAll("[data-suggest]")) {
  const input = form.querySelector("[data-search-input]");
  const list = form.querySelector("[data-suggestions]");
  let timer;

  const chosen = () => list.querySelector("[aria-selected='true']");
  const choose = (option) => {
    for (const other of list.children) other.ariaSelected = String(other === option);
    input.setAttribute("aria-activedescendant", option?.id ?? "");
  };
  const show = (answers) => {
    list.replaceChildren(...answers.map((answer, i) => optionFor(answer, `${list.id}-${i}`)));
    list.hidden = !answers.length;
    input.ariaExpanded = String(!list.hidden);
    choose(null);
    const detail = { sentence: "suggested", value: answers.length };
    if (answers.length) document.dispatchEvent(new CustomEvent("announce", { detail }));
  };
  const ask = async () => {
    const asked = input.value.slice(0, 200);
    const words = asked.replace(/\S*@\S*/g, "").trim(); // no e-mail address stands in ours
    const address = `${form.dataset.suggest}?q=${encodeURIComponent(words)}`;
    const response = words.length > 1 ? await fetch(address).catch(() => null) : null;
    const { answers } = response?.ok ? await response.json() : { answers: [] };
    if (asked === input.value.slice(0, 200) && input === document.activeElement) show(answers);
  };
  // Each tells whether it has used the key.
  const keys = {
    ArrowDown: () => step(chosen()?.nextElementSibling ?? list.firstElementChild),
    ArrowUp: () => step(chosen()?.previousElementSibling ?? list.lastElementChild),
    Escape: () => !list.hidden && (show([]), true),
    Enter: () => chosen() && (location.assign(chosen().dataset.url), true),
  };
  const step = (option) => !list.hidden && (choose(option), true);

  Object.assign(input, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false" });
  input.setAttribute("aria-controls", list.id);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
  });
  input.addEventListener("keydown", (event) => keys[event.key]?.() && event.preventDefault());
  input.addEventListener("blur", () => show([]));
  list.addEventListener("mousedown", (event) => location.assign(event.target.closest("[data-url]").dataset.url));
}

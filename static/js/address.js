// Puts the reader's own address wherever the page shows the example: [data-address] shows it, [data-address-copy]
// copies it. It is kept for this tab only and never sent by this script.

const KEY = "address";
const COMPLETE = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;

const input = document.querySelector("[data-address-input]");
const state = document.querySelector("[data-address-state]");
const example = document.querySelector("[data-address]")?.textContent;

function show(typed) {
  const complete = COMPLETE.test(typed);
  const address = complete ? typed : example;
  for (const element of document.querySelectorAll("[data-address]")) element.textContent = address;
  for (const control of document.querySelectorAll("[data-address-copy]")) control.dataset.copy = address;
  return complete;
}

function report(typed, complete) {
  state.textContent = complete ? state.dataset.filled : "";
  state.toggleAttribute("data-filled-in", complete);
}

// Private windows may refuse to keep anything; the page works all the same.
function kept() {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function keep(typed) {
  try {
    sessionStorage.setItem(KEY, typed);
  } catch {
    // nothing to do: it is then typed again on the next page
  }
}

if (example) {
  const before = kept();
  const complete = show(before);
  if (input) {
    input.value ||= before;
    report(before, complete);
    input.addEventListener("input", () => {
      const typed = input.value.trim();
      report(typed, show(typed));
      keep(typed);
    });
    input.addEventListener("change", () => {
      const typed = input.value.trim();
      if (typed && !COMPLETE.test(typed)) state.textContent = state.dataset.unfinished;
    });
  }
}

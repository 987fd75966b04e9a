// Asks the copy editor for hints, a moment after the last letter; hint-list.js shows them ("editor:hints", all of the form).

const place = document.querySelector("[data-hints]");
const form = place && document.querySelector("#content-main > form[id$=_form]");
const PAUSE_MS = 1_200;
let timer;
let running = new AbortController();

async function ask() {
  running.abort();
  running = new AbortController();
  const body = new FormData(form);
  body.set("_path", location.pathname);
  try {
    const headers = { "X-Unattended": "1" }; // typing keeps the session alive by itself
    const response = await fetch(place.dataset.hints, { method: "POST", body, headers, signal: running.signal });
    if (response.status !== 200) return; // 204 after the session's end: session.js tells
    const { hints } = await response.json();
    form.dispatchEvent(new CustomEvent("editor:hints", { bubbles: true, detail: hints }));
  } catch {
    // Superseded, or away for a moment: the next letter asks again.
  }
}

if (form) {
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
  });
  addEventListener("load", ask);
}

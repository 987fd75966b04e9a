// Tells the site that a form is open, and what is typed in it, so that neither a closed window nor a colleague costs a text.
// The answer says who else is writing there, and how long the log-in lasts.

const place = document.querySelector("[data-open-form]");
const form = place && document.querySelector("#content-main > form[id$=_form]");
const ALIVE_MS = 30_000;
const TYPED_MS = 3_000;
let timer;
let running = new AbortController();

async function tell(body, headers = {}) {
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("_path", location.pathname);
  const { signal } = running;
  try {
    const response = await fetch(place.dataset.openForm, { method: "POST", body, headers, signal });
    if (!response.ok) return;
    const { others, seconds_left: seconds, kept_at: keptAt } = await response.json();
    if (place.querySelector("[data-others]").textContent !== others) place.querySelector("[data-others]").textContent = others;
    if (keptAt) place.querySelector("[data-kept]").textContent = `Zwischengespeichert um ${keptAt} Uhr.`;
    document.dispatchEvent(new CustomEvent("session:seconds", { detail: seconds }));
  } catch {
    // Away for a moment: the next sign of life, or the next letter, tries again.
  }
}

// Only who types keeps the log-in alive; a form that merely stands open does not.
const sayAlive = () => document.visibilityState === "visible" && tell(new FormData(), { "X-Unattended": "1" });

function keepTyped() {
  clearTimeout(timer);
  timer = setTimeout(() => tell(new FormData(form)), TYPED_MS);
}

if (form) {
  form.addEventListener("input", keepTyped);
  form.addEventListener("change", keepTyped);
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.submitter?.formTarget === "_blank") return;
    clearTimeout(timer);
    running.abort(); // what is saved needs no copy
    running = new AbortController();
  });
  addEventListener("pagehide", () => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("_path", location.pathname);
    body.set("_gone", "1");
    navigator.sendBeacon(place.dataset.openForm, body);
  });
  sayAlive();
  setInterval(sayAlive, ALIVE_MS);
}

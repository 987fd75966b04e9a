// Loads a page of the desk and exchanges the panes that changed:
// document.dispatchEvent(new CustomEvent("desk:load", { detail: { url, panes: ["results"], body } }));
// A "desk:loaded" with the same detail follows, unless something else was asked for in between.

const desk = document.querySelector("[data-desk]");
const trouble = document.querySelector("[data-desk-trouble]");
let running = new AbortController();

const pane = (name, root = document) => root.querySelector(`[data-desk-${name}]`);

async function fetched({ url, body }, signal) {
  const response = await fetch(url, { method: body ? "POST" : "GET", body, signal });
  // Signed out meanwhile: the page itself leads to the login and back.
  if (response.redirected) location.reload();
  if (!response.ok) throw new Error(response.status);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

document.addEventListener("desk:load", async ({ detail }) => {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  try {
    const page = await fetched(detail, signal);
    if (signal.aborted) return;
    for (const name of detail.panes) pane(name).replaceChildren(...pane(name, page).childNodes);
    trouble.hidden = true;
  } catch {
    trouble.hidden = signal.aborted;
    return;
  }
  if (detail.panes.includes("answer")) desk.toggleAttribute("data-open", Boolean(pane("opened")));
  document.dispatchEvent(new CustomEvent("desk:loaded", { detail }));
});

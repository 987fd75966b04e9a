// Keeps visited answers and the settings for days without net. It sends nothing, notes nothing, and never keeps
// searches, messages or the editors' pages. Pages come from the net first, so a kept one is only ever a reserve.

const KEPT = {% json_ld kept %};
const NEVER = {% json_ld never %};
const OFFLINE = "{{ offline }}";
const STATIC = "{{ static }}";
const STORE = "hilfe-{{ version }}";
const MOST_PAGES = 100;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(KEPT)).then(() => self.skipWaiting()));
});

// A new release starts afresh: nothing of an older one is ever mixed in.
self.addEventListener("activate", (event) => {
  const forget = async () => {
    for (const name of await caches.keys()) if (name !== STORE) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(forget());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || NEVER.some((start) => pathname.startsWith(start))) return;
  if (request.method === "GET" && pathname.startsWith(STATIC)) event.respondWith(file(request));
  else if (request.mode === "navigate" || request.destination === "style") event.respondWith(page(request));
});

async function page(request) {
  try {
    const answer = await fetch(request);
    if (isKeepable(request, answer)) await keep(request, answer.clone());
    return answer;
  } catch {
    const store = await caches.open(STORE);
    const kept = request.method === "GET" && (await store.match(request, { ignoreSearch: true }));
    return kept || (await store.match(OFFLINE));
  }
}

// Names of files change with their content: what is kept is right.
async function file(request) {
  const store = await caches.open(STORE);
  const kept = await store.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await store.put(request, answer.clone());
  return answer;
}

function isKeepable(request, answer) {
  const isPublic = (answer.headers.get("Cache-Control") ?? "").includes("public");
  return request.method === "GET" && answer.ok && !answer.redirected && isPublic && !new URL(request.url).search;
}

async function keep(request, answer) {
  const store = await caches.open(STORE);
  await store.put(request, answer);
  const pages = (await store.keys()).filter(({ url }) => !KEPT.includes(new URL(url).pathname));
  for (const old of pages.slice(0, Math.max(0, pages.length - MOST_PAGES))) await store.delete(old);
}

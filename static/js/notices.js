// Says a notice that stands on every page to screen readers, once in a session.

const PREFIX = "gesagt:";

function isNew(name) {
  try {
    if (sessionStorage.getItem(PREFIX + name)) return false;
    sessionStorage.setItem(PREFIX + name, "1");
    return true;
  } catch {
    return false; // without a memory it would be said on every page
  }
}

const fresh = [...document.querySelectorAll("[data-notice]")].filter((notice) => isNew(notice.dataset.notice));
if (fresh.length) {
  const value = fresh.map((notice) => notice.querySelector("strong").textContent).join(" ");
  document.dispatchEvent(new CustomEvent("announce", { detail: { sentence: "notices", value } }));
}

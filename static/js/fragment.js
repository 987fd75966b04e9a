// A fragment never reaches the server. When a page has no such anchor any more, ask the server for its address as a path
// and go where that leads; what never was an anchor changes nothing. An anchor whose text stands elsewhere
// (data-elsewhere) is for readers without this script. Ids of the page around the text begin with "_". [data-fragments-at] names the path it lies below.

const ANCHOR = /^[a-z0-9]+(?:[-.]+[a-z0-9]+)*$/;
const CODE = /^code-/;

const page = document.querySelector("[data-fragments-at]");

function pathOf(name) {
  if (CODE.test(name)) return `/fehlercode/${name.replace(CODE, "")}/`;
  return `${page.dataset.fragmentsAt}${name.replace("--", "/")}/`;
}

async function follow() {
  const name = location.hash.slice(1);
  const here = document.getElementById(name);
  if (!ANCHOR.test(name) || (here && !("elsewhere" in here.dataset))) return;
  if (document.getElementById(`_${name}`)) {
    location.replace(`#_${name}`);
    return;
  }
  const path = pathOf(name);
  const answer = await fetch(path, { method: "HEAD" });
  // 410 is an answer, too: its page says what replaces the text.
  if (answer.ok || answer.status === 410) location.replace(path);
}

if (page) {
  follow();
  addEventListener("hashchange", follow);
}

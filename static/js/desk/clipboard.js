// Copies a form of the answer as formatted and as plain text at once, so that every field takes what it can:
// <button data-desk-copy="answer" data-plain="id of a textarea" data-rich="id of formatted text">
// The form used last is remembered: it has the focus when the next answer opens, so Enter copies it.

const LAST = "desk.form";
const SHOWN_FOR_MS = 2500;

const send = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

function formatsOf({ plain, rich }) {
  const formats = { "text/plain": document.getElementById(plain).value };
  if (rich) formats["text/html"] = document.getElementById(rich).innerHTML.trim();
  return formats;
}

// Without https, or in a browser without ClipboardItem: the copy command, whose event takes several formats, too.
function copyByCommand(formats) {
  const fill = (event) => {
    event.preventDefault();
    for (const [type, text] of Object.entries(formats)) event.clipboardData.setData(type, text);
  };
  document.addEventListener("copy", fill, { once: true });
  const copied = document.execCommand("copy");
  document.removeEventListener("copy", fill);
  return copied;
}

async function copy(formats) {
  try {
    const blobs = Object.entries(formats).map(([type, text]) => [type, new Blob([text], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return copyByCommand(formats);
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-desk-copy]");
  if (!button) return;
  const copied = await copy(formatsOf(button.dataset));
  button.focus();
  send("announce", { sentence: copied ? "copied" : "notCopied", value: button.querySelector(".copy__before").textContent });
  if (!copied) return;
  localStorage.setItem(LAST, button.dataset.deskCopy);
  send("desk:copied");
  button.dataset.copied = "";
  setTimeout(() => delete button.dataset.copied, SHOWN_FOR_MS);
});

document.addEventListener("desk:opened", () => {
  const buttons = [...document.querySelectorAll("[data-desk-copy]")].filter((button) => button.offsetParent);
  const last = buttons.find((button) => button.dataset.deskCopy === localStorage.getItem(LAST));
  (last ?? buttons[0])?.focus();
});

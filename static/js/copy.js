// Copies a value: <button data-copy="mail.example.org">, the text of another element: <button data-copy-from="id">,
// or the address of a link: <a href="/faq/pop3-imap/imap/" data-copy-link>. data-copied marks success for a while.

const SHOWN_FOR_MS = 2500;

function textOf(control) {
  if (control.hasAttribute("data-copy-link")) return control.href;
  if (control.dataset.copyFrom) return document.getElementById(control.dataset.copyFrom).innerText.trim();
  return control.dataset.copy;
}

// Pages opened without https have no clipboard interface; the older way still works there.
function copyBySelection(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

document.addEventListener("click", async (event) => {
  const control = event.target.closest("[data-copy], [data-copy-from], [data-copy-link]");
  // With a modifier a link is a link: new tab, new window, download.
  if (!control || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();

  const text = textOf(control);
  const copied = await copy(text);
  control.focus();
  if (copied) {
    control.dataset.copied = "";
    setTimeout(() => delete control.dataset.copied, SHOWN_FOR_MS);
  }
  const sentence = copied ? "copied" : "notCopied";
  document.dispatchEvent(new CustomEvent("announce", { detail: { sentence, value: text } }));
});

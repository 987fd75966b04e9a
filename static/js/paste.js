// Fills a field from the clipboard: <button data-paste="id of the field" hidden>, shown where the browser can.

for (const button of document.querySelectorAll("[data-paste]")) {
  const field = document.getElementById(button.dataset.paste);
  if (!field || !navigator.clipboard?.readText) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      field.value = await navigator.clipboard.readText();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } catch {
      // refused: the reader pastes by hand
    }
    field.focus();
  });
}

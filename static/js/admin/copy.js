// <button data-copy="https://…">: copies its value and says so on itself.

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Kopiert";
  } catch {
    getSelection().selectAllChildren(button.previousElementSibling);
    button.textContent = "Markiert: Strg+C";
  }
  setTimeout(() => (button.textContent = label), 2500);
});

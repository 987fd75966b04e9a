// Filters tables and lists while typing: <input data-filter="id another-id" data-filter-status="output-id">.
// What has no matching row is hidden together with its section.

function rowsOf(input) {
  return input.dataset.filter
    .split(" ")
    .flatMap((id) => [...document.getElementById(id).querySelectorAll("[data-filter-row]")]);
}

function apply(input) {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = rowsOf(input);
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  }
  for (const section of document.querySelectorAll("[data-filter-section]")) {
    section.hidden = !section.querySelector("[data-filter-row]:not([hidden])");
  }
  const shown = rows.filter((row) => !row.hidden).length;
  const status = document.getElementById(input.dataset.filterStatus);
  status.textContent = words.length ? `${shown} ${status.dataset.of} ${rows.length} ${status.dataset.unit}` : "";
}

for (const input of document.querySelectorAll("[data-filter]")) {
  input.addEventListener("input", () => apply(input));
  // A browser may keep what was typed when the reader comes back.
  if (input.value) apply(input);
}

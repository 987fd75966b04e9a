// Django's fields that suggest rows (select2) do not say what they are for; a link to one leads to the select that they hide.

const suggesting = document.querySelectorAll("select.admin-autocomplete");

for (const select of suggesting) {
  select.dataset.placeholder = select.multiple ? "Titel tippen" : "Nichts gewählt";
  if (select.multiple) select.dataset.allowClear = "false"; // one click would drop all
}
window.django?.jQuery?.(() => suggesting.forEach(nameParts)); // after Django's own start of these fields

function nameParts(select) {
  const name = select.labels[0].textContent.replace(/:\s*$/, "");
  const nameAll = (root, parts) => root.querySelectorAll(parts).forEach((part) => part.setAttribute("aria-label", name));
  const field = select.nextElementSibling;
  field.querySelectorAll("[aria-labelledby]").forEach((part) => part.removeAttribute("aria-labelledby"));
  nameAll(field, "[role=combobox], [role=textbox], [role=searchbox]");
  select.addEventListener("focus", () => field.querySelector("[role=searchbox], [role=textbox], [role=combobox]").focus());
  window.django.jQuery(select).on("select2:open", () => nameAll(document, ".select2-dropdown [role=searchbox]"));
}

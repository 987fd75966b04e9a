// Lets a file be dropped anywhere on a form: <form data-drop> with one file input. The input takes the file,
// so that sending works as always; a file chosen or dropped empties the text field it would compete with.

for (const form of document.querySelectorAll("[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  const text = form.querySelector("textarea");
  let depth = 0;

  const hasFile = (event) => event.dataTransfer?.types.includes("Files");

  const mark = (step) => {
    depth = Math.max(0, depth + step);
    form.toggleAttribute("data-dragging", depth > 0);
  };

  form.addEventListener("dragenter", (event) => hasFile(event) && mark(1));
  form.addEventListener("dragleave", (event) => hasFile(event) && mark(-1));
  form.addEventListener("dragover", (event) => {
    if (hasFile(event)) event.preventDefault();
  });
  form.addEventListener("drop", (event) => {
    if (!hasFile(event) || event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    mark(-depth);
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.addEventListener("change", () => {
    if (input.files.length) text.value = "";
    input.focus();
  });
}

// Says above an editor what went wrong, or nothing:
// editor.dispatchEvent(new CustomEvent("editor:say", { bubbles: true, detail: "Das Bild ist beschädigt." }));

document.addEventListener("editor:say", ({ target, detail }) => {
  const parent = target.closest(".markdownx");
  let message = parent.querySelector(".editor-message");
  if (!message) {
    message = document.createElement("p");
    message.className = "editor-message errornote";
    message.setAttribute("role", "alert");
    parent.prepend(message);
  }
  message.textContent = detail;
  message.hidden = !detail;
});

// A toolbar above each Markdown editor, from the page's <template data-toolbar>: one stop for Tab, then arrow keys.
// A button says what it does by data-tool; "editor:tool" tells the editor's other scripts.

const template = document.querySelector("template[data-toolbar]");

for (const editor of template ? document.querySelectorAll(".markdownx-editor") : []) {
  const toolbar = template.content.firstElementChild.cloneNode(true);
  toolbar.setAttribute("aria-label", `${template.dataset.toolbar} ${editor.labels[0]?.textContent.replace(/:\s*$/, "") ?? ""}`);
  offerTools(toolbar, editor.dataset.tools);
  offerTokens(toolbar.querySelector("[data-tool=token]"), editor.dataset.tokens);
  editor.parentElement.prepend(toolbar);
  start(toolbar, editor);
}

// All, or those that the field takes.
function offerTools(toolbar, tools) {
  if (!tools) return;
  for (const tool of toolbar.querySelectorAll("[data-tool]")) {
    if (!tools.split(" ").includes(tool.dataset.tool)) tool.remove();
  }
}

function offerTokens(select, tokens) {
  if (!tokens) return select?.remove();
  select.append(...tokens.split(" ").map((token) => new Option(token)));
}

function start(toolbar, editor) {
  const tools = [...toolbar.querySelectorAll("[data-tool]")];
  const focus = (tool) => tools.forEach((other) => (other.tabIndex = other === tool ? 0 : -1));
  focus(tools[0]);
  toolbar.addEventListener("focusin", ({ target }) => focus(target));
  toolbar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    tools.at((tools.indexOf(event.target) + step) % tools.length).focus();
  });
  toolbar.addEventListener("click", ({ target }) => {
    const tool = target.closest("button[data-tool]");
    if (tool) tell(editor, tool.dataset.tool);
  });
  toolbar.addEventListener("change", ({ target }) => {
    if (!target.matches("select[data-tool]")) return;
    tell(editor, target.dataset.tool, target.value);
    target.selectedIndex = 0;
  });
}

function tell(editor, tool, value) {
  editor.dispatchEvent(new CustomEvent("editor:tool", { bubbles: true, detail: { tool, value } }));
}

// Uploads pictures and writes them into an editor, each on a line of its own:
// editor.dispatchEvent(new CustomEvent("editor:pictures", { bubbles: true, detail: { files, at } }));

const FAILED = "Das Bild ist nicht angekommen. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.";

document.addEventListener("editor:pictures", async ({ target, detail }) => {
  say(target, "");
  let at = detail.at;
  for (const file of detail.files) {
    const before = target.value;
    try {
      const text = await uploaded(target, file);
      insert(target, text, moved(at, before, target.value));
      at = target.selectionEnd;
    } catch (error) {
      say(target, error.message);
    }
  }
});

async function uploaded(editor, file) {
  const body = new FormData();
  body.append("image", file);
  body.append("csrfmiddlewaretoken", editor.form.elements.csrfmiddlewaretoken.value);
  editor.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(editor.dataset.markdownxUploadUrlsPath, { method: "POST", body });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.image?.join(" ") ?? answer.error);
    return answer.image_code;
  } catch (error) {
    throw error instanceof SyntaxError || error instanceof TypeError ? new Error(FAILED) : error;
  } finally {
    editor.removeAttribute("aria-busy");
  }
}

// Where a place is after what was typed while the picture was on its way.
function moved(at, before, now) {
  if (now.startsWith(before.slice(0, at))) return at;
  if (now.endsWith(before.slice(at))) return now.length - (before.length - at);
  return now.length;
}

function insert(editor, text, at) {
  const select = text.slice(2, text.indexOf("]"));
  editor.dispatchEvent(new CustomEvent("editor:insert", { bubbles: true, detail: { text, at, isBlock: true, select } }));
}

function say(editor, sentence) {
  editor.dispatchEvent(new CustomEvent("editor:say", { bubbles: true, detail: sentence }));
}

// The desk's behaviours, one per file; they talk by events. None is needed to find an answer and to mark its text.
// collectstatic puts the imported files in place of these lines (faq/static_files.py).
import "./announce.js";
import "./desk/load.js";
import "./desk/palette.js";
import "./desk/answer.js";
import "./desk/clipboard.js";
import "./desk/message.js";
import "./desk/recent.js";
import "./desk/bookmarklet.js";

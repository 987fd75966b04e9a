// The behaviours of the public site, one per file. None of them is needed to read a page or send a form.
// collectstatic puts the imported files in place of these lines (faq/static_files.py).
import "./announce.js";
import "./copy.js";
import "./shortcut.js";
import "./suggest.js";
import "./whole.js";
import "./filter.js";
import "./address.js";
import "./drop.js";
import "./fragment.js";
import "./state.js";
import "./notices.js";
import "./paste.js";
import "./offline.js";

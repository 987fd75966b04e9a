// The admin's behaviours of our own, one per file; they talk by events. A text can be written and saved without any of them.
// collectstatic puts the imported files in place of these lines (faq/web/static_files.py).
import "./admin/copy.js";
import "./admin/named-fields.js";
import "./admin/preview.js";
import "./admin/say.js";
import "./admin/insert.js";
import "./admin/toolbar.js";
import "./admin/marks.js";
import "./admin/pictures.js";
import "./admin/picture-places.js";
import "./admin/search-dialog.js";
import "./admin/submit-once.js";
import "./admin/leave.js";
import "./admin/open-form.js";
import "./admin/session.js";
import "./admin/hints.js";
import "./admin/hint-list.js";

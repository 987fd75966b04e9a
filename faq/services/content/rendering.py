"""An entry as one Markdown document."""

from faq.models import Entry, site_url


def markdown_document(entry: Entry) -> str:
    """An entry as one Markdown text, with its permalink."""
    parts = [
        f"# {entry.title}",
        entry.filled("short_answer").strip(),
        entry.filled("body").strip(),
        f"Quelle: {site_url()}{entry.get_absolute_url()}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"

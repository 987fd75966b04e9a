"""What an import did, or would do, in lines for a shell."""

from collections.abc import Iterator

from faq.services.content.transfer import Transfer

SIGNS = {"same": " ", "removed": "-", "added": "+"}


def lines_of(found: Transfer, *, applied: bool) -> Iterator[str]:
    """Rows by what happens to them, each changed text word by word, and the numbers."""
    for outcome, names in sorted(found.summary.outcomes.items()):
        if outcome != "unchanged":
            yield f"{outcome}: {', '.join(names)}"
    for change in found.changes:
        yield f"{change.name}, {change.field}:"
        for piece in change.pieces:
            if piece.kind != "same":
                yield f"  {SIGNS[piece.kind]} {piece.text.strip()}"
    for name in found.pictures:
        yield f"picture: {name}"
    yield (
        f"{found.summary.count('created')} created, {found.summary.count('updated')} updated, "
        f"{found.summary.count('unchanged')} unchanged, {len(found.pictures)} pictures."
    )
    if not applied and not found.is_nothing:
        yield "Nothing was changed yet. Repeat with --apply to do it."

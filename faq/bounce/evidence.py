"""Which words of an answer give the reason? Not the frame around it, not the advice behind it."""

import re

# What a server writes before its reason, or instead of one: it counts only where nothing else is.
# "Sender address rejected:" stays, it says whose address the reason speaks of.
_FRAME = re.compile(
    r"recipient address(?:es)? rejected: |requested (?:mail )?action (?:not taken|aborted):? ?"
    r"(?:mailbox unavailable|exceeded storage allocation)?(?: ?[245]\d\d)? "
    r"|transaction failed (?=[245]\d\d)|error: |delivery error: "
)
# Whom to ask and where to read on: "contact your internet service provider", links, legal texts.
_ADVICE = re.compile(
    r"(?:for (?:more|further) (?:information|details|help)|to learn (?:about|more)|please visit"
    r"|please contact|please see|please refer|visit https?:|see https?:"
    r"|if you (?:believe|feel|think)|weitere informationen"
    r"|bitte wenden sie sich|\(in reply to )[^\n]{0,400}"
)
_LEAST = 8  # letters of a reason


def reason(said: str) -> str:
    """Return what is left of ``said`` (lower case, one line) without frame and advice, or all."""
    bare = _FRAME.sub(" ", said)
    bare = _ADVICE.sub(" ", bare)
    letters = sum(char.isalpha() for char in bare)
    return bare if letters >= _LEAST else said

"""Which way did mail go that did not get through? By the grammar of each clause, not by its topic.

"Ich kann nicht senden", "mir kann keiner schreiben", "meine Mail kommt nicht an" and "bei mir kommt
nichts an" share their words; who does something, and to whom, tells them apart.
"""

import re
from enum import StrEnum

_TEXT_LIMIT = 1_500


class Flow(StrEnum):
    """What does not get through, seen from the reader."""

    OUT = "out"  # nothing leaves
    TO_THEM = "to-them"  # it left and did not arrive
    TO_ME = "to-me"  # a certain sender's does not arrive
    IN = "in"  # nothing arrives
    OPEN = "open"  # something does not arrive, here or there


_CLAUSE = re.compile(
    r"[.!?;,:]+(?: |$)| (?:aber|und|obwohl|weil|sondern|jedoch|and|but|although|because) "
)
_NOT = re.compile(
    r"\b(?:nicht|nichts|nix|nie|niemals|niemand|keine?[nmrs]?|kein|net|ned|nit|kaum|weder|not"
    r"|no|nothing|never|none|nobody|cannot|unable)\b|n't\b|\b(?:dont|doesnt|cant|isnt|wont|arent)\b"
)
_OUT = re.compile(
    r"\b(?:ver|ab|weg)?(?:send(?:e|en|et|est|ing|s)?|gesendet|gesandt|(?:ver|ab)?schick(?:e|en|t|st)?"
    r"|(?:ver|ab)?geschickt|schreib(?:e|en|t|st)?|geschrieben|raus\w*|hinaus\w*"
    r"|mailen|antworten|sent|write|go out|goes out|going out|leaves?)\b"
)
_ARRIVES = re.compile(
    r"\b(?:an)?(?:komm(?:e|en|t)?|gekommen|kam(?:en)?|ankam(?:en)?|rein\w*|durchkommen|arriv\w+"
    r"|landen|landet|gets? through|come|comes|coming)\b"
)
_GETS = re.compile(
    r"\b(?:bekomm(?:e|en|t)?|bekam(?:en)?|krieg(?:e|en|t)?|gekriegt|erh(?:ä|ae)lt|erhalten?|erhalte"
    r"|empfang(?:e|en)|empf(?:ä|ae)ngt|erreich(?:e|en|t)?|receiv\w+|gets?|getting|got)\b"
)
# Their doing: a third person as the subject.
_THEY = (
    r"(?:er|sie|es|man|jeder|niemand|keiner|alle|viele|einige|leute|andere|kunden?|kundin(?:nen)?"
    r"|empf(?:ä|ae)nger\w*|absender\w*|mandant\w*|patient\w*|lieferant\w*|partner\w*|kolleg\w+|chefin?"
    r"|freund\w*|bank|firma|amt|finanzamt|steuerberater\w*|anwalt|b(?:ü|ue)ro|mutter|vater|sohn|tochter"
    r"|frau|mann|herr|customers?|clients?|people|others|they|he|she|someone|everyone|nobody"
    r"|recipients?|senders?|gmx|web\.de|gmail|outlook\.com|hotmail|t-online|telekom|yahoo|icloud)"
)
_AT_ME = re.compile(r"\b(?:bei (?:mir|uns)|(?:mein|unser)\w* postf\w+|my (?:inbox|mailbox)|here)\b")
_TO_ME = re.compile(r"(?<!bei )(?<!von )\b(?:mir|mich|uns)\b|\b(?:to|reach) (?:me|us)\b")
_ME = re.compile(r"\b(?:ich|wir|i|we)\b")
_AT_THEM = re.compile(
    r"\b(?:beim|an (?:den|die|das|einen?|eine[rn]?|alle)|ans"
    r"|bei (?:der|den|dem|einem|einer|allen|(?!mir|uns)[\w.-]+)"
    r"|(?:to|by|at) (?!me\b|us\b)[\w.-]+)\b"
)
_TO_SOME = re.compile(r"\ban (?!(?:mich|uns|was|wen|seit|wenn|ob)\b)\w|\bto (?!me\b|us\b)\w")
_THEIRS = re.compile(rf"\b{_THEY}\b")
_MINE = re.compile(
    r"\b(?:meine?[rnms]?|unsere?[rnms]?|my|our|was ich|what i) (?:\S{1,20} ){0,2}?"
    r"(?:\S{0,20}mails?|\S{0,20}nachricht\w*|rechnung\w*|angebot\w*|messages?|newsletter|invoices?"
    r"|antwort\w*|post)\b"
)
_FROM = re.compile(r"\b(?:von|vom|from) ")
_SUBJECTLESS = re.compile(r"\b(?:bekomme?|kriege?|erhalte?|empfange|empfangen)\b")


def flow(said: str) -> Flow | None:
    """Return what does not get through by the first clause that says so; None where none does.

    ``said`` is the text (lower case, one line).
    """
    for clause in _CLAUSE.split(said[:_TEXT_LIMIT]):
        found = _of_clause(clause) if is_negated(clause) else None
        if found:
            return found
    return None


def is_negated(said: str) -> bool:
    """Return whether ``said`` (lower case, one line) says of something that it is not so."""
    return _NOT.search(said) is not None


def _of_clause(clause: str) -> Flow | None:
    if _OUT.search(clause):
        if _TO_ME.search(clause) and not _ME.search(clause):
            return Flow.TO_ME
        return Flow.TO_THEM if _TO_SOME.search(clause) else Flow.OUT
    if _GETS.search(clause):
        if _THEIRS.search(clause) and not _ME.search(clause) and not _SUBJECTLESS.search(clause):
            return Flow.TO_ME if _TO_ME.search(clause) else Flow.TO_THEM
        return Flow.TO_ME if _FROM.search(clause) else Flow.IN
    if _ARRIVES.search(clause):
        if _AT_ME.search(clause) or _TO_ME.search(clause):
            return Flow.IN
        if _MINE.search(clause) or _AT_THEM.search(clause):
            return Flow.TO_THEM
        return None if _ME.search(clause) else Flow.OPEN  # who comes himself is no mail
    return None

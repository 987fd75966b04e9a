"""What about a text tells which kind it is? Structure first, then words, sentence by sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from faq.bounce.dsn import recipient_fields
from faq.bounce.flow import flow, is_negated
from faq.bounce.fraud import suspicion
from faq.bounce.letters import letter_weight
from faq.bounce.message import Message
from faq.bounce.phrases import Phrases, indexed, normal, read_phrases
from faq.bounce.report import Report
from faq.bounce.topics import topics
from faq.bounce.transcript import Transcript, squeezed

_TEXT_LIMIT = 6_000
_QUESTION_LIMIT = 60  # words
_SENTENCE_LIMIT = 80
_BETWEEN = "\x1f"  # stands in no text that anybody can read
# A window's title has no full stop; a blank line or a colon before a quotation ends it.
# Whoever puts an article before it speaks of such a notice; the notice itself says what it is.
_NOTICE_NAMED = re.compile(
    r"(?<!ist )(?<!is )(?<!erhalten )"
    r"\b(?:d(?:ie|er|en)|(?:[kms]?ein|unser|ihr)e?r?|an?|the|my|our|no)\s+"
    r"(?:automati(?:c|sche)|abwesenheit|auto-?(?:re(?:ply|spon)|antwort)|vacation|out[ -]of)"
)
_SENTENCE_END = re.compile(r"[.!?][\"')]?\s+|\n\s*\n|:\s*\n|:\s*\"")
_HEXADECIMAL = re.compile(r"\b0x(8[0-9a-f]{7})\b")
_LINK = re.compile(r"https?://|\bwww\.|-> ")
# The answer of a server as only transcripts write it: who said it, and a code behind it.
_SAID = re.compile(
    r"\bsaid: ?[\"']?[45]\d\d|\bhost \S{1,190} said:|<<< [45]\d\d|status=(?:deferred|bounced)"
)
_EXCEPTION = re.compile(r"\b[a-z.$]{2,80}exception\b")
# What only servers of mailboxes answer (POP3, IMAP): no carrier of mail says so.
_MAILBOX_SERVER = re.compile(
    r"-err\b|\[(?:alert|unavailable|authenticationfailed|overquota|inuse)\]"
)
# In German, programs say in the passive what they could not do; servers speak English.
_PASSIVE = re.compile(
    r"\b(?:konnten?|kann|können) (?:\S{1,30} ){0,8}nicht (?:\S{1,30} ){1,4}(?:werden|worden)\b"
)
# "Mailadressen", "Firmenmail", "Gmail": any word with it.
_MAIL = re.compile(r"mail")
_ANSWER = re.compile(r"\s*[45]\d\d[ -]\S")
# What can be clicked, as it comes along when a window is copied: at the end, or side by side.
_BUTTONS = re.compile(
    r"\[[^\[\]\n]{2,30}\] +\[[^\[\]\n]{2,30}\]"
    r"|\n ?(?:ok|abbrechen|schließen|wiederholen|erneut versuchen|nochmals versuchen"
    r"|details|ignorieren|bearbeiten|fortsetzen|cancel|close|retry|try again|dismiss|continue"
    r"|edit)[ \n]*$"
)
_QUESTION = re.compile(
    r"(?:wo|wie|was|wann|wer|woran|womit|warum|wieso|weshalb|welche\w?|how|what|where|why|which) "
)
_FORM_FIELD = re.compile(r"\n ?[a-z-]{4,16}: {2,}\S|\[x\]|[•*]{4,}")


@dataclass(frozen=True, slots=True)
class Signs:
    """What was found.

    ``said`` are sections of ``data/signs.txt`` in sentences in which nobody says "I", ``told``
    those in which somebody says "I" or "we" (a firm says "we", too); ``hexadecimal`` the codes of
    Windows programs as they stand in the text. ``has_said_code`` and ``has_said_address`` are about
    sentences of the first kind; ``suspicion`` is what `faq.bounce.fraud` finds, ``letter`` what
    `faq.bounce.letters` does. ``is_typed``: there is no capital letter; ``is_stuck``: mail is said
    not to get through; ``has_topic``: there is something the site knows about;
    ``is_negated``: something is not so; ``names_notice``: an automatic reply is spoken of.
    """

    said: frozenset[str]
    told: frozenset[str]
    hexadecimal: tuple[str, ...]
    has_fields: bool
    has_answer: bool
    has_said_code: bool
    has_enhanced_code: bool
    has_code: bool
    has_said_address: bool
    has_link: bool
    is_question: bool
    is_from_mailer: bool
    words: int
    names_own_host: bool
    suspicion: int
    letter: int
    is_typed: bool
    is_stuck: bool
    has_topic: bool
    is_negated: bool
    has_buttons: bool
    names_notice: bool
    begins_with_code: bool

    @property
    def everywhere(self) -> frozenset[str]:
        """Sections in any sentence."""
        return self.said | self.told

    @property
    def is_personal(self) -> bool:
        """Whether a person speaks of himself."""
        return "person" in self.told


def signs(
    message: Message, report: Transcript, found: Report, own_hosts: Iterable[str] = ()
) -> Signs:
    """Return the signs in the first pages of the text; ``found`` is what was analysed of it."""
    plain = report.plain[:_TEXT_LIMIT]
    hosts = tuple(own_hosts)
    sentences = _sentences(plain)
    normals = _normals(sentences)
    parts = _sections(normals, sentences)
    codes = {part for code in found.codes for part in (code.reply, code.enhanced) if part}
    has_fields = bool(recipient_fields(report))
    has_answer = _SAID.search(plain) is not None
    has_enhanced_code = any(code.enhanced for code in found.codes)
    hexadecimal = hexadecimal_codes(report.text[:_TEXT_LIMIT])
    is_letter = not (has_fields or has_answer or has_enhanced_code or hexadecimal)
    words = len(plain.split())
    is_short = is_letter and words <= _QUESTION_LIMIT
    told = squeezed(plain) if is_short else ""
    return Signs(
        said=_union(part for part in parts if "person" not in part),
        told=_union(part for part in parts if not part.isdisjoint({"person", "we"})),
        hexadecimal=hexadecimal,
        has_fields=has_fields,
        has_answer=has_answer,
        has_said_code=any(
            "person" not in part and any(code in sentence for code in codes)
            for sentence, part in zip(sentences, parts, strict=True)
        ),
        has_enhanced_code=has_enhanced_code,
        has_code=bool(codes),
        has_said_address=any(
            "person" not in part and "@" in sentence
            for sentence, part in zip(sentences, parts, strict=True)
        ),
        has_link=_LINK.search(plain) is not None,
        is_question="?" in plain,
        is_from_mailer=bool(message.failed_recipients)
        or "multipart/report" in message.content_type
        or (message.is_whole and "report" in _phrases().sections_in(message.sender.lower())),
        words=words,
        names_own_host=any(host.lower() in plain for host in hosts),
        begins_with_code=_ANSWER.match(plain) is not None,
        has_buttons=_BUTTONS.search(plain) is not None,
        names_notice=_NOTICE_NAMED.search(plain) is not None,
        suspicion=suspicion(_letter(message, normals), _head(message) + plain, hosts)
        if is_letter
        else 0,
        letter=letter_weight(message, plain, " . ".join(normals)) if is_letter else 0,
        is_typed=report.text[:_TEXT_LIMIT].islower(),
        is_stuck=is_short and flow(told) is not None,
        has_topic=is_short and bool(topics(told)),
        is_negated=is_short and is_negated(told),
    )


def hexadecimal_codes(text: str) -> tuple[str, ...]:
    """The codes of Windows programs in ``text``, each once, as programs write them."""
    found = (match[1].upper() for match in _HEXADECIMAL.finditer(text.lower()))
    return tuple(dict.fromkeys(f"0x{code}" for code in found))


def _head(message: Message) -> str:
    return f"from: {message.sender}\n".lower() if message.sender else ""


def _letter(message: Message, normals: list[str]) -> list[str]:
    return [normal(f" {message.subject.lower()} "), *normals] if message.subject else normals


def _sentences(plain: str) -> list[str]:
    whole = plain.replace(_BETWEEN, " ")
    sentences = [squeezed(part) for part in _SENTENCE_END.split(whole, _SENTENCE_LIMIT)]
    return [sentence for sentence in sentences if sentence] or [""]


def _normals(sentences: list[str]) -> list[str]:
    """Every sentence as phrases are compared; all at once, which is much faster."""
    return normal(_BETWEEN.join(f" {sentence} " for sentence in sentences)).split(_BETWEEN)


def _sections(normals: list[str], sentences: list[str]) -> list[frozenset[str]]:
    """The sections in each sentence."""
    found = [_phrases().sections_in_normal(text) for text in normals]
    return [told | _shape(text) for told, text in zip(found, sentences, strict=True)]


def _shape(sentence: str) -> frozenset[str]:
    """What the form of a sentence tells: "window", or what letters and questions have, too."""
    patterns = (_EXCEPTION, _FORM_FIELD, _MAILBOX_SERVER)
    if any(pattern.search(sentence) for pattern in patterns):
        return frozenset({"window"})
    signs = [
        ("passive", _PASSIVE.search(sentence)),
        ("asking", _QUESTION.match(sentence)),
        ("mail", _MAIL.search(sentence)),
    ]
    return frozenset(name for name, found in signs if found)


def _union(parts: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*parts)


@cache
def _phrases() -> Phrases:
    return indexed(read_phrases("signs"))

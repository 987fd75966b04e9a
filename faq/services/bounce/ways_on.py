"""Which answers of the site help with what somebody pasted? Keys of content, and where they are.

Only what is published is linked; the tables may name more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db.models import Model

from faq.bounce import Cause, Direction, Question, Topic, Understanding
from faq.models import Entry, ErrorCode, MailProgram, ProgramWindow, shown_programs
from faq.services.bounce.program_windows import windows_by_key

_SETTINGS = ("client-config",)
_ANY_PROGRAM = ("program-andere",)
_MOST_PROGRAMS = 2
_CODE, _PROGRAM, _WINDOW = "code-", "program-", "window-"
_PREFIXES: Mapping[str, type[Model]] = {
    "": Entry, _CODE: ErrorCode, _PROGRAM: MailProgram, _WINDOW: ProgramWindow,
}  # fmt: skip
_OF_A_TOPIC: dict[Topic, tuple[str, ...]] = {
    Topic.LOGIN: ("anmeldung-abgelehnt", "client-config", "webmail-admin"),
    Topic.RECIPIENT_MAILBOX_FULL: ("code-5.2.2", "code-552"),
    Topic.OWN_MAILBOX_FULL: ("postfach-voll", "pop3-imap", "webmail-admin"),
    Topic.WHOSE_MAILBOX_FULL: ("postfach-voll", "pop3-imap", "code-552", "code-5.2.2"),
    Topic.OUT_OF_OFFICE: ("abwesenheit",),
    Topic.ABUSED: ("konto-missbraucht", "webmail-admin"),
    Topic.SUSPICIOUS: ("verdaechtige-mail",),
    Topic.SENDER_SERVER_BLOCKED: ("code-554", "code-5.7.1", "code-550"),
    Topic.SPAM_FOLDER: ("mails-im-spam",),
    Topic.MESSAGE_TOO_LARGE: ("nachricht-zu-gross", "code-552", "code-5.3.4"),
    Topic.CERTIFICATE: ("client-config",),
    Topic.ENCRYPTION: ("client-config", "mails-nicht-senden"),
    Topic.NAME_NOT_FOUND: ("client-config",),
    Topic.OFFLINE: ("client-config",),
    Topic.NEW_DEVICE: ("neues-geraet", "client-config"),
    Topic.MOVE: ("anbieterwechsel", "mails-sichern"),
    Topic.BACKUP: ("mails-sichern", "pop3-imap"),
    Topic.LOST: ("mails-verschwunden", "pop3-imap", "thunderbird-nur-posteingang"),
    Topic.DEVICES_DIFFER: ("geraete-verschieden", "pop3-imap"),
    Topic.DEVICE_SENDS: ("geraet-oder-website-sendet", "client-config", "program-andere"),
    Topic.LATE: ("mail-kommt-spaet", "code-4.2.0"),
    Topic.UMLAUT: ("umlaute-adresse", "code-555-smtputf8"),
    Topic.BACK: ("fehlercodes",),
    Topic.NEVER_ARRIVED: ("mail-kommt-spaet", "mails-im-spam", "fehlercodes"),
    Topic.CANNOT_BE_REACHED: ("keine-mails-empfangen", "fehlercodes", "postfach-voll"),
    Topic.NOTHING_ARRIVES: ("keine-mails-empfangen", "client-config", "webmail-admin"),
    Topic.CANNOT_SEND: ("mails-nicht-senden", "client-config", "outlook-0x800ccc0e"),
    Topic.DELIVERY: ("fehlercodes",),
    Topic.CONNECTION: ("client-config",),
}
_OF_A_DIRECTION: dict[Direction, tuple[str, ...]] = {
    Direction.SENDING: ("mails-nicht-senden",),
    Direction.RECEIVING: ("keine-mails-empfangen",),
    Direction.LOGIN: ("anmeldung-abgelehnt",),
}
# Causes that a mail program meets at our own server: how it is set up answers them.
_OF_A_CAUSE: dict[Cause, tuple[str, ...]] = {
    Cause.LOGIN_REQUIRED: ("anmeldung-abgelehnt", "client-config"),
    Cause.RELAYING_DENIED: ("mails-nicht-senden", "client-config"),
    Cause.TLS_FAILED: ("client-config",),
    Cause.MESSAGE_TOO_LARGE: ("nachricht-zu-gross",),
    Cause.UNKNOWN: ("fehlercodes",),
}
# Programs by how they name themselves, or by what only they write; the first that fits.
_PROGRAMS = (
    ("neues-outlook", "neues outlook|new outlook|windows mail|0x80072|0x80190"),
    ("outlook", "outlook|0x800ccc|0x8004|0x8007|internetdienstanbieter (isp)"),
    ("thunderbird", "thunderbird|konten-einstellungen|postausgangs-server|offline-modus"),
    ("iphone", "iphone|ipad|cannot get mail|cannot send mail|kann nicht empfangen"),
    ("apple-mail", "apple mail|mac mail|macos|accountname"),
    ("gmail-app", "gmail|google mail"),
    ("android", "android|samsung|k-9|fairemail|negative smtp reply|sicherheitstyp"),
    ("andere", "scan|phpmailer|wordpress|smtp host|smtp connect"),
)


@dataclass(frozen=True, slots=True)
class Way:
    """One answer of the site, one click away."""

    key: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to a question back, with what then helps."""

    title: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class AskedBack:
    """A question back to the reader."""

    text: str
    choices: tuple[Choice, ...]

    @property
    def ways(self) -> tuple[Way, ...]:
        """What helps after any of the answers."""
        return tuple(way for choice in self.choices for way in choice.ways)


_QUESTIONS: dict[Question, tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    Question.WHOSE_MAILBOX: (
        "Ist Ihr eigenes Postfach voll oder das des Empfängers?",
        (
            ("Mein eigenes Postfach", ("postfach-voll", "pop3-imap")),
            ("Das Postfach des Empfängers", ("code-552", "code-5.2.2")),
        ),
    ),
    Question.WHICH_WAY: (
        "Kommt bei Ihnen nichts an oder beim Empfänger?",
        (
            ("Bei mir kommt nichts an", ("keine-mails-empfangen", "postfach-voll")),
            ("Meine E-Mails kommen nicht an", ("fehlercodes", "mails-nicht-senden")),
        ),
    ),
}


def ways_on(known: Understanding) -> tuple[Way, ...]:
    """Return where to go on with what the text is about."""
    keys = [*_OF_A_TOPIC.get(known.topic, ()), *_OF_A_DIRECTION.get(known.direction, ())]
    if known.cause in _OF_A_CAUSE:
        keys += _OF_A_CAUSE[known.cause]
    return places(keys)


def named_programs(said: str) -> tuple[Way, ...]:
    """Return how the programs are set up that the text names."""
    text = said.lower()
    named = (key for key, words in _PROGRAMS if any(word in text for word in words.split("|")))
    return places(_PROGRAM + key for key in islice(named, _MOST_PROGRAMS))


def program_ways(said: str) -> tuple[Way, ...]:
    """Return the same, or how any other is set up, and the settings that hold for every one."""
    return (*(named_programs(said) or places(_ANY_PROGRAM)), *places(_SETTINGS))


def asked_back(question: Question | None) -> AskedBack | None:
    """Return the question with its answers as links."""
    if question is None or question not in _QUESTIONS:
        return None
    text, choices = _QUESTIONS[question]
    return AskedBack(text, tuple(Choice(title, places(keys)) for title, keys in choices))


def places(keys: Iterable[str]) -> tuple[Way, ...]:
    """Return what is published of these keys, in their order: entries, codes, programs, windows."""
    wanted = tuple(dict.fromkeys(keys))
    known: dict[str, Way] = {}
    for entry in Entry.objects.published().filter(key__in=wanted).only("key", "title"):
        known[entry.key] = Way(entry.key, entry.title, entry.get_absolute_url())
    codes = [key.removeprefix(_CODE) for key in wanted if key.startswith(_CODE)]
    if codes:
        for code in ErrorCode.objects.published().filter(key__in=codes).for_lists():
            known[_CODE + code.key] = Way(_CODE + code.key, str(code), code.get_absolute_url())
    for program in shown_programs():
        title = f"{program.name} einrichten"
        known[_PROGRAM + program.key] = Way(program.key, title, program.get_absolute_url())
    for window in windows_by_key().values():
        known[_WINDOW + window.key] = Way(window.key, window.title, window.get_absolute_url())
    return tuple(known[key] for key in wanted if key in known)


def unknown_keys(keys: Iterable[str]) -> list[str]:
    """Return the keys that name nothing, published or not."""
    wanted = tuple(dict.fromkeys(keys))
    known = {
        prefix + key
        for prefix, model in _PREFIXES.items()
        for key in model._default_manager.filter(
            key__in=[key.removeprefix(prefix) for key in wanted if key.startswith(prefix)]
        ).values_list("key", flat=True)
    }
    return [key for key in wanted if key not in known]

"""By which scheme does a letter want money or a secret? What it wants, near what it says of it.

A scheme is told by two things in one sentence, in any words and any order: an account that is new,
a small sum for a parcel, a file that needs a password. Patterns read text that is `normal`.
"""

import re
from collections.abc import Iterator, Sequence

_NO = r"\b(?:nicht|kaum|keine?\w{0,2}|unmoeglich|not|no|never|unable)\b"
_PHONE = (
    r"\b(?:telefon\w*|telephon\w*|anruf\w*|anzurufen|rueckfrag\w*|rueckruf\w*|call|phone|talk)\b"
)
_NUMBER = r"\d[\d /()-]{7}"
_ACCOUNT = (
    r"bankverbindung|bankdaten|kontoverbindung|kontodaten|\biban\b|gehaltskonto"
    r"|\bbank(?:ing)? (?:details|account|information)|beneficiary account|\b(?:auf|to) (?:\w+ )?"
    r"(?:folgendes?|dieses?|this|the following) (?:\w+ )?(?:konto|account)"
)
_CHANGED = (
    r"geaendert|aender\w*|aktualisier\w*|\bneue?[nrs]?\b|gewechselt|umgestellt|ab sofort|kuenftig"
    r"|nicht mehr|\balte[ns]?\b|\bchanged?\b|\bnew\b|updated?|\bformer\b|no longer|under audit"
)
_SMALL_SUM = (
    r"(?<![\d.,])\d(?:[.,]\d\d)? ?(?:€|eur\b|euro\b|usd|\$)|(?:€|eur|usd|\$) ?\d[.,]\d\d(?!\d)"
)
_CHARGE = (
    r"gebuehr\w*|\bzoll\w*|porto|versand\w*|lagerkosten|\bfees?\b|customs|postage|shipping|delivery"
)
_ANY_SUM = r"\d ?(?:€|eur\b|euro\b|usd|\$)|[€$£] ?\d|(?:eur|usd) ?\d"
_TAKEN = r"charged?|renewed|renewal|abgebucht|abbuchung|belastet|verlaengert|debited|deducted"
_GIVE = (
    r"\b(?:geben|gib|tragen|teilen|senden|sende|schicken|schick|nennen|antworten|hinterlegen|enter"
    r"|provide|send|reply|submit|fill|supply)\b"
)
_CREDENTIALS = (
    r"konto(?:daten|nummer)|bankdaten|karten(?:daten|nummer)|zugangsdaten|passw(?:ort|oerter)|kennwort"
    r"|\b(?:pin|tan|cvv|cvc)\b|geburtsdatum|ausweis|benutzername|\bpassword|card (?:details|number)"
    r"|credentials|handynummer|mobile number|user ?name|account number|id card|passport"
)
_FILE = (
    r"\b(?:datei\w*|anhang|anlage|beigefuegt\w*|dokument\w*|attachment|attached|document)\b"
    r"|sprachnachricht|voicemail|\bfax\b|\bscan\b"
)
_OPEN = (
    r"oeffnen|ansehen|einsehen|anhoeren|abhoeren|abzuhoeren|abspielen|herunterladen|beweise|open\b|view"
    r"|\bsee\b|review|download|listen|\bplay\b"
)
_CARD = (
    r"\b(?:geschenk|gutschein|guthaben|prepaid|steam|apple|google ?play|itunes|amazon|paysafe|gift"
    r"|razer|xbox)[- ]?(?:karten?|gutscheinkarten?|cards?|codes?|gutscheine?)\b"
    r"|\b(?:karten|cards)\b[^.!?]{0,20}\b(?:steam|apple|google|amazon|paysafe)\b"
)
_BRAND = (
    r"\b(?:sparkassen?|volksbank|raiffeisen\w*|commerzbank|deutsche bank|postbank|dkb|comdirect"
    r"|paypal|klarna|mastercard|visa|amazon|ebay|netflix|disney|spotify|apple[- ]?id|icloud"
    r"|microsoft|office ?365|onedrive|sharepoint|docusign|dropbox|wetransfer|adobe|dhl|dpd|hermes"
    r"|ups|fedex|gls|norton|mcafee|telekom|vodafone|finanzamt|bundeszentralamt|elster|zollamt"
    r"|krankenkasse|whatsapp|facebook|instagram|europol|bundeskriminalamt)\b"
)
_LOCKED_FILE = (
    r"(?:passwort|kennwort|password|code) (?:fuer|zu[rm]?|der|des|for|to) (?:\w+ ){0,2}?"
    r"(?:zip|archiv|datei|anhang|file|archive|attachment)"
)
_WINDFALL = (
    r"\bgewinner\w*|\bgewonnen\b|\bwinners?\b|you(?:'ve| have) won|\blotter|next of kin"
    r"|\b(?:late|deceased|verstorben\w*) (?:mr|mrs|client|customer|herr|kunde)"
    r"|(?:million|mio)\w*\.? ?(?:usd|euro|dollar|eur|us)|(?:usd|eur|\$) ?[\d.,]+ ?million"
)
_LAW = (
    r"abmahnung|urheberrecht\w*|copyright|markenrecht\w*|trademark|strafverfahren|vorladung"
    r"|strafanzeige|gerichtlich\w*|ermittlungsverfahren|lawsuit|legal (?:action|notice)"
)
# What has to stand in one sentence.
_SCHEMES = {
    name: tuple(map(re.compile, parts))
    for name, parts in {
        "voucher": (_CARD,),
        "secret": (_NO, _PHONE),
        "diverted": (_ACCOUNT, _CHANGED),
        "fee": (_CHARGE, _SMALL_SUM),
        "data": (_CREDENTIALS, _GIVE),
        "call": (r"\b(?:call|dial|ruf\w*|anrufen|waehlen)\b", _NUMBER),
        "charge": (_TAKEN, _ANY_SUM),
        "open": (_FILE, _OPEN),
        "brand": (_BRAND,),
        "trap": (_LOCKED_FILE,),
        "lure": (_WINDFALL,),
        "legal": (_LAW,),
    }.items()
}


def schemes(sentences: Sequence[str]) -> Iterator[str]:
    """Yield the names of the schemes in ``sentences`` (lower case, `normal`)."""
    said = " . ".join(sentences)
    for name, parts in _SCHEMES.items():
        if all(part.search(said) for part in parts) and (
            len(parts) == 1 or any(_has(sentence, parts) for sentence in sentences)
        ):
            yield name


def _has(sentence: str, parts: tuple[re.Pattern[str], ...]) -> bool:
    return all(part.search(sentence) for part in parts)

"""The pages of the site that do something and belong to no row: what they are found by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tool:
    """A page, its address as the name of its view; a place is no answer but a list of them."""

    name: str
    view: str
    title: str
    lead: str
    search_words: tuple[str, ...]
    is_place: bool = False


TOOLS = (
    Tool(
        "fehleranalyse",
        "faq:bounce",
        "Fehlermeldung verstehen",
        "Eine E-Mail kam zurück? Fügen Sie die Meldung ein. Sie lesen dann, was geschehen ist, wer "
        "handeln muss und was Sie jetzt tun können.",
        ("Fehleranalyse", "Fehlermeldung einfügen", "zurückgekommene E-Mail erklären lassen"),
    ),
    Tool(
        "einrichten",
        "faq:mail-setup",
        "Mailprogramm einrichten",
        "Wählen Sie Ihr Programm: Outlook, Thunderbird, Apple Mail, iPhone oder Android.",
        ("Einrichtung", "E-Mail einrichten", "Anleitungen", "Konto anlegen"),
    ),
    Tool(
        "dns",
        "faq:dns",
        "DNS-Einträge für Ihre Domain",
        "Mit diesen DNS-Einträgen finden Mailprogramme unsere Einstellungen von selbst.",
        ("DNS", "SRV-Eintrag", "CNAME", "autoconfig", "autodiscover", "Zonendatei", "Nameserver"),
    ),
    Tool(
        "fehlercodes",
        "faq:error-codes",
        "Alle Fehlercodes",
        "Alle Fehlercodes von 400 bis 599 und erweiterte Codes wie 5.1.1.",
        ("Fehlercodes bei E-Mails", "Liste der Fehlercodes", "Codeliste", "Was bedeutet der Code?"),
    ),
    Tool(
        "handy",
        "faq:scan",
        "Auf dem Handy scannen",
        "Richten Sie Ihr Handy mit der Kamera ein. Server und Ports tippen Sie nicht ab.",
        ("QR-Code", "mit der Kamera einrichten", "Code scannen", "Handy mit QR-Code einrichten"),
    ),
    Tool(
        "stoerungen",
        "faq:notices",
        "Störungen und geplante Arbeiten",
        "Hier steht, was zurzeit gestört ist und woran wir arbeiten.",
        ("Störung", "Ausfall", "Wartung", "Status", "Wartungsarbeiten", "Serverausfall"),
    ),
    Tool(
        "kontakt",
        "faq:contact",
        "So erreichen Sie uns",
        "Schreiben Sie uns, was Sie tun wollten und was stattdessen geschehen ist.",
        ("Kontakt", "Schreiben Sie uns", "Support", "Kundendienst"),
    ),
    Tool(
        "start",
        "faq:start",
        "Hilfe zu E-Mail und Postfach",
        "Alle Themen auf einen Blick.",
        ("Startseite", "Übersicht", "alle Themen", "Wie können wir helfen?"),
        is_place=True,
    ),
)

"""German and English number words, as far as reply codes need them: up to 599."""

import re

DIGITS = {
    "null": "0", "eins": "1", "ein": "1", "zwei": "2", "zwo": "2", "drei": "3", "vier": "4",
    "fünf": "5", "fuenf": "5", "sechs": "6", "sieben": "7", "acht": "8", "neun": "9", "zero": "0",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9",
}  # fmt: skip
_TENS = {
    "zehn": 10, "elf": 11, "zwölf": 12, "zwoelf": 12, "dreizehn": 13, "vierzehn": 14,
    "fünfzehn": 15, "fuenfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18,
    "neunzehn": 19, "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50,
    "fuenfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
}  # fmt: skip
_DIGIT = re.compile("|".join(sorted(DIGITS, key=len, reverse=True)))
_NUMBER = re.compile(
    rf"(?P<hundreds>{_DIGIT.pattern})hundert(?:und)?"
    rf"(?:(?:(?P<ones>{_DIGIT.pattern})und)?(?P<tens>{'|'.join(_TENS)})|(?P<last>{_DIGIT.pattern}))?"
)


def numeral(words: str) -> str:
    """Give the digits of number words, spoken one by one or as a number; empty for others."""
    if match := _NUMBER.fullmatch(words):
        ones = int(DIGITS[match["ones"] or match["last"]]) if match["ones"] or match["last"] else 0
        tens = _TENS[match["tens"]] if match["tens"] else 0
        return str(int(DIGITS[match["hundreds"]]) * 100 + tens + ones)
    if re.sub(r"[ -]", "", _DIGIT.sub("", words)):
        return ""
    return "".join(DIGITS[word] for word in _DIGIT.findall(words))

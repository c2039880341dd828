"""Which one-byte charset a text is in, judged by its letters: an undeclared koi8-r looks like cp1251 otherwise."""

import codecs
import math
import re
from functools import lru_cache

CYRILLIC_CHARSETS = ("cp1251", "koi8-r", "koi8-u", "cp866", "iso-8859-5", "mac-cyrillic")
_SAMPLE = 60_000
# Letters per thousand in news texts, Russian and Belarusian together.
_FREQUENCIES = {
    "о": 90, "а": 95, "е": 75, "и": 55, "н": 65, "т": 58, "с": 54, "р": 48, "в": 42, "л": 40, "к": 36, "м": 31,
    "д": 30, "п": 28, "у": 29, "я": 30, "ы": 25, "ь": 18, "г": 17, "з": 19, "б": 16, "ч": 14, "й": 11, "х": 10,
    "ж": 9, "ш": 8, "ю": 6, "ц": 10, "щ": 3, "э": 6, "ф": 3, "ъ": 0.4, "ё": 2, "і": 25, "ў": 8, "ї": 1, "є": 1,
    "ґ": 0.1,
}  # fmt: skip
_RARE = 0.02
# A correct text of some length scores about -3.0 a letter, a wrongly decoded one -4 and less.
_PLAUSIBLE = -3.6
_TYPOGRAPHY = frozenset("“”‘’‚„«»‹›–—…•·€£¥©®™°§№±†‡¶ \u00a0\u00ad½¼¾²³¹´¨¿¡")
_HIGH_LETTER = re.compile(r"[^\W\d_a-zA-Z]")
# Signs that no article holds; koi8-u read as koi8-r has box drawings for its own letters.
_STRANGE = re.compile(f"[^\x00-\x7f\\w\\s{re.escape(''.join(sorted(_TYPOGRAPHY)))}]")
_CASE_SLIP = re.compile(r"[а-яёіўїєґ][А-ЯЁІЎЇЄҐ]")
_MIXED_WORD = re.compile(r"[a-zA-Z][а-яёіўА-ЯЁІЎ]|[а-яёіўА-ЯЁІЎ][a-zA-Z]")


def find_charset(data: bytes, declared: str | None = None) -> str | None:
    """Return the one-byte charset that gives plausible words; `declared` wins if it is plausible itself.

    A declared charset of many bytes (Shift-JIS, GBK) is believed if the bytes fit it. None if nothing fits.
    """
    declared = _get_codec(declared)
    if declared and declared not in CYRILLIC_CHARSETS and not _is_latin_codec(declared):
        return declared if _decode(data, declared) is not None else None
    best = _find_best_cyrillic(data)
    if best is None:
        return _find_latin(data, declared)
    if (
        declared in CYRILLIC_CHARSETS
        and get_score(_decode(data, declared) or "") >= get_score(_decode(data, best) or "") - 0.05
    ):
        return declared
    return best


def get_score(text: str) -> float:
    """Rate a decoded text: the mean log frequency of its Cyrillic letters, less for slips no writer makes."""
    letters = _HIGH_LETTER.findall(text)
    if not letters:
        return -math.inf
    total = sum(_get_weights().get(letter.lower(), math.log(_RARE / 1000)) for letter in letters)
    slips = len(_CASE_SLIP.findall(text)) + len(_MIXED_WORD.findall(text)) + len(_STRANGE.findall(text))
    return (total - 6 * slips) / len(letters)


@lru_cache(maxsize=1)
def _get_weights() -> dict[str, float]:
    return {letter: math.log(count / 1000) for letter, count in _FREQUENCIES.items()}


def _find_best_cyrillic(data: bytes) -> str | None:
    high = sum(byte >= 0x80 for byte in data[:_SAMPLE])
    low = sum(0x41 <= byte <= 0x5A or 0x61 <= byte <= 0x7A for byte in data[:_SAMPLE])
    if high < 0.3 * low:
        # Mostly Latin letters: a few high bytes are accents and quotation marks (or the tags of a page).
        return _find_in_page(data)
    return _find_best(data)


def _find_best(data: bytes) -> str | None:
    scores = [
        (get_score(text), -order, charset)
        for order, charset in enumerate(CYRILLIC_CHARSETS)
        if (text := _decode(data, charset))
    ]
    score, _, charset = max(scores, default=(-math.inf, 0, ""))
    return charset if score >= _PLAUSIBLE else None


def _find_in_page(data: bytes) -> str | None:
    """Find the charset of a page whose tags outweigh its Cyrillic words, if it holds any such words."""
    words = re.findall(rb"[\x80-\xff]{3,}", data[: 20 * _SAMPLE])
    return _find_best(data) if len(words) >= 5 else None


def _find_latin(data: bytes, declared: str | None) -> str | None:
    """Return a Latin charset if the high bytes become accents within words, and typographic marks."""
    for charset in dict.fromkeys(filter(None, (declared, "cp1252"))):
        text = _decode(data, charset)
        if text is None:
            continue
        high = [character for character in text if ord(character) >= 0x80]
        strange = sum(not (character.isalpha() or character in _TYPOGRAPHY) for character in high)
        accents = sum(character.isalpha() for character in high)
        plain = sum(character.isascii() and character.isalpha() for character in text)
        if strange <= 0.05 * len(high) and accents <= 2 + 0.2 * plain:
            return charset
    return None


def _decode(data: bytes, charset: str) -> str | None:
    try:
        return data[: 20 * _SAMPLE].decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None


def _get_codec(name: str | None) -> str | None:
    """Return Python's name of a charset as this module writes it; None for one it does not know."""
    if not name:
        return None
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return None
    if not getattr(codec, "_is_text_encoding", True) or codec.name.startswith("utf"):
        return None
    # The web reads Latin-1 and ASCII as Windows-1252.
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-5": "iso-8859-5"}.get(codec.name, codec.name)


def _is_latin_codec(name: str) -> bool:
    return name.startswith(("cp125", "iso8859", "cp437", "cp85", "mac-"))

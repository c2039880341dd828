"""Which language an article is in."""

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from app.lexicon.tongues import Tongue, get_tongues

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 20_000
_LONG = 200
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
# Words that begin with a small letter tell the script better than names, which texts leave in that of their owners.
_NAMES = re.compile(r"(?<!\w)[A-Z\u00c0-\u00de\u0400-\u042f]\w*")
_WORD = re.compile(r"[^\W\d_]+")
# The share of a language's little words in a text that makes it sure, and that below which it is hardly the one.
_SURELY = 0.15
_HARDLY = 0.1
_LINE = 12
# So many letters show by which of them are missing that a text is not Russian.
_MANY_LETTERS = 120
# The share of letters beside a language's own that quoted words and names account for; in words that are no names.
_STRANGE, _STRANGE_IN_WORDS = 0.04, 0.015
# Varieties of English whose letters are those of plain agency English: the model takes one for the other.
_VARIETIES = {"pcm": "en", "sco": "en", "jam": "en"}


def find_language(text: str, declared: str | None = None) -> str | None:
    """Return the ISO 639 code of the text's language.

    A declared language is believed if its script is that of the text, unless a text of some length clearly is
    in another one (Belarusian sites often declare Russian). Cyrillic texts are told apart by their letters first,
    and between languages that share them by a model; a text in Latin letters may turn out to be in any language.
    """
    sample = text[:_SAMPLE]
    cyrillic, latin = _count_letters(_NAMES.sub("", sample))
    if not cyrillic and not latin:
        cyrillic, latin = _count_letters(sample)
    if not cyrillic and not latin:
        return _classify(sample, None)
    found = _find_in_cyrillic(sample) if cyrillic > latin else _find_in_latin(sample)
    if declared and declared != found and _fits_script(declared, cyrillic > latin) and len(sample) < _LONG:
        return declared
    return found


def _count_letters(sample: str) -> tuple[int, int]:
    return len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))


def _find_in_cyrillic(sample: str) -> str:
    letters = Counter(_CYRILLIC.findall(sample.lower()))
    total = letters.total()
    tongues = [tongue for tongue in get_tongues() if _is_cyrillic(tongue)]
    strange = {
        tongue.code: sum(number for letter, number in letters.items() if letter not in tongue.alphabet)
        for tongue in tongues
    }
    fewest = min(strange.values())
    likely = [tongue for tongue in tongues if strange[tongue.code] <= fewest + _STRANGE * total]
    kept = _leave_apart(likely, strange, total)
    if len(kept) == 1:
        return kept[0].code
    return _classify(sample, tuple(sorted(tongue.code for tongue in kept)))


def _leave_apart(likely: list[Tongue], strange: dict[str, int], total: int) -> list[Tongue]:
    """Leave out the unread languages that nothing speaks for: a few words have letters by chance that several
    languages share, and a language with all the letters of a read one shows itself by its own."""
    read = [tongue for tongue in likely if tongue.is_read]
    if not read:
        return likely
    fewest = min(strange[tongue.code] for tongue in read)
    return [
        tongue
        for tongue in likely
        if tongue.is_read
        or strange[tongue.code] < fewest
        or (total >= _MANY_LETTERS and not any(other.alphabet <= tongue.alphabet for other in read))
    ]


def _is_cyrillic(tongue: Tongue) -> bool:
    return _CYRILLIC.search("".join(tongue.alphabet)) is not None


def _find_in_latin(sample: str) -> str:
    words = _WORD.findall(sample.lower())
    shares = {
        tongue.code: sum(word in tongue.words for word in words) / max(1, len(words))
        for tongue in get_tongues()
        if tongue.words
    }
    best = max(shares, key=lambda code: shares[code], default="")
    if best and shares[best] >= _SURELY and len(words) >= _LINE:
        return best
    found = _classify(sample, None)
    if (
        len(sample) >= _LONG
        or _has_strange_letters(sample)
        or (max(shares.values(), default=0) < _HARDLY and len(words) >= _LINE)
    ):
        return found
    # Names from our field sway the full model on a few words ("Lukashenka, Putin" for one is Slovak).
    ours = tuple(sorted(tongue.code for tongue in get_tongues() if tongue.is_read or tongue.code == "uk"))
    latin = [tongue.code for tongue in get_tongues() if tongue.is_read and not _is_cyrillic(tongue)]
    return found if found in latin else latin[0] if found in ours and latin else _classify(sample, ours)


def _has_strange_letters(sample: str) -> bool:
    """Tell whether words that are no names hold letters of none of the languages read."""
    letters = _LATIN.findall(_NAMES.sub("", sample).lower())
    known = frozenset[str]().union(*(tongue.alphabet for tongue in get_tongues() if tongue.is_read))
    return sum(letter not in known for letter in letters) > _STRANGE_IN_WORDS * len(letters)


def _fits_script(language: str, is_cyrillic: bool) -> bool:
    known = {tongue.code for tongue in get_tongues() if _is_cyrillic(tongue)} | {"tg"}
    return (language in known) == is_cyrillic


def _classify(sample: str, among: tuple[str, ...] | None) -> str:
    """Ask the model, which knows nothing of the languages that are not `among` those in question (None: all)."""
    if among is None:
        found = str(_get_identifier(False).classify(sample)[0])
        return _VARIETIES.get(found, found)
    ranked = (str(code) for code, _ in _get_identifier(True).rank(sample))
    return next((code for code in ranked if code in among), among[0])


@lru_cache(maxsize=2)
def _get_identifier(restricted: bool) -> "LanguageIdentifier":
    # Imported here because it brings numpy, which only a text that is read should pay for.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    if restricted:
        known = [tongue.code for tongue in get_tongues() if tongue.code in identifier.nb_classes]
        identifier.set_languages(known)
    return identifier

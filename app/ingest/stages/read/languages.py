"""Which language an article is in."""

import re
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_OURS = ("be", "en", "ru", "uk")
_SAMPLE = 20_000
_LONG = 200
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")
# Words that make up a quarter of any English prose; together they are rare in every other language.
_ENGLISH_WORDS = frozenset(
    [
        "a",
        "after",
        "and",
        "are",
        "at",
        "be",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "his",
        "in",
        "is",
        "it",
        "its",
        "not",
        "of",
        "on",
        "said",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "was",
        "were",
        "which",
        "who",
        "will",
        "with",
        "would",
    ]
)
_SURELY_ENGLISH = 0.15
_HARDLY_ENGLISH = 0.1
_LINE = 12
# Varieties of English whose letters are those of plain agency English: the model takes one for the other.
_VARIETIES = {"pcm": "en", "sco": "en", "jam": "en"}


def find_language(text: str, declared: str | None = None) -> str | None:
    """Return the ISO 639 code of the text's language.

    A declared language is believed if its script is that of the text, unless a text of some length clearly is
    in another one (Belarusian sites often declare Russian). Between English, Russian, Belarusian and Ukrainian
    the choice is restricted; a text in Latin letters may turn out to be in any other language.
    """
    sample = text[:_SAMPLE]
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if not cyrillic and not latin:
        return _classify(sample, restricted=False)
    found = _find_in_script(sample, cyrillic > latin)
    if declared and declared != found and _fits_script(declared, cyrillic > latin) and len(sample) < _LONG:
        return declared
    return found


def _find_in_script(sample: str, is_cyrillic: bool) -> str:
    if is_cyrillic:
        return _classify(sample, restricted=True)
    words = _WORD.findall(sample.lower())
    english = sum(word in _ENGLISH_WORDS for word in words) / max(1, len(words))
    if english >= _SURELY_ENGLISH and len(words) >= _LINE:
        return "en"
    found = _classify(sample, restricted=False)
    if len(sample) >= _LONG or (english < _HARDLY_ENGLISH and len(words) >= _LINE):
        return found
    # Names from our field sway the full model on a few words ("Lukashenka, Putin" for one is Slovak).
    return "en" if found in _OURS else _classify(sample, restricted=True)


def _fits_script(language: str, is_cyrillic: bool) -> bool:
    return (language in ("be", "bg", "kk", "ky", "mk", "ru", "sr", "tg", "uk")) == is_cyrillic


def _classify(sample: str, *, restricted: bool) -> str:
    found = str(_get_identifier(restricted).classify(sample)[0])
    return _VARIETIES.get(found, found)


@lru_cache(maxsize=2)
def _get_identifier(restricted: bool) -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    if restricted:
        identifier.set_languages(_OURS)
    return identifier

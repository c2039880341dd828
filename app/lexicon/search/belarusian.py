"""Stems of Belarusian words by their endings: there is no published stemmer for the language.

The rules are few and lenient. A word gets every stem that it may have, and two words are forms of one if they share
a stem: so letters that change from form to form (палітыка, палітыцы; дзяржава, дзяржаў) need no dictionary. Words
come in the spelling of `app.domain.words`, where `ў` is written `у`.
"""

import re

_VOWELS = frozenset("аеіоуыэюя")
_SHORTEST = 3
# Endings of nouns, adjectives and participles.
_ENDINGS = (
    "а е ё і о у ы э ю я й ь ай ой ей яй аю ою яю ам ям ом ем ах ях оў аў еў яў ае ая ое ую юю ыя ія яя ее ым ім ых іх "
    "ью амі ямі ага ога яга аму ому яму ымі імі ены ана аны"
)
_FOLDED = sorted({ending.replace("ў", "у") for ending in _ENDINGS.split()}, key=lambda one: (-len(one), one))
_PAST = ("ла", "лі", "ло", "ць", "лася", "ліся", "лося", "уся", "цца", "у")
_SOFT_ENDS = _VOWELS | {"ь", "й"}
# Nouns can end as adjectives do: дарога, увага.
_LIKE_ADJECTIVES = ("ога", "ага")
# The vowel of these goes when an ending comes: рубель, рубля; рынак, рынка; канец, канца.
_FLEETING = re.compile("[еао](л|н|к|ц)ь?$")
# Before -е, -ы and -э these stand for the letters on the right.
_SOFTENED = {"дз": ("д",), "ц": ("к", "т"), "з": ("г",), "с": ("х",)}
_SOFTENING = frozenset({"е", "ы", "э", "і"})


def list_belarusian_stems(word: str) -> tuple[str, ...]:
    """Return every stem that a Belarusian word may have, the likeliest first; a short word is its own."""
    if len(word) <= _SHORTEST:
        return (word,)
    ending = _find_ending(word)
    base = word[: len(word) - len(ending)]
    stems = [base]
    if ending in _SOFTENING:
        stems += _harden(base)
    if word.endswith("у") and word[-2] in _VOWELS:
        # The word ends in `ў`, which is a `в` in other forms (перамоў, перамовы).
        stems.append(f"{word[:-1]}в")
    if word.endswith(_LIKE_ADJECTIVES):
        stems.append(word[:-1])
    if ending and word[-1] not in _SOFT_ENDS:
        # It may be the stem of its other forms: касмадром, касмадрома.
        stems.append(word)
    stems += [*_list_past(word), *_drop_vowel(word)]
    return tuple(dict.fromkeys(stem for stem in stems if len(stem) >= _SHORTEST))


def _find_ending(word: str) -> str:
    return next(
        (one for one in _FOLDED if word.endswith(one) and len(word) - len(one) >= _SHORTEST),
        "",
    )


def _harden(base: str) -> list[str]:
    for soft, hards in _SOFTENED.items():
        if base.endswith(soft):
            return [base[: len(base) - len(soft)] + hard for hard in hards]
    return []


def _drop_vowel(word: str) -> list[str]:
    without = _FLEETING.sub(r"\1", word)
    return [without] if without != word else []


def _list_past(word: str) -> list[str]:
    """Return the stem of a verb in the past tense or the infinitive: сустрэўся, сустрэлася, заявіць."""
    for ending in _PAST:
        stem = word[: len(word) - len(ending)]
        if word.endswith(ending) and stem[-1:] in _VOWELS and len(stem) > _SHORTEST:
            return [stem]
    return []

"""Find cities and countries, and tell a place from a government that is called by its capital."""

import re

from app.domain.findings import FoundPlace
from app.domain.marks import Mark, Marks
from app.domain.spans import Span
from app.lexicon.places import Places

_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
# "MINSK, May 24. /TASS/.", "Сочи, 7 декабря 2019 (БелТА)", "GOMEL -": what makes a line's first city a dateline.
_DATELINE = re.compile(
    r"(?:,\s*[^\W\d_a-z][^\W\d_]{2,15})?(?:[,.]?\s*(?:\d{1,2}\s+[^\W\d]{3,12}|[^\W\d]{3,12}\.?\s+\d{1,2})(?:,?\s+\d{4})?)?"
    r"[.,]?\s*(?:/[^/\n]{2,30}/|\([^()\n]{2,30}\)|[—–]|--?\s)"
)
# What may stand before the first city of a line and leave it the first.
_OPENING = re.compile(r"[\s*_>#\"«“]*")
# How far, in characters, the beginning of a line and a verb beside a place are looked for.
_LINE_REACH, _VERB_REACH = 80, 20
_WORDS = re.compile(r"[\s\w]*")


def find_places(text: str, places: Places, marks: Marks) -> tuple[FoundPlace, ...]:
    """Find the cities and countries named in `text`, in its order; residences stand under their city.

    A capital counts as a place only after a word such as "in" or "to", and not where it stands for those who say
    something there. The city of a dateline tells of the report and is none.
    """
    found: list[FoundPlace] = []
    for mark in marks.all("city"):
        city = places.cities[mark.value]
        is_power = mark.value in places.capitals
        if _is_dateline(text, mark) or (is_power and not _is_place(text, mark, marks)):
            continue
        if (is_power or mark.value in places.powers) and _speaks(text, mark, marks):
            continue
        found.append(FoundPlace(mark.span, city.name, city.country))
    found.extend(FoundPlace(mark.span, None, mark.value) for mark in marks.all("country"))
    return tuple(sorted(found, key=lambda place: place.span))


def _is_dateline(text: str, mark: Mark) -> bool:
    start = max(0, mark.span.start - _LINE_REACH)
    line_start = text.rfind("\n", start, mark.span.start) + 1
    if line_start == 0 and start > 0:
        return False
    is_first = _OPENING.fullmatch(text, line_start, mark.span.start) is not None
    return is_first and _DATELINE.match(text, mark.span.end) is not None


def _is_place(text: str, mark: Mark, marks: Marks) -> bool:
    """Tell whether a word before a capital's name, such as "in", makes it a place."""
    if _POSSESSIVE.match(text, mark.span.end):
        return False
    before = marks.before("before_place", mark.span.start)
    return before is not None and not text[before.span.end : mark.span.start].strip()


def _speaks(text: str, mark: Mark, marks: Marks) -> bool:
    """Tell whether those at a place say something without being named: «в Минске заявили», «сообщили в Кремле»."""
    before = marks.before("impersonal", mark.span.start)
    if before is not None and len(text[before.span.end : mark.span.start].split()) < 2:
        return mark.span.start - before.span.end <= _VERB_REACH
    if mark.span.end >= len(text):
        return False
    after = marks.first("impersonal", Span(mark.span.end, min(len(text), mark.span.end + 2 * _VERB_REACH)))
    return after is not None and _WORDS.fullmatch(text, mark.span.end, after.span.start) is not None

"""What a note of the record tells beside the row: values that other sources give, and days first announced.

Notes are English sentences of our own (docs/record.md tells their forms); a sentence of another form stays a note
that people read.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from app.domain.dates import EdtfDate
from app.domain.readings import BESIDE, MOVED_FROM
from app.domain.spans import Span
from app.domain.vocabulary import Field

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_DAY = rf"(?:(?:{_WEEKDAYS}) )?(?P<day>(?P<number>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)})(?: (?P<year>\d{{4}}))?)"
_OTHER_DAY = re.compile(rf"\b(?:prints?|gives?|tells?)(?: only)? {_DAY}")
_FORMER_DAY = re.compile(
    rf"\b(?:[Hh]ad been announced for|[Ff]irst (?:set|announced) for|put off from|moved from) {_DAY}"
)
_AT_FIRST = re.compile(rf"\b[Aa]nnounced for {_DAY} at first\b")
_CAPTION = re.compile(r"\bcaptions? it (?P<place>[A-Z][\w' -]*?)(?=[.,;]|$)")
_SOMETIMES = re.compile(
    r"(?:^|[.;] )(?P<place>[A-Z][\w'-]*(?: [A-Z][\w'-]*)*)(?:, [^.;]*,)? is (?:sometimes|also) given as the place"
)


def find_told(note: str, date_told: EdtfDate | None) -> Iterator[tuple[Field, str, str, Span]]:
    """Find what a note tells: field, value, the rule of the fact, and where in the note its words stand.

    A day without a year is the one nearest to the date of the row. Raises nothing: 31 June is no day, and no fact.
    """
    for pattern, rule in ((_OTHER_DAY, BESIDE), (_FORMER_DAY, MOVED_FROM), (_AT_FIRST, MOVED_FROM)):
        for match in pattern.finditer(note):
            day = _read_day(match, date_told)
            if day is not None:
                yield Field.DATE, day.isoformat(), rule, Span(*match.span("day"))
    for pattern in (_CAPTION, _SOMETIMES):
        for match in pattern.finditer(note):
            yield Field.CITY, match["place"], BESIDE, Span(*match.span("place"))


def _read_day(match: re.Match[str], near: EdtfDate | None) -> date | None:
    month, number = _MONTHS.index(match["month"]) + 1, int(match["number"])
    if match["year"]:
        return _make_day(int(match["year"]), month, number)
    if near is None:
        return None
    days = (_make_day(near.first.year + step, month, number) for step in (-1, 0, 1))
    return min((day for day in days if day), key=lambda day: _get_distance(day, near), default=None)


def _make_day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _get_distance(day: date, near: EdtfDate) -> timedelta:
    return abs(day - near.first)

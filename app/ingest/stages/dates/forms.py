"""The forms in which times are told: patterns over the shape of a sentence, the most telling first."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from app.ingest.stages.dates import absolute, relative
from app.ingest.stages.dates.context import Context, Reading


class Form(NamedTuple):
    """A form of a time: its name, its pattern, and what its tokens mean (None: not this form after all)."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[int, int, Context], list[Reading] | None]


# Figures that belong to a longer number, a sum or a name are no day.
_BARE = r"(?<![9dDYx][.,/:-])(?<![/-])"
_ENDS = r"(?![./:-][9dDY])"
_DAY = r"[dD]"
_MONTH = r"[MB](?:\.(?= ?Y))?"
_YEAR = rf"(?:(?:,? ?Y(?: ?z)?|,? (?:o )?[GH]){_ENDS})?"
_DASH = r" ?- ?"
# "From 5 until 7 May": after "from" a bound too goes on to the last day.
_FROM = r"(?P<from>F )?"
_TO = r"(?: ?- ?| (?:c|(?(from)Q|c)) (?:h )?(?:Q )?)"
_AND = r"(?:,? [CV] (?:h )?(?:p )?)"
# "on Friday, May 24", "yesterday (May 24"; and "24 May, Friday", "24 May (Friday)".
_LEAD = (
    r"(?:(?:(?:[pA] )?(?:[kgft] )?[WE]|[RTS]|(?:[ndD] )?[uv] a(?=,)|(?:[pAi] )?[kgft] [uv](?=,))"
    r"(?:,? |,? \(|-)(?:[pA] )?)?(?:h )?"
)
_LED = "pAikgftWERTSnuv"
_TAIL = r"(?:,? [WE]|,? p [WE]| \((?:p )?[WE]\)|\)(?!x))?"
_KNOWN = "kgft"

# Name, letters it can begin with, pattern, reader.
_ROWS: tuple[tuple[str, str, str, Callable[[int, int, Context], list[Reading] | None]], ...] = (
    ("none", "X", r"X", relative.read_nothing),
    ("none", "e", r"e (?:x )?[WEuv]", relative.read_nothing),
    ("none", "J", rf"J ?{_DAY} {_MONTH}", absolute.read_name),
    ("iso", "Y", rf"{_BARE}Y(?:-d-d|\.d\.d|/d/d){_ENDS}", absolute.read_figures),
    ("days-range", "Fd", rf"{_BARE}{_FROM}d(?:\.d(?:\.Y)?)?{_TO}d\.d\.Y{_ENDS}", absolute.read_figures_range),
    ("dotted", "d", rf"{_BARE}d\.d\.Y{_ENDS}", absolute.read_figures),
    ("slashed", "d", rf"{_BARE}d/d/Y{_ENDS}", absolute.read_slashed),
    (
        "months-range",
        "FdDh",
        rf"{_BARE}{_FROM}(?:h )?{_DAY} (?:o )?{_MONTH}{_YEAR}(?:{_TO}|{_AND}){_DAY} (?:o )?{_MONTH}{_YEAR}",
        absolute.read_two_months,
    ),
    (
        "months-range",
        "FMB",
        rf"{_FROM}[MB]\.? {_DAY}{_YEAR}(?:{_TO}|{_AND})[MB]\.? {_DAY}{_YEAR}(?![./:-]?[9dDu])",
        absolute.read_two_months_first,
    ),
    (
        "days-range",
        "FdDh" + _LED,
        rf"{_BARE}{_LEAD}{_FROM}(?:h )?{_DAY}(?:, {_DAY}){{0,5}}(?:{_TO}|{_AND}){_DAY} (?:o )?{_MONTH}{_YEAR}",
        absolute.read_days,
    ),
    (
        "days-range",
        "FMB" + _LED,
        rf"{_LEAD}{_FROM}[MB]\.? {_DAY}(?:, {_DAY}){{0,5}}(?:{_TO}|{_AND}){_DAY}(?! ?[MB%]|[.:/-][d9uY]){_YEAR}",
        absolute.read_days_first,
    ),
    (
        "month-day",
        "MB" + _LED,
        rf"{_LEAD}[MB]\.? (?:h )?{_DAY}(?![:%]|-[xuvn]|[.,][d9]){_YEAR}{_TAIL}",
        absolute.read_month_day,
    ),
    ("day-month", "dDh" + _LED, rf"{_BARE}{_LEAD}{_DAY} (?:o )?{_MONTH}{_YEAR}{_TAIL}", absolute.read_day_month),
    (
        "month-year",
        "MLBP",
        r"(?:P[ -](?:o )?)?(?<![dD] )[MLB]\.?,? (?:o )?(?:Y(?: z)?(?!-Y)|[GH])",
        absolute.read_month,
    ),
    (
        "months",
        "pi",
        r"[pi] [LB](?:, (?:[pi] )?[LB]){0,9},? C (?:[pi] )?[LB](?!\.? ?[dD9])(?:,? Y(?: z)?| (?:o )?[GH])?",
        absolute.read_months,
    ),
    (
        "month",
        "piAkgftP",
        rf"(?:(?:[piA] )?(?:[{_KNOWN}] [LB]|P[ -](?:o )?[MB])|[piA] [LB])(?!\.? ?[dD9]|-[LB]|,? (?:o )?[YGH])",
        absolute.read_month,
    ),
    ("year", "pi", r"[pi] Y(?: z)?(?!-)", absolute.read_year),
    ("feast", "p", r"p N", absolute.read_feast),
    ("year", "GH", r"[GH]", absolute.read_year),
    ("weekday", "pAWE", rf"(?:[pA] )?(?:h )?(?:[kf] )?W (?:o )?(?:A |p )?[{_KNOWN}] u", relative.read_weekday_of_week),
    ("weekdays-range", "FWpA", r"(?:F |[pA] )?[WE](?: c |-| - |,? C )(?:p )?[WE](?!y|x)", relative.read_weekdays),
    ("weekday", f"pAh{_KNOWN}", rf"(?:[pA] )?(?:h )?(?:[{_KNOWN}] )?E", relative.read_weekday),
    ("weekday", f"pAhW{_KNOWN}", rf"(?:[pA] )?(?:h )?(?:[{_KNOWN}] )?W", relative.read_weekday),
    ("day-word", "R", r"R", relative.read_day_word),
    ("day-told", "T", r"T", relative.read_day_told),
    ("day-told", "S", r"S(?= [iACwF]|[,.;:)y-]|$)", relative.read_day_told),
    ("none", "S", r"S", relative.read_nothing),
    ("ago", "ndD", r"[ndD] [uv] a", relative.read_ago),
    ("ago", "v", r"v a", relative.read_ago),
    ("in-a-while", "iw", r"[iw] (?:[ndD] [uv]|v)(?! [alr])", relative.read_ahead),
    ("in-a-while", "nd", r"[ndD] [uv] [lr]", relative.read_after),
    ("in-a-while", "l", r"l (?:[ndD] [uv]|v)", relative.read_after),
    ("week", f"pAi{_KNOWN}", rf"(?<!Q )(?<!h )(?:[pAi] )?[{_KNOWN}] [uv]", relative.read_stretch),
    ("week", "q", r"q", relative.read_stretch),
    ("day-of-month", "p", r"p h D(?! [xMBLnod])(?!-)", absolute.read_day_alone),
    ("day-of-month", "pdD", rf"(?:p )?{_DAY} Z", absolute.read_day_alone),
)  # fmt: skip


@lru_cache
def get_forms(month_first: bool) -> dict[str, tuple[Form, ...]]:
    """Return the forms by the letter that they begin with; "May 24" is one where `month_first`."""
    forms: dict[str, list[Form]] = {letter: [] for letter in map(chr, range(32, 127))}
    for name, letters, pattern, read in _ROWS:
        is_month_first = read in (
            absolute.read_two_months_first,
            absolute.read_days_first,
            absolute.read_month_day,
        )
        if is_month_first and not month_first:
            continue
        for letter in letters:
            forms[letter].append(Form(name, re.compile(pattern), read))
    return {letter: tuple(found) for letter, found in forms.items()}


_START = re.compile("[" + "".join(sorted({letter for _, letters, _, _ in _ROWS for letter in letters})) + "]")


def find_start(letters: str, position: int) -> int:
    """Return the next place at or after `position` where a form may begin, -1 if there is none."""
    match = _START.search(letters, position)
    return match.start() if match else -1

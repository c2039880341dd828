"""Find times told in a text and resolve them against the day of publication.

A wrong date is worse than none: words that need a publication date give nothing without one, and words that
tell no day give the month, or nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from app.domain.dates import EdtfDate, Precision
from app.domain.errors import InvalidDateError
from app.domain.findings import FoundDate, Sentence
from app.domain.spans import Span
from app.lexicon.language import Language, get_language
from app.lexicon.patterns import make_alternation

_LONGEST_STRETCH = 400


@dataclass(frozen=True, slots=True)
class _Context:
    """What a rule may use to resolve a match: the language, the publication date, and the mood of the clause."""

    language: Language
    published: EdtfDate | None
    future: bool
    near: bool


_Rule = Callable[[re.Match[str], _Context], EdtfDate | None]


def find_dates(
    text: str, sentences: tuple[Sentence, ...], published: EdtfDate | None, language: Language
) -> tuple[FoundDate, ...]:
    """Find the times told in `text`, in its order, none overlapping; an earlier rule of the table wins a place."""
    found: list[FoundDate] = []
    for sentence in sentences:
        for clause in sentence.clauses:
            context = _make_context(text, clause, published, language)
            # Which characters of the clause a rule has used: texts of megabytes may be one clause.
            taken = bytearray(clause.end - clause.start)
            for name, pattern, rule in _make_rules(language.code):
                for match in pattern.finditer(text, clause.start, clause.end):
                    start, end = match.start() - clause.start, match.end() - clause.start
                    if any(taken[start:end]):
                        continue
                    # A word that no rule can resolve still keeps a vaguer rule from misreading a part of it.
                    taken[start:end] = b"\x01" * (end - start)
                    value = _resolve(rule, match, context)
                    if value is not None:
                        span = Span(match.start(), match.end())
                        found.append(FoundDate(span, value, name, exact=name not in _VAGUE))
    return tuple(sorted(found, key=lambda date_found: date_found.span))


def _resolve(rule: _Rule, match: re.Match[str], context: _Context) -> EdtfDate | None:
    try:
        return rule(match, context)
    except (InvalidDateError, ValueError, OverflowError):
        # "31 June", "99.99.2019": told like a date, but none.
        return None


def _make_context(text: str, clause: Span, published: EdtfDate | None, language: Language) -> _Context:
    words = clause.of(text)
    return _Context(language, published, language.has("future", words), language.has("near", words))


# "in two weeks" may be a few days off: the month is told, the day is not.
_VAGUE = frozenset({"in-a-while"})


@lru_cache
def _make_rules(code: str) -> tuple[tuple[str, re.Pattern[str], _Rule], ...]:
    """Build the rules of a language from its calendar words, the most telling first."""
    language = get_language(code)
    month = make_alternation(language.months) + r"\.?"
    weekday = make_alternation(language.weekdays)
    number = rf"(?P<number>\d{{1,3}}|{make_alternation(language.numbers)})"
    stretch = rf"{number}\s(?P<unit>{make_alternation(language.units)})"
    ending, the, of = (language.either(name) for name in ("day_endings", "the", "of"))
    dash = rf"\s?(?:[-–—]|{language.either('until')})\s?"
    d1, d2 = (rf"(?P<{name}>\d{{1,2}}){ending}?" for name in ("d1", "d2"))
    year = r"(?:(?:,\s?|\s)(?P<year>(?:19|20)\d\d))?(?!\d)"
    which = "|".join(f"(?P<{name}>{language.either(name)})" for name in ("last", "next", "on"))
    rules: tuple[tuple[str, str, _Rule], ...] = (
        ("iso", r"(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d1>\d\d)", _numeric),
        ("dotted", r"(?P<d1>\d{1,2})\.(?P<m>\d{1,2})\.(?P<year>(?:19|20)\d\d)", _numeric),
        ("months-range", rf"(?P<m1>{month})\s{d1}{dash}(?P<m2>{month})\s{d2}{year}", _range),
        ("months-range", rf"{d1}\s(?P<m1>{month}){dash}{d2}\s(?P<m2>{month}){year}", _range),
        ("days-range", rf"(?P<m1>{month})\s{d1}{dash}{d2}{year}(?!\s(?:{month}))", _range),
        ("days-range", rf"{d1}{dash}{d2}\s(?:{of}\s)?(?P<m1>{month}){year}", _range),
        ("month-day", rf"(?P<m1>{month})\s{d1}{year}", _month_day),
        ("day-month", rf"(?:{the}\s)?{d1}\s(?:{of}\s)?(?P<m1>{month}){year}", _month_day),
        ("month-year", rf"(?P<m1>{month})\s(?:{of}\s)?(?P<year>(?:19|20)\d\d)", _month_year),
        ("day-word", rf"(?P<word>{make_alternation(language.days)})", _day_word),
        ("weekday", rf"(?:(?:{which})\s)?(?P<weekday>{weekday})", _weekday),
        ("ago", rf"{stretch}\s{language.either('ago')}", _ago),
        (
            "in-a-while",
            rf"{language.either('within')}\s{stretch}(?:\s?{language.either('whose_time')})?",
            _in_a_while,
        ),
        ("in-a-while", rf"{stretch}\s{language.either('later')}", _in_a_while),
        ("month", rf"{language.either('before_month')}[\s-](?P<m1>{month})(?!\s\d)", _month),
    )
    return tuple(
        (name, re.compile(rf"(?<![\w.]){body}(?!\w)", re.IGNORECASE), rule) for name, body, rule in rules
    )


def _month_number(words: str, context: _Context) -> int:
    return context.language.months[words.lower().rstrip(".")]


def _numeric(match: re.Match[str], context: _Context) -> EdtfDate | None:
    return EdtfDate.of_day(date(int(match["year"]), int(match["m"]), int(match["d1"])))


def _range(match: re.Match[str], context: _Context) -> EdtfDate | None:
    first_month = _month_number(match["m1"], context)
    last_month = _month_number(match.groupdict().get("m2") or match["m1"], context)
    first_day, last_day = int(match["d1"]), int(match["d2"])
    if first_month == last_month and first_day >= last_day:
        return None

    def make(year: int) -> EdtfDate:
        # "December 30 – January 2, 2024": the year is that of the last day.
        first_year = year - 1 if first_month > last_month else year
        return EdtfDate.of_days(date(first_year, first_month, first_day), date(year, last_month, last_day))

    return make(int(match["year"])) if match["year"] else _nearest(make, context)


def _month_day(match: re.Match[str], context: _Context) -> EdtfDate | None:
    month, day = _month_number(match["m1"], context), int(match["d1"])

    def make(year: int) -> EdtfDate:
        return EdtfDate.of_day(date(year, month, day))

    return make(int(match["year"])) if match["year"] else _nearest(make, context)


def _month_year(match: re.Match[str], context: _Context) -> EdtfDate | None:
    return EdtfDate.of_month(int(match["year"]), _month_number(match["m1"], context))


def _month(match: re.Match[str], context: _Context) -> EdtfDate | None:
    # "may" and "march" are words of their own when not capitalised.
    if match["m1"][0].islower():
        return None
    month = _month_number(match["m1"], context)
    return _nearest(lambda year: EdtfDate.of_month(year, month), context)


def _nearest(make: Callable[[int], EdtfDate], context: _Context) -> EdtfDate | None:
    """Choose the year that a yearless date means: the nearest to publication, on the side that the mood tells."""
    if context.published is None:
        return None
    candidates = list(_candidates(make, context.published.first.year))
    if context.future:
        ahead = [candidate for candidate in candidates if candidate.last >= context.published.first]
        return min(ahead, key=lambda candidate: candidate.first, default=None)
    # Reports tell what has been; a few weeks ahead may still be meant without a word for it.
    limit = context.published.last + timedelta(days=60)
    past = [candidate for candidate in candidates if candidate.first <= limit]
    return max(past, key=lambda candidate: candidate.first, default=None)


def _candidates(make: Callable[[int], EdtfDate], year: int) -> Iterator[EdtfDate]:
    for candidate in (year - 1, year, year + 1):
        try:
            yield make(candidate)
        except ValueError:
            # 29 February of another year.
            continue


def _reference_day(context: _Context) -> date | None:
    """The one day of publication; a weekly's range is none."""
    published = context.published
    if published is None or published.precision is not Precision.DAY or published.is_interval:
        return None
    return published.first


def _day_word(match: re.Match[str], context: _Context) -> EdtfDate | None:
    day = _reference_day(context)
    if day is None:
        return None
    shift = context.language.days[" ".join(match["word"].lower().split())]
    return EdtfDate.of_day(day + timedelta(days=shift))


def _weekday(match: re.Match[str], context: _Context) -> EdtfDate | None:
    if match["weekday"][0].islower():
        return None
    wanted = context.language.weekdays[match["weekday"].lower()]
    day = _reference_day(context)
    if day is None:
        return _weekday_in_week(wanted, context.published)
    behind = (day.weekday() - wanted) % 7
    if match["next"]:
        return EdtfDate.of_day(day + timedelta(days=7 - behind))
    if match["last"]:
        return EdtfDate.of_day(day - timedelta(days=behind or 7))
    if context.future and behind:
        return EdtfDate.of_day(day + timedelta(days=7 - behind))
    if context.near and behind > 3:
        # "Sunday marks …": whichever is nearer.
        return EdtfDate.of_day(day + timedelta(days=7 - behind))
    return EdtfDate.of_day(day - timedelta(days=behind))


def _weekday_in_week(wanted: int, published: EdtfDate | None) -> EdtfDate | None:
    """In a weekly, a weekday is the one of the week that it covers."""
    if published is None or published.precision is not Precision.DAY:
        return None
    if (published.last - published.first).days > 6:
        return None
    day = published.first + timedelta(days=(wanted - published.first.weekday()) % 7)
    return EdtfDate.of_day(day) if day <= published.last else None


def _ago(match: re.Match[str], context: _Context) -> EdtfDate | None:
    day, stretch = _reference_day(context), _stretch(match, context)
    if day is None or stretch is None:
        return None
    if context.language.units[match["unit"].lower()] == 1:
        return EdtfDate.of_day(day - timedelta(days=stretch))
    then = day - timedelta(days=stretch)
    return EdtfDate.of_month(then.year, then.month)


def _in_a_while(match: re.Match[str], context: _Context) -> EdtfDate | None:
    day, stretch = _reference_day(context), _stretch(match, context)
    # "five hours later", "within two weeks of the vote" tell nothing of the calendar.
    if day is None or stretch is None or not context.future:
        return None
    then = day + timedelta(days=stretch)
    return EdtfDate.of_month(then.year, then.month)


def _stretch(match: re.Match[str], context: _Context) -> int | None:
    word = match["number"].lower()
    number = int(word) if word.isdigit() else context.language.numbers[word]
    days = number * context.language.units[match["unit"].lower()]
    return days if 0 < days <= _LONGEST_STRETCH else None

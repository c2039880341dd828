"""Find count claims: "N meetings in year Y", as of a day where the text tells one."""

import re
from dataclasses import dataclass
from functools import lru_cache

from app.domain.dates import EdtfDate
from app.domain.findings import Findings, Sentence
from app.domain.readings import ClaimReading, EventReading
from app.domain.spans import Span, iterate_within
from app.domain.vocabulary import Kind
from app.lexicon.language import Language, get_language
from app.lexicon.patterns import make_alternation

_LARGEST = 60


@dataclass(frozen=True, slots=True)
class _Token:
    """A year or a number of meetings, where it stands in the text."""

    span: Span
    value: int
    is_year: bool
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class _Patterns:
    ordinal: re.Pattern[str]
    cardinal: re.Pattern[str]
    year: re.Pattern[str]


@lru_cache
def _make_patterns(code: str) -> _Patterns:
    language = get_language(code)
    noun = language.phrases["count_noun"].pattern
    ordinal = rf"{make_alternation(language.ordinals)}|\d{{1,2}}{language.either('day_endings')}"
    # "A meeting" and "one meeting" name it, they do not count.
    cardinal = make_alternation(word for word, number in language.numbers.items() if number > 1)
    # "The two men met twelve times": no other number stands between a count and what it counts.
    filler = rf"(?:(?!(?:{cardinal}|{make_alternation(language.ordinals)})\s)[\w’'-]+\s){{0,3}}?"
    bodies = (
        rf"(?<!\w)(?P<n>{ordinal})\s{filler}{noun}",
        rf"(?<![\w$-])(?P<n>{cardinal}|\d{{1,2}})\s{filler}{noun}",
        rf"(?<!\w){language.either('before_year')}\s(?P<y>(?:19|20)\d\d)(?![\w-])",
    )
    return _Patterns(*(re.compile(body, re.IGNORECASE) for body in bodies))


def find_claims(
    findings: Findings, events: tuple[EventReading, ...], presidents: tuple[str, ...], language: Language
) -> tuple[ClaimReading, ...]:
    """Find the counts of the two presidents' meetings in a calendar year, in the order of the text.

    A sentence counts if it speaks of both presidents, or follows one that made a claim. "This was the fourth"
    holds as of the last day of the meeting that the article reports; a count of the current year without such a
    reference as of publication; a count of a year gone by as of no day.
    """
    claims: list[ClaimReading] = []
    follows = -2
    for number, sentence in enumerate(findings.sentences):
        named = any(iterate_within(findings.people, sentence.span))
        about_both = _speaks_of(findings, sentence, presidents) or (follows == number - 1 and not named)
        if not about_both:
            continue
        tokens = _find_tokens(findings, sentence, language)
        made = [_make_claim(findings, sentence, pair, events) for pair in _pair(tokens)]
        if made:
            follows = number
        claims.extend(claim for claim in made if claim is not None)
    return tuple(claims)


def _speaks_of(findings: Findings, sentence: Sentence, presidents: tuple[str, ...]) -> bool:
    """Tell whether a sentence is about both presidents and about nobody else's meetings."""
    named = {slug for person in iterate_within(findings.people, sentence.span) for slug in person.people}
    return len(presidents) > 1 and named == set(presidents)


def _find_tokens(findings: Findings, sentence: Sentence, language: Language) -> list[_Token]:
    patterns, text = _make_patterns(language.code), findings.text
    start, end = sentence.span.start, sentence.span.end
    tokens = [
        _Token(Span(m.start(), m.end()), int(m["y"]), True) for m in patterns.year.finditer(text, start, end)
    ]
    if findings.published is not None:
        this = findings.published.last.year
        for phrase, year in (("this_year", this), ("last_year", this - 1)):
            for match in language.phrases[phrase].finditer(text, start, end):
                tokens.append(_Token(Span(match.start(), match.end()), year, True))
    for match in patterns.ordinal.finditer(text, start, end):
        word = match["n"].lower()
        value = language.ordinals.get(word) or int(re.sub(r"\D", "", word))
        tokens.append(_Token(Span(match.start(), match.end()), value, False, ordinal=True))
    for match in patterns.cardinal.finditer(text, start, end):
        word = match["n"].lower()
        value = int(word) if word.isdigit() else language.numbers[word]
        tokens.append(_Token(Span(match.start(), match.end()), value, False))
    return _without_overlaps(sorted(tokens, key=lambda token: (token.span.start, -token.span.end)))


def _without_overlaps(tokens: list[_Token]) -> list[_Token]:
    kept: list[_Token] = []
    for token in tokens:
        if not kept or token.span.start >= kept[-1].span.end:
            kept.append(token)
    return kept


def _pair(tokens: list[_Token]) -> list[tuple[_Token, _Token]]:
    """Pair counts with years in the order the sentence tells them: year first throughout, or count first."""
    counts = [token for token in tokens if not token.is_year and 0 < token.value <= _LARGEST]
    years = [token for token in tokens if token.is_year]
    if not counts or not years:
        return []
    if len(years) == 1:
        return [(counts[0], years[0])] if len(counts) == 1 else []
    return list(zip(counts, years, strict=False)) if len(counts) == len(years) else []


def _make_claim(
    findings: Findings, sentence: Sentence, pair: tuple[_Token, _Token], events: tuple[EventReading, ...]
) -> ClaimReading | None:
    count, year = pair
    start, end = min(count.span.start, year.span.start), max(count.span.end, year.span.end)
    if findings.published is not None and year.value > findings.published.last.year:
        return None
    span = sentence.span if len(sentence.clauses) == 1 else Span(start, end)
    return ClaimReading(
        year.value, count.value, _as_of(findings, count, year, events), span.of(findings.text), span
    )


def _as_of(
    findings: Findings, count: _Token, year: _Token, events: tuple[EventReading, ...]
) -> EdtfDate | None:
    published = findings.published
    if published is None or year.value != published.last.year:
        return None
    if count.ordinal:
        for event in events:
            if event.kind is Kind.MEETING and event.date and event.date.last.year == year.value:
                return EdtfDate.parse(event.date.end)
    return published if not published.is_interval else None

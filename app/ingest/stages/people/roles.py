"""Find the presidents by their offices: "the Russian president", "presidents of Russia and Belarus", "the pair"."""

import re
from functools import lru_cache

from app.domain.findings import FoundPerson
from app.domain.marks import Mark, Marks
from app.domain.spans import Span
from app.lexicon.language import Language, get_language

_GAPS = (" ", "\u00a0")
_MOST_COUNTRIES = 6


def find_roles(
    text: str,
    marks: Marks,
    presidents: tuple[str, ...],
    named: list[FoundPerson],
    language: Language,
) -> list[FoundPerson]:
    """Find who is called by an office with its country, and the references to both presidents.

    An office right before another name is that person's, one after "former" is nobody's that is meant here, and
    "the presidents" of other countries are others.
    """
    if len(presidents) < 2:
        return []
    found = [
        FoundPerson(mark.span, slugs, "role", mark.span.of(text))
        for name, slugs in (("president_ru", presidents[:1]), ("president_by", presidents[1:]))
        for mark in marks.all(name)
        if not is_former(text, mark, marks)
    ]
    for mark in marks.all("head"):
        codes, end = find_countries(text, mark, marks, language)
        slugs = _choose(codes, presidents)
        if slugs and not is_former(text, mark, marks):
            span = Span(mark.span.start, end)
            found.append(FoundPerson(span, slugs, "role" if len(slugs) == 1 else "pair", span.of(text)))
    named_countries = {mark.value for mark in marks.all("country")}
    is_told = {*presidents} <= _get_slugs(named + found) or named_countries >= {"RU", "BY"}
    found += _find_pairs(text, marks, presidents, language, is_told=is_told)
    bearers = {person.span.start: person.people for person in named}
    return [person for person in found if not _is_anothers(text, person, bearers)]


def _get_slugs(found: list[FoundPerson]) -> set[str]:
    return {slug for person in found for slug in person.people}


def _find_pairs(
    text: str, marks: Marks, presidents: tuple[str, ...], language: Language, *, is_told: bool
) -> list[FoundPerson]:
    """Find the references to two leaders that mean the presidents: by their countries, or, where the text names
    both somewhere, by no more than "the two leaders"."""
    found = [FoundPerson(m.span, presidents, "pair", m.span.of(text)) for m in marks.all("pair_named")]
    for mark in marks.all("pair"):
        codes, end = find_countries(text, mark, marks, language)
        slugs = _choose(codes, presidents) if codes else presidents
        if is_former(text, mark, marks) or not slugs:
            continue
        if not codes and (not is_told or _is_of_others(text, mark, marks, language)):
            continue
        span = Span(mark.span.start, end)
        found.append(FoundPerson(span, slugs, "pair" if len(slugs) > 1 else "role", span.of(text)))
    return found


def _is_of_others(text: str, mark: Mark, marks: Marks, language: Language) -> bool:
    """Tell whether the next words say that the leaders are those of others: of the CIS, of companies."""
    end = mark.span.end
    if text[end : end + 1] not in _GAPS:
        return False
    following = text[end + 1 : end + 12].lower().split(maxsplit=1)
    is_of = bool(following) and following[0] in language.particles["of"]
    return is_of or marks.at("not_pair", end + 1) is not None


def is_former(text: str, mark: Mark, marks: Marks) -> bool:
    """Tell whether the word before an office takes it back: "former president", "vice-president"."""
    before = marks.before("former", mark.span.start)
    return before is not None and text[before.span.end : mark.span.start] in (*_GAPS, "-")


def _choose(codes: tuple[str, ...], presidents: tuple[str, ...]) -> tuple[str, ...]:
    """Choose whom a list of countries means: of "the presidents of Mongolia and Belarus" one is Lukashenko."""
    return tuple(who for code, who in zip(("RU", "BY"), presidents, strict=True) if code in codes)


def find_countries(text: str, mark: Mark, marks: Marks, language: Language) -> tuple[tuple[str, ...], int]:
    """Return the countries named right behind an office, and where they end: "of Russia, Belarus and Armenia"."""
    codes: list[str] = []
    end = mark.span.end
    while len(codes) < _MOST_COUNTRIES:
        gap = _after_pattern(language.code, bool(codes)).match(text, end)
        country = marks.at("country", gap.end()) if gap else None
        if country is None:
            break
        codes.append(country.value)
        end = country.span.end
    return tuple(codes), end


@lru_cache
def _after_pattern(code: str, is_listed: bool) -> re.Pattern[str]:
    """Make the pattern of what stands between an office and a country, or between two countries."""
    language = get_language(code)
    words = [word for name in ("of", "the") for word in language.particles[name]]
    little = rf"(?:\s{language.either('of', 'the')}(?!\w)){{0,2}}" if words else ""
    listed = rf"\s?{language.either('listed')}" if is_listed else ""
    return re.compile(rf"{listed}{little}\s", re.IGNORECASE)


def _is_anothers(text: str, person: FoundPerson, bearers: dict[int, tuple[str, ...]]) -> bool:
    end = person.span.end
    name = bearers.get(end + 1) if text[end : end + 1] in _GAPS else None
    return name is not None and name != person.people

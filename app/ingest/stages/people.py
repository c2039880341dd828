"""Find who is meant: by name, by office, by reference to both presidents, by pronoun."""

import re
from collections.abc import Iterable

from app.domain.dates import EdtfDate
from app.domain.findings import FoundPerson, Sentence
from app.domain.ids import make_slug
from app.domain.spans import Span, find_holder, iterate_within
from app.lexicon.language import Language
from app.lexicon.patterns import make_pattern
from app.lexicon.people import People

_NAME = r"[^\W\d_a-z][\w’'-]{1,25}"
_FULL_NAME = re.compile(rf"{_NAME}(?:\s{_NAME}){{1,2}}")
# How far back, in characters, a pronoun looks for whom it means.
_REACH_ONE, _REACH_PAIR = 600, 400
# "Name Name said", "Name Name, a Minsk analyst, said".
_SAID = re.compile(rf"(?<!\w)({_NAME}\s{_NAME})(?:,[^,\n]{{1,80}},)?\s(?=([\w]+))")


def find_people(
    text: str,
    sentences: tuple[Sentence, ...],
    quoted: tuple[Span, ...],
    published: EdtfDate | None,
    people: People,
    language: Language,
) -> tuple[FoundPerson, ...]:
    """Find the people named or referred to in `text`, in its order, at most one for a place.

    Offices mean who held them on the day of publication. A surname alone means the bearer of a full name read
    in the same text. Pronouns are resolved outside quotation marks only, to the person or pair named last before.
    """
    presidents = people.get_presidents(published.last if published else None)
    found = _find_names(text, people)
    found += _find_new_names(text, found, language)
    found += _find_roles(text, presidents, language)
    found = _without_overlaps(text, found)
    found += _find_pronouns(text, sentences, quoted, found, presidents, language)
    return tuple(sorted(found, key=lambda person: person.span))


def _find_names(text: str, people: People) -> list[FoundPerson]:
    return [
        _found(match.start(), match.group(), (people.forms[match.group().lower()],), "name")
        for match in people.pattern.finditer(text)
    ]


def _found(start: int, words: str, people: tuple[str, ...], rule: str) -> FoundPerson:
    return FoundPerson(Span(start, start + len(words)), people, rule, words)


class _Places:
    """Which code points of a text already belong to a find."""

    def __init__(self, length: int, found: Iterable[FoundPerson]) -> None:
        self._taken = bytearray(length)
        for person in found:
            self.take(person.span)

    def take(self, span: Span) -> None:
        self._taken[span.start : span.end] = b"\x01" * (span.end - span.start)

    def is_free(self, span: Span) -> bool:
        return not any(self._taken[span.start : span.end])


def _find_new_names(text: str, known: list[FoundPerson], language: Language) -> list[FoundPerson]:
    """Find full names that an office before them or a verb of saying after them shows to be people's."""
    found: list[FoundPerson] = []
    places = _Places(len(text), known)
    for office in language.phrases["office"].finditer(text):
        if text[office.end() : office.end() + 1] == " ":
            match = _FULL_NAME.match(text, office.end() + 1)
            if match:
                _keep_name(found, match.start(), match.group(), places, language)
    for match in _SAID.finditer(text):
        if language.phrases["reporting_verb"].fullmatch(match[2]):
            _keep_name(found, match.start(), match[1], places, language)
    return found + _find_surnames(text, found, places)


def _keep_name(found: list[FoundPerson], start: int, words: str, places: _Places, language: Language) -> None:
    words = re.sub(r"['’]s?$", "", words)
    slug = make_slug(words)
    span = Span(start, start + len(words))
    if slug and places.is_free(span) and not language.has("not_names", words):
        places.take(span)
        found.append(FoundPerson(span, (slug,), "name", words))


def _find_surnames(text: str, full: list[FoundPerson], places: _Places) -> list[FoundPerson]:
    surnames = {person.text.split()[-1]: person.people for person in full}
    if not surnames:
        return []
    found: list[FoundPerson] = []
    for match in make_pattern(surnames, cased=True).finditer(text):
        person = _found(match.start(), match.group(), surnames.get(match.group(), ()), "name")
        if person.people and places.is_free(person.span):
            found.append(person)
    return found


def _find_roles(text: str, presidents: tuple[str, ...], language: Language) -> list[FoundPerson]:
    if len(presidents) < 2:
        return []
    references = (("pair", presidents), ("president_ru", presidents[:1]), ("president_by", presidents[1:]))
    return [
        _found(match.start(), match.group(), slugs, "pair" if phrase == "pair" else "role")
        for phrase, slugs in references
        for match in language.phrases[phrase].finditer(text)
    ]


def _without_overlaps(text: str, found: list[FoundPerson]) -> list[FoundPerson]:
    """Of overlapping finds keep the longest: "presidents of Russia and Belarus" over "president of Russia"."""
    kept: list[FoundPerson] = []
    places = _Places(len(text), ())
    for person in sorted(found, key=lambda person: (person.span.start - person.span.end, person.span)):
        if places.is_free(person.span):
            places.take(person.span)
            kept.append(person)
    return sorted(kept, key=lambda person: person.span)


def _find_pronouns(
    text: str,
    sentences: tuple[Sentence, ...],
    quoted: tuple[Span, ...],
    named: list[FoundPerson],
    presidents: tuple[str, ...],
    language: Language,
) -> list[FoundPerson]:
    outside = [person for person in named if find_holder(quoted, person.span) is None]
    found: list[FoundPerson] = []
    for sentence in sentences:
        for phrase in ("he", "they"):
            for match in language.phrases[phrase].finditer(text, sentence.span.start, sentence.span.end):
                span = Span(match.start(), match.end())
                if find_holder(quoted, span) is not None:
                    continue
                # Names in this sentence before the pronoun and in those shortly before it.
                reach = _REACH_ONE if phrase == "he" else _REACH_PAIR
                near = Span(max(0, sentence.span.start - reach), span.start) if span.start else None
                before = list(iterate_within(outside, near)) if near else []
                people = _last_one(before) if phrase == "he" else _last_pair(before, presidents)
                if people:
                    found.append(FoundPerson(span, people, "pronoun", match.group()))
    return found


def _last_one(before: list[FoundPerson]) -> tuple[str, ...]:
    """Return who was named alone last."""
    return next((person.people for person in reversed(before) if len(person.people) == 1), ())


def _last_pair(before: list[FoundPerson], presidents: tuple[str, ...]) -> tuple[str, ...]:
    """Return both presidents if both were named last, and nobody else among the last four."""
    named = {slug for person in before[-4:] for slug in person.people}
    return presidents if named and named == set(presidents) else ()

"""Find who is meant: by name, by office, by reference to both presidents, by pronoun."""

import re

from app.domain.dates import EdtfDate
from app.domain.findings import FoundPerson, Sentence
from app.domain.ids import make_slug
from app.domain.spans import Span
from app.lexicon.language import Language
from app.lexicon.people import People

_NAME = r"[^\W\d_a-z][\w’'-]{1,25}"
_FULL_NAME = re.compile(rf"{_NAME}(?:\s{_NAME}){{1,2}}")
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
    found += _find_new_names(text, found, people, language)
    found += _find_roles(text, presidents, language)
    found = _without_overlaps(found)
    found += _find_pronouns(text, sentences, quoted, found, presidents, language)
    return tuple(sorted(found, key=lambda person: person.span))


def _find_names(text: str, people: People) -> list[FoundPerson]:
    return [
        _found(match.start(), match.group(), (people.forms[match.group().lower()],), "name")
        for match in people.pattern.finditer(text)
    ]


def _found(start: int, words: str, people: tuple[str, ...], rule: str) -> FoundPerson:
    return FoundPerson(Span(start, start + len(words)), people, rule, words)


def _find_new_names(
    text: str, known: list[FoundPerson], people: People, language: Language
) -> list[FoundPerson]:
    """Find full names that an office before them or a verb of saying after them shows to be people's."""
    found: dict[Span, FoundPerson] = {}
    taken = [person.span for person in known]
    for office in language.phrases["office"].finditer(text):
        gap = len(text[office.end() :][:2]) - len(text[office.end() :][:2].lstrip(" "))
        match = _FULL_NAME.match(text, office.end() + gap) if gap else None
        if match:
            _keep_name(found, match.start(), match.group(), taken, language)
    for match in _SAID.finditer(text):
        if language.phrases["reporting_verb"].fullmatch(match[2]):
            _keep_name(found, match.start(), match[1], taken, language)
    found |= _find_surnames(text, list(found.values()), taken)
    return list(found.values())


def _keep_name(
    found: dict[Span, FoundPerson], start: int, words: str, taken: list[Span], language: Language
) -> None:
    words = re.sub(r"['’]s?$", "", words)
    span = Span(start, start + len(words))
    if any(span.overlaps(other) for other in taken) or language.has("not_names", words):
        return
    slug = make_slug(words)
    if slug:
        found[span] = FoundPerson(span, (slug,), "name", words)


def _find_surnames(text: str, full: list[FoundPerson], taken: list[Span]) -> dict[Span, FoundPerson]:
    surnames = {person.text.split()[-1]: person.people for person in full}
    found: dict[Span, FoundPerson] = {}
    for surname, people in surnames.items():
        for match in re.finditer(rf"(?<![\w’']){re.escape(surname)}(?!\w)", text):
            person = _found(match.start(), match.group(), people, "name")
            if not any(person.span.overlaps(other) for other in (*taken, *(one.span for one in full))):
                found[person.span] = person
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


def _without_overlaps(found: list[FoundPerson]) -> list[FoundPerson]:
    """Of overlapping finds keep the longest: "presidents of Russia and Belarus" over "president of Russia"."""
    kept: list[FoundPerson] = []
    for person in sorted(found, key=lambda person: (person.span.start - person.span.end, person.span)):
        if not any(person.span.overlaps(other.span) for other in kept):
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
    outside = [person for person in named if not any(quote.holds(person.span) for quote in quoted)]
    found: list[FoundPerson] = []
    for sentence in sentences:
        for phrase in ("he", "they"):
            for match in language.phrases[phrase].finditer(text, sentence.span.start, sentence.span.end):
                span = Span(match.start(), match.end())
                if any(quote.holds(span) for quote in quoted):
                    continue
                before = [person for person in outside if person.span.end <= span.start]
                people = (
                    _last_one(before, sentence)
                    if phrase == "he"
                    else _last_pair(before, presidents, sentence)
                )
                if people:
                    found.append(FoundPerson(span, people, "pronoun", match.group()))
    return found


def _last_one(before: list[FoundPerson], sentence: Sentence) -> tuple[str, ...]:
    """Return who was named alone last, in this sentence or one of the two before it."""
    for person in reversed(before):
        if len(person.people) == 1:
            return person.people if sentence.span.start - person.span.start < 600 else ()
    return ()


def _last_pair(before: list[FoundPerson], presidents: tuple[str, ...], sentence: Sentence) -> tuple[str, ...]:
    """Return both presidents if both were named shortly before, and nobody else after them."""
    recent = [person for person in before if sentence.span.start - person.span.start < 400][-4:]
    named = {slug for person in recent for slug in person.people}
    return presidents if named and named == set(presidents) else ()

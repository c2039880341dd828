"""Resolve an office by who is spoken of: "the president" alone, "his Belarusian counterpart"."""

from bisect import bisect_left
from datetime import date

from app.domain.findings import FoundPerson, Sentence
from app.domain.marks import Mark, Marks
from app.domain.spans import Span, find_holder, iterate_within
from app.ingest.stages.people.roles import is_former
from app.lexicon.people import PRESIDENT, People

# How many sentences back an office looks for its holder.
_REACH_SENTENCES = 3
# How much of a sentence, in characters, is looked at: a text may have no full stop.
_LONGEST_SENTENCE = 1_000
_ENDS = frozenset(".,;:!?)»”\"'’\n—–")


def find_alone(
    text: str,
    sentences: tuple[Sentence, ...],
    quoted: tuple[Span, ...],
    marks: Marks,
    named: list[FoundPerson],
    presidents: tuple[str, ...],
    people: People,
) -> list[FoundPerson]:
    """Find the offices named without a country that can only mean one of the two presidents: the one whom the
    nearest sentence before names, if it names one of them and no leader of another country."""
    outside = [person for person in named if find_holder(quoted, person.span) is None]
    found: list[FoundPerson] = []
    for mark in marks.all("head_of_state"):
        if _stands_alone(text, mark, marks):
            slug = _find_holder(sentences, outside, mark.span, presidents, people)
            if slug:
                found.append(FoundPerson(mark.span, (slug,), "role", mark.span.of(text)))
    return found


def find_colleagues(
    text: str,
    sentences: tuple[Sentence, ...],
    marks: Marks,
    named: list[FoundPerson],
    day: date | None,
    people: People,
) -> list[FoundPerson]:
    """Find who is called somebody's counterpart: of a prime minister the prime minister, of a president, or of
    nobody told, the president. An official whose office is not known has a counterpart that is not known."""
    found: list[FoundPerson] = []
    bearers = {person.span.start: person.people for person in named}
    for name, country in (("colleague_ru", "RU"), ("colleague_by", "BY")):
        for mark in marks.all(name):
            office = _find_office(sentences, marks, named, mark.span, day, people)
            slug = people.get_holder(office, country, day) if office else None
            # "His Belarusian colleague, Ivan Petrov": the name tells who it is.
            joins = [words for words in (" ", ", ") if text.startswith(words, mark.span.end)]
            is_named = any(bearers.get(mark.span.end + len(words), (slug,)) != (slug,) for words in joins)
            if slug and not is_named:
                found.append(FoundPerson(mark.span, (slug,), "role", mark.span.of(text)))
    return found


def _find_office(
    sentences: tuple[Sentence, ...],
    marks: Marks,
    named: list[FoundPerson],
    colleague: Span,
    day: date | None,
    people: People,
) -> str | None:
    """Return the office of whoever is spoken of last before `colleague`; a president's where nobody is."""
    number = bisect_left(sentences, colleague.end, key=lambda one: one.span.start) - 1
    for sentence in reversed(sentences[max(0, number - 1) : number + 1]):
        before = _get_part_before(sentence, colleague)
        if before is None:
            continue
        last = max(iterate_within(named, before), key=lambda person: person.span, default=None)
        officials = (mark for mark in marks.within("office", before) if not marks.at("head", mark.span.start))
        official = max(officials, key=lambda mark: mark.span, default=None)
        if last is not None and (official is None or official.span.start < last.span.start):
            return _get_office(last.people, day, people)
        if official is not None:
            return None
    return PRESIDENT


def _get_part_before(sentence: Sentence, word: Span) -> Span | None:
    """Return what of a sentence stands before a word, as far as it is looked at; None if nothing does."""
    end = min(sentence.span.end, word.start)
    start = max(sentence.span.start, end - _LONGEST_SENTENCE)
    return Span(start, end) if start < end else None


def _get_office(slugs: tuple[str, ...], day: date | None, people: People) -> str | None:
    if any(slug in people.leaders or slug in people.presidents for slug in slugs):
        held = {people.get_president(country, day) for country in ("RU", "BY")}
        if held & {*slugs} or people.leaders & {*slugs}:
            return PRESIDENT
    return next(
        (term.office for term in people.offices if term.person in slugs and term.holds(day)),
        None,
    )


def _stands_alone(text: str, mark: Mark, marks: Marks) -> bool:
    """Tell whether nothing behind an office says of what it is, so that it is the head of state's."""
    if is_former(text, mark, marks):
        return False
    end = mark.span.end
    return end == len(text) or text[end] in _ENDS or marks.at("reporting_verb", end + 1) is not None


def _find_holder(
    sentences: tuple[Sentence, ...],
    outside: list[FoundPerson],
    office: Span,
    presidents: tuple[str, ...],
    people: People,
) -> str | None:
    number = bisect_left(sentences, office.end, key=lambda one: one.span.start) - 1
    for sentence in reversed(sentences[max(0, number - _REACH_SENTENCES) : number + 1]):
        near = _get_part_before(sentence, office)
        within = iterate_within(outside, near) if near else ()
        slugs = {slug for person in within for slug in person.people}
        leading = slugs & {*presidents, *people.leaders}
        if leading:
            only = leading.pop() if len(leading) == 1 else None
            return only if only in presidents else None
    return None

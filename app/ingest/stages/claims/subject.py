"""Tell whose meetings a sentence counts."""

from collections.abc import Iterable
from datetime import date

from app.domain.findings import Findings, FoundPerson, Sentence
from app.domain.spans import Span, iterate_within
from app.lexicon.people import get_people

# How far back, in sentences and in names, the text is asked who "they" are.
_SENTENCES, _NAMES = 10, 8
# How far from a verb of saying, in characters, the name of who says it stands.
_NEAR_VERB = 30
# A sentence longer than this, in characters, tells of nobody in particular.
_LONGEST_SENTENCE = 2000


def is_about_both(
    findings: Findings, number: int, year: int, presidents: tuple[str, ...], *, follows: bool
) -> bool:
    """Tell whether the count in the sentence of that number is of meetings of the two presidents of `year`.

    Both are named or meant together, and nobody else but who tells of it; or nobody is named, and both were
    named last, in the sentences before. `follows`: the sentence before made a claim, and this one goes on.
    """
    pairs = _get_pairs(year, presidents)
    sentence = findings.sentences[number]
    here = _find_named(findings, sentence)
    names = {slug for person in here for slug in person.people}
    if any(person.rule == "pair" for person in here) or any(pair <= names for pair in pairs):
        return not _find_others(findings, here, pairs)
    if _find_others(findings, here, pairs) or _has_other_actors(findings, sentence.span):
        return False
    if follows:
        return True
    together = findings.marks.has("count_pair", sentence.span)
    if names and not together:
        return False
    return _were_named(findings, number, names, pairs, addressed=together)


def _get_pairs(year: int, presidents: tuple[str, ...]) -> list[set[str]]:
    """Return the pairs of presidents that held office in `year`; a change of office gives two."""
    people = get_people()
    days = (date(year, 1, 1), date(year, 12, 31))
    pairs = [set(people.get_presidents(day)) for day in days]
    return [pair for pair in (*pairs, set(presidents) if not any(pairs) else set()) if len(pair) == 2]


def _find_named(findings: Findings, sentence: Sentence) -> list[FoundPerson]:
    return [person for person in iterate_within(findings.people, sentence.span) if person.rule != "pronoun"]


def _find_others(
    findings: Findings, people: Iterable[FoundPerson], pairs: list[set[str]]
) -> list[FoundPerson]:
    """Return who of `people` is neither president and does not merely say it."""
    both = set().union(*pairs)
    return [
        person
        for person in people
        if person.rule != "pair" and not both.issuperset(person.people) and not _says(findings, person.span)
    ]


def _says(findings: Findings, name: Span) -> bool:
    near = Span(max(0, name.start - _NEAR_VERB), min(len(findings.text), name.end + _NEAR_VERB))
    return findings.marks.has("reporting_verb", near) or findings.marks.has("according", near)


def _has_other_actors(findings: Findings, span: Span) -> bool:
    return any(not _says(findings, mark.span) for mark in findings.marks.within("other_actors", span))


def _were_named(
    findings: Findings, number: int, names: set[str], pairs: list[set[str]], *, addressed: bool
) -> bool:
    """Tell whether both presidents were named shortly before, and nobody else after them."""
    seen, found = set(names), 0
    for before in reversed(findings.sentences[max(0, number - _SENTENCES) : number]):
        if before.span.end - before.span.start > _LONGEST_SENTENCE:
            return False
        people = _find_named(findings, before)
        if not addressed and not found and _find_others(findings, people, pairs):
            return False
        if any(person.rule == "pair" for person in people):
            return True
        seen.update(slug for person in people for slug in person.people)
        if any(pair <= seen for pair in pairs):
            return True
        found += len(people)
        if found >= _NAMES:
            return False
    return False

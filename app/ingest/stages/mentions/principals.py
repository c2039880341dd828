"""Tell the presidents themselves from those who are named by them: an aide, a son, a press service."""

from bisect import bisect_left

from app.domain.findings import Findings, FoundPerson, Sentence
from app.domain.spans import Span, find_holder, iterate_within
from app.lexicon.language import Language
from app.lexicon.people import get_people

_POSSESSIVES = ("\u2019s ", "'s ", "\u2019 ", "' ")
# How many sentences back a reference such as "the pair" looks for whom it means.
_REACH_SENTENCES = 3


def find_disowned(findings: Findings, presidents: tuple[str, ...], language: Language) -> frozenset[Span]:
    """Find the names of the presidents that name somebody or something else.

    These are "Putin's spokesman", "aides of Putin and Lukashenko", "Lukashenko supporters", "without Putin", "the
    presidents" of other countries, and "the pair" where leaders of other countries were named last.
    """
    disowned: set[Span] = set()
    before: FoundPerson | None = None
    for person in findings.people:
        if set(person.people) & set(presidents):
            joined = (
                before is not None
                and before.span in disowned
                and _are_listed(findings.text, before, person, language)
            )
            if joined or _names_another(findings, person, presidents, language):
                disowned.add(person.span)
        before = person
    return frozenset(disowned)


def _are_listed(text: str, one: FoundPerson, other: FoundPerson, language: Language) -> bool:
    return text[one.span.end : other.span.start].strip() in language.particles["listed"]


def _names_another(
    findings: Findings, person: FoundPerson, presidents: tuple[str, ...], language: Language
) -> bool:
    if person.rule == "pair":
        return _is_of_others(findings, person, presidents, language)
    if person.rule == "pronoun":
        return False
    text, end = findings.text, person.span.end
    for ending in _POSSESSIVES:
        if text.startswith(ending, end):
            owned = (
                Span(end + len(ending), min(len(text), end + 60)) if end + len(ending) < len(text) else None
            )
            mark = findings.marks.first("own", owned) if owned else None
            return mark is None or len(text[end + len(ending) : mark.span.start].split()) > 2
    if findings.marks.at("other_actors", end + 1) is not None:
        return True
    return any(_stands_before(findings, name, person, language) for name in ("other_actors", "excluding"))


def _stands_before(findings: Findings, name: str, person: FoundPerson, language: Language) -> bool:
    """Tell whether a word of the named list owns the name: "aides of Putin", "the envoy of the Russian president"."""
    mark = findings.marks.before(name, person.span.start)
    if mark is None:
        return False
    between = findings.text[mark.span.end : person.span.start].lower().split()
    links = {*language.particles["the"], *language.particles["of"]}
    return len(between) <= 2 and set(between) <= links


def _is_of_others(
    findings: Findings, person: FoundPerson, presidents: tuple[str, ...], language: Language
) -> bool:
    """Tell whether a reference to two leaders means others: "the presidents of Russia and China", or "the pair"
    after Macron and Zelensky."""
    countries = {mark.value for mark in findings.marks.within("country", person.span)}
    if len(countries) > 1:
        # "The presidents of Russia and Belarus" are they, whoever was named before.
        return False
    following = findings.text[person.span.end : person.span.end + 5].lower().split()
    if following and following[0] in language.particles["of"]:
        return True
    sentence = findings.sentence_at(person.span.start)
    if sentence is None:
        return False
    named = _named_last(findings, sentence, person)
    others = named - set(presidents)
    if others & get_people().leaders:
        return True
    # "The two leaders" can be the ministers named before; "the heads of state" are not.
    is_state = findings.marks.has("pair_state", person.span)
    return len(others) > 1 and not named & set(presidents) and not is_state


def _named_last(findings: Findings, sentence: Sentence, person: FoundPerson) -> set[str]:
    """Return who is named in the sentence before the reference, else in the nearest sentence before it."""
    if person.span.start > sentence.span.start:
        named = _named_in(findings, Span(sentence.span.start, person.span.start))
        if named:
            return named
    number = bisect_left(findings.sentences, sentence.span.start, key=lambda one: one.span.start)
    for earlier in reversed(findings.sentences[max(0, number - _REACH_SENTENCES) : number]):
        named = _named_in(findings, earlier.span)
        if named:
            return named
    return set()


def _named_in(findings: Findings, span: Span) -> set[str]:
    return {
        slug
        for person in iterate_within(findings.people, span)
        if person.rule in ("name", "role") and find_holder(findings.quoted, person.span) is None
        for slug in person.people
    }

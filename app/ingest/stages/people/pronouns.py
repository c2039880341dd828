"""Resolve pronouns to whom the article named before."""

from app.domain.findings import FoundPerson, Sentence
from app.domain.marks import Marks
from app.domain.spans import Span, find_holder, iterate_within

# How far back, in characters, a pronoun looks for whom it means.
_REACH_ONE, _REACH_PAIR = 600, 400
# How much of a sentence, in characters, is looked at: a text may have no full stop.
_LONGEST_SENTENCE = 2_000


def find_pronouns(
    sentences: tuple[Sentence, ...],
    quoted: tuple[Span, ...],
    marks: Marks,
    named: list[FoundPerson],
    presidents: tuple[str, ...],
    text: str,
) -> list[FoundPerson]:
    """Find the pronouns, outside quotation marks, that mean one person or the pair named in this sentence before
    or shortly before it."""
    outside = [person for person in named if find_holder(quoted, person.span) is None]
    found: list[FoundPerson] = []
    for sentence in sentences:
        for phrase, reach in (("he", _REACH_ONE), ("they", _REACH_PAIR)):
            for mark in marks.within(phrase, sentence.span):
                if find_holder(quoted, mark.span) is not None or mark.span.start == 0:
                    continue
                start = max(0, sentence.span.start - reach, mark.span.start - _LONGEST_SENTENCE)
                near = Span(start, mark.span.start)
                before = list(iterate_within(outside, near))
                people = _last_one(before) if phrase == "he" else _last_pair(before, presidents)
                if people:
                    found.append(FoundPerson(mark.span, people, "pronoun", mark.span.of(text)))
    return found


def _last_one(before: list[FoundPerson]) -> tuple[str, ...]:
    """Return who was named alone last."""
    return next((person.people for person in reversed(before) if len(person.people) == 1), ())


def _last_pair(before: list[FoundPerson], presidents: tuple[str, ...]) -> tuple[str, ...]:
    """Return both presidents if both were named last, and nobody else among the last four."""
    named = {slug for person in before[-4:] for slug in person.people}
    return presidents if named and named == set(presidents) else ()

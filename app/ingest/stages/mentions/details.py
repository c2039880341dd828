"""Read what else is told of a contact: its format, how long it took, how it ended, who else was there, topics."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from app.domain.findings import Sentence
from app.domain.readings import FactReading
from app.domain.spans import Span, iterate_within
from app.domain.vocabulary import Field, Format, Kind
from app.ingest.stages.mentions.passages import Passage
from app.ingest.stages.mentions.view import View
from app.lexicon.language import get_language
from app.lexicon.patterns import make_alternation

_FORMATS = (
    ("format_council", Format.COUNCIL),
    ("format_sidelines", Format.SIDELINES),
    ("format_informal", Format.INFORMAL),
    ("format_visit", Format.VISIT),
)
_SHORTEST_TALKS, _LONGEST_TALKS = 10, 24 * 60


def make_fact(view: View, field: Field, value: str, span: Span, rule: str) -> FactReading:
    """Make a fact of the words at `span`."""
    return FactReading(field, value, span.of(view.findings.text), span, rule)


def find_format(view: View, passages: Iterable[Passage]) -> FactReading:
    """Find the format of a contact: the first of the list that any of its sentences names, else bilateral."""
    passages = list(passages)
    first = passages[0]
    if first.kind is Kind.CALL:
        told = next((p for p in passages if p.format), first)
        return make_fact(view, Field.FORMAT, told.format or Format.TELEPHONE, told.contact, "call-words")
    for phrase, format in _FORMATS:
        for passage in passages:
            if span := view.match(phrase, passage.clause):
                return make_fact(view, Field.FORMAT, format, span, "format-words")
    return make_fact(view, Field.FORMAT, Format.BILATERAL, first.contact, "format-default")


@lru_cache
def _duration_pattern(code: str) -> re.Pattern[str]:
    language = get_language(code)
    return re.compile(
        rf"(?<!\w)(?:{language.either('at_least')}\s|(?P<perhaps>{language.either('perhaps_less')})\s)?(?P<n>\d{{1,3}}|{make_alternation(language.numbers)})"
        rf"(?P<half>\s{language.either('half')})?[\s-]"
        rf"(?:(?P<hour>{language.either('hour')})|{language.either('minute')})(?!\w)"
        rf"(?!\s{language.either('not_a_length')}(?!\w))",
        re.IGNORECASE,
    )


def find_duration(view: View, spans: Iterable[Span]) -> list[FactReading]:
    """Find how long a contact took at least, in minutes: every passage that tells the longest figure ("five-hour"
    and "more than five hours" are the same)."""
    language = view.language
    facts: list[FactReading] = []
    for span in spans:
        for match in _duration_pattern(language.code).finditer(view.told, span.start, span.end):
            word = match["n"].lower()
            number = int(word) if word.isdigit() else language.numbers[word]
            minutes = number * (60 if match["hour"] else 1) + (30 if match["half"] else 0)
            if not match["perhaps"] and _SHORTEST_TALKS <= minutes <= _LONGEST_TALKS:
                found = Span(match.start(), match.end())
                facts.append(make_fact(view, Field.DURATION, str(minutes), found, "duration"))
    longest = max((int(fact.value) for fact in facts), default=0)
    return [fact for fact in facts if int(fact.value) == longest]


def find_outcome(view: View, spans: Iterable[Span]) -> list[FactReading]:
    """Find how a contact ended; every passage that says the first kind of ending told."""
    facts: list[FactReading] = []
    for span in spans:
        mark = next(view.marks("outcome", span), None)
        if mark and (not facts or facts[0].value == mark.value):
            facts.append(make_fact(view, Field.OUTCOME, mark.value, mark.span, "outcome-words"))
    return facts


def find_present(view: View, sentences: Iterable[Sentence]) -> list[FactReading]:
    """Find who else was there: a person whom a sentence places at the talks ("who was also in Sochi for the talks")."""
    facts = []
    for sentence in sentences:
        presence = view.match("present", sentence.span)
        if presence is None or not _is_at_talks(view, sentence, presence):
            continue
        before = [
            p for p in view.people_in(sentence.span) if p.span.end <= presence.start and p.rule == "name"
        ]
        if before and before[-1].people[0] not in view.presidents:
            facts.append(make_fact(view, Field.PEOPLE, before[-1].people[0], before[-1].span, "present"))
    return facts


def _is_at_talks(view: View, sentence: Sentence, presence: Span) -> bool:
    after = (
        Span(presence.end, min(presence.end + 60, sentence.span.end))
        if presence.end < sentence.span.end
        else None
    )
    return after is not None and view.match("meeting_noun", after) is not None


def find_topics(view: View, passages: Iterable[Passage], apart: set[Span] | None = None) -> list[FactReading]:
    """Find what a contact was about: keywords in the sentences that tell of it and, of the contact that the
    article is about, in those of the same text that speak of what was discussed. `apart` are sentences that tell
    of something else; None if only the contact's own sentences count."""
    own = {passage.sentence.span: passage.sentence for passage in passages}
    sentences = own.values() if apart is None else _topical(view, set(own), apart)
    facts: dict[tuple[str, Span], FactReading] = {}
    for sentence in sentences:
        for topic in iterate_within(view.findings.topics, sentence.span):
            fact = make_fact(view, Field.TOPICS, topic.topic, topic.span, "topic-words")
            facts.setdefault((topic.topic, sentence.span), fact)
    return list(facts.values())


def _topical(view: View, own: set[Span], apart: set[Span]) -> Iterator[Sentence]:
    paragraphs = {s.paragraph for s in view.findings.sentences if s.span in own or _is_about_talks(view, s)}
    for sentence in view.findings.sentences:
        if sentence.span in apart and sentence.span not in own:
            continue
        if sentence.span in own or (sentence.paragraph in paragraphs and not sentence.heading):
            yield sentence


def _is_about_talks(view: View, sentence: Sentence) -> bool:
    return (
        view.match("discussed", sentence.span) is not None
        or view.match("meeting_noun", sentence.span) is not None
    )

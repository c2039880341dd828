"""Read what else is told of a contact: its format, how long it took, how it ended, who else was there."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from app.domain.findings import Sentence
from app.domain.readings import FactReading
from app.domain.spans import Span
from app.domain.vocabulary import Field, Format, Kind
from app.ingest.stages.mentions.actors import has_others
from app.ingest.stages.mentions.belonging import goes_on, is_of_day, is_of_others, list_days
from app.ingest.stages.mentions.group import Group
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
_VISIT = (("format_visit", Format.VISIT),)
# What a text is about, and that it is a visit, stands in its first paragraphs.
_LEAD_PARAGRAPHS = 4
_SHORTEST_TALKS, _LONGEST_TALKS = 10, 24 * 60


def make_fact(view: View, field: Field, value: str, span: Span, rule: str) -> FactReading:
    """Make a fact of the words at `span`."""
    return FactReading(field, value, span.of(view.findings.text), span, rule)


def find_format(view: View, group: Group, apart: set[Span], main: bool) -> FactReading:
    """Find the format of a contact: what the title calls it, if the article is about it (`main`), else its own
    sentences, else those around them; of several formats in one place the first of the list; else bilateral."""
    passages = sorted(group.passages, key=lambda passage: passage.contact)
    passages = [p for p in passages if p.status is group.status] or passages
    first = passages[0]
    if first.kind is Kind.CALL:
        told = next((p for p in passages if p.format), first)
        return make_fact(view, Field.FORMAT, told.format or Format.TELEPHONE, told.contact, "call-words")
    own = list(dict.fromkeys(passage.sentence for passage in passages))
    around = _list_around(view, passages, apart, main)
    lead = [s for s in around if s.paragraph < _LEAD_PARAGRAPHS]
    paragraphs = {sentence.paragraph for sentence in own}
    beside = [s for s in around if s.paragraph in paragraphs]
    days = list_days(passages)
    title = [s for s in (*lead, *own) if s.heading and s.paragraph == 0 and main]
    for formats, sentences in ((_FORMATS, title), (_FORMATS, own), (_FORMATS, beside), (_VISIT, lead)):
        for phrase, format in formats:
            for sentence in sentences:
                if span := _find_words(view, phrase, sentence, days, group):
                    return make_fact(view, Field.FORMAT, format, span, "format-words")
    return make_fact(view, Field.FORMAT, Format.BILATERAL, first.contact, "format-default")


def _find_words(
    view: View, phrase: str, sentence: Sentence, days: frozenset[Span], group: Group
) -> Span | None:
    """Find words for a format that stand with the contact's day; a council may be what the two talked about as
    well: "they discussed the next session of the Supreme State Council"."""
    discussed = view.match("discussed", sentence.span) if phrase == "format_council" else None
    for mark in view.marks(phrase, sentence.span):
        is_topic = discussed is not None and discussed.end <= mark.span.start
        if not is_topic and is_of_day(view, sentence, mark.span, days, group.when):
            return mark.span
    return None


def _list_around(view: View, passages: list[Passage], apart: set[Span], main: bool) -> list[Sentence]:
    """List the sentences around a contact's own that can be about it."""
    sentences = view.findings.sentences
    if main:
        taken = apart | {passage.sentence.span for passage in passages}
        return [s for s in sentences if s.span not in taken and not is_of_others(view, s)]
    after = [(p, sentences[p.number + 1]) for p in passages if p.number + 1 < len(sentences)]
    return [s for p, s in after if s.span not in apart and goes_on(view, p, s)]


@lru_cache
def _duration_pattern(code: str) -> re.Pattern[str]:
    language = get_language(code)

    def either(name: str) -> str:
        return language.either(name) if language.particles[name] else "(?!)"

    number, half = make_alternation(language.numbers), either("half")
    unit = rf"(?:(?P<hour>{either('hour')})|{either('minute')})"
    return re.compile(
        rf"(?<!\w)(?<!\d[.,])(?:{either('at_least')}\s|(?P<perhaps>{either('perhaps_less')})\s)?"
        rf"(?:(?P<half_hour>{either('half_hour')})|(?P<one_and_half>{either('one_and_half')})\s?{either('hour')}"
        rf"|(?:(?P<n>\d{{1,3}})(?P<point>[.,]5)?|(?P<word>{number}))(?P<half>[\s-]{half})?[\s-]?{unit}"
        rf"(?P<more>\s{half})?)(?!\w)(?!\s{either('not_a_length')}(?!\w))",
        re.IGNORECASE,
    )


def _count_minutes(match: re.Match[str], numbers: Mapping[str, int]) -> int:
    if match["half_hour"] or match["one_and_half"]:
        return 30 if match["half_hour"] else 90
    number = int(match["n"]) if match["n"] else numbers[match["word"].lower()]
    has_half = match["point"] or match["half"] or match["more"]
    return (2 * number + bool(has_half)) * 30 if match["hour"] else number


def find_duration(view: View, spans: Iterable[Span]) -> list[FactReading]:
    """Find how long a contact took at least, in minutes: every passage that tells the longest figure ("five-hour"
    and "more than five hours" are the same)."""
    language = view.language
    facts: list[FactReading] = []
    for span in spans:
        for match in _duration_pattern(language.code).finditer(view.told, span.start, span.end):
            minutes = _count_minutes(match, language.numbers)
            if not match["perhaps"] and _SHORTEST_TALKS <= minutes <= _LONGEST_TALKS:
                found = Span(match.start(), match.end())
                facts.append(make_fact(view, Field.DURATION, str(minutes), found, "duration"))
    longest = max((int(fact.value) for fact in facts), default=0)
    return [fact for fact in facts if int(fact.value) == longest]


def find_outcome(view: View, group: Group, apart: set[Span], main: bool) -> list[FactReading]:
    """Find how a contact ended; every sentence that says the first kind of ending told."""
    if not group.is_held:
        return []
    passages = sorted(group.passages, key=lambda passage: passage.contact)
    sentences = {passage.sentence.span: passage.sentence for passage in passages}
    around = _list_around(view, passages, apart, main) if main else []
    sentences |= {s.span: s for s in around if view.presidents_in(s.span) or not has_others(view, s.span)}
    days = list_days(passages)
    facts: list[FactReading] = []
    for sentence in sorted(sentences.values(), key=lambda sentence: sentence.span):
        marks = view.marks("outcome", sentence.span)
        mark = next((m for m in marks if is_of_day(view, sentence, m.span, days, group.when)), None)
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

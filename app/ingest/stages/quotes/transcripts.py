"""Find what transcripts print after the name of who speaks: "Vladimir Putin: …", paragraph by paragraph."""

import re
from collections.abc import Iterator

from app.domain.findings import Findings, FoundPerson
from app.domain.readings import QuoteReading
from app.domain.spans import Span, iterate_within
from app.domain.vocabulary import QuoteKind
from app.ingest.stages.quotes.stretches import count_words

_LINE = re.compile(r"[^\n]+")
_LABEL = re.compile(r"[ \t]*([^\W\d_][^\n:!?«»“”\"]{1,60}):(?=\s|$)[ \t\xa0]*")
_ENDS = '.!?…)>»”"'
_SHORTEST = 3
_LONGEST_PARAGRAPH = 4000


def find_transcripts(findings: Findings) -> Iterator[QuoteReading]:
    """Find speech after a name and a colon; further paragraphs go on with it as far as another label follows.

    Speech in quotation marks is left to its marks.
    """
    text = findings.text
    pending: list[Span] = []
    person: FoundPerson | None = None
    for line in _LINE.finditer(text):
        label = _LABEL.match(text, line.start(), line.end())
        if label is None:
            pending.append(Span(line.start(), line.end()))
            continue
        if person is not None:
            yield from _make_quotes(text, person, pending)
        person = _find_person(findings, label)
        pending = []
        if person is not None and label.end() < line.end():
            yield from _make_quotes(text, person, [Span(label.end(), line.end())])


def _find_person(findings: Findings, label: re.Match[str]) -> FoundPerson | None:
    """Find who is named by a label that holds nothing else; a headline is no label."""
    sentence = findings.sentence_at(label.start(1))
    if sentence is None or sentence.heading:
        return None
    named = [one for one in iterate_within(findings.people, Span(*label.span(1))) if len(one.people) == 1]
    if not named or named[-1].span.end != label.end(1) or named[-1].rule not in ("name", "role"):
        return None
    outside = findings.text[label.start(1) : named[0].span.start]
    return (
        named[-1] if len(outside.split()) <= 3 and not outside.endswith(", ") and _is_title(outside) else None
    )


def _is_title(outside: str) -> bool:
    return (
        not outside.strip()
        or len(outside.strip()) <= 3
        or (outside[0].isupper() and len(outside.split()) <= 2)
    )


def _make_quotes(text: str, person: FoundPerson, paragraphs: list[Span]) -> Iterator[QuoteReading]:
    for span in paragraphs:
        words = span.of(text)
        start = span.start + len(words) - len(words.lstrip())
        words = words.strip()
        is_speech = words[:1] not in tuple('«“"„(<[') and words[-1:] in tuple(_ENDS)
        if is_speech and count_words(words) >= _SHORTEST and len(words) <= _LONGEST_PARAGRAPH:
            inner = Span(start, start + len(words))
            yield QuoteReading(person.people[0], person.text, words, QuoteKind.TRANSCRIPT, inner)

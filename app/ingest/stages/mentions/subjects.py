"""Read what a contact was about: the topics whose words stand near enough to where the text tells of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.domain.dates import EdtfDate
from app.domain.findings import FoundTopic, Sentence
from app.domain.readings import FactReading
from app.domain.spans import Span, iterate_within
from app.domain.vocabulary import Field
from app.ingest.stages.mentions.belonging import goes_on, is_of_day, is_of_others, list_days
from app.ingest.stages.mentions.group import Group
from app.ingest.stages.mentions.passages import Passage
from app.ingest.stages.mentions.view import View

# How much a word for a topic counts by where it stands, and how much a topic takes. One word is enough in what
# tells of the contact, around it and in what says of what the two spoke; further on, or in a title, two are.
_ENOUGH, _STRONG, _WEAK = 2, 2, 1
# How many paragraphs off the one that tells of a contact still stands beside it.
_BESIDE = 1
# How many sentences go on about a contact that the article only mentions.
_FOLLOWING = 3


@dataclass(slots=True)
class _Tally:
    """The evidence for each topic, in the order of the text."""

    view: View
    weights: dict[str, int] = field(default_factory=dict)
    found: dict[tuple[str, Span], FoundTopic] = field(default_factory=dict)

    def add(self, sentence: Sentence, words: Iterable[FoundTopic], weight: int) -> None:
        """Count the topics of a sentence, each once however many words show it."""
        for word in words:
            key = word.topic, sentence.span
            if key not in self.found:
                self.found[key] = word
                self.weights[word.topic] = self.weights.get(word.topic, 0) + weight

    def make_facts(self) -> list[FactReading]:
        """Make a fact of each piece of evidence for the topics that have enough."""
        text = self.view.findings.text
        return [
            FactReading(Field.TOPICS, word.topic, word.span.of(text), word.span, "topic-words")
            for word in self.found.values()
            if self.weights[word.topic] >= _ENOUGH
        ]


def find_topics(view: View, group: Group, apart: set[Span], main: bool) -> list[FactReading]:
    """Find the topics of a contact.

    Of the contact that the article is about (`main`) every sentence tells that tells of nothing else (`apart`),
    the more the nearer it stands; of any other contact only its own sentences, and what is said right after them.
    """
    tally = _Tally(view)
    own: dict[Span, list[Passage]] = {}
    for passage in group.passages:
        own.setdefault(passage.sentence.span, []).append(passage)
    if main:
        _count_article(view, tally, own, apart, group.when)
    else:
        _count_passages(view, tally, own, group.when)
    return tally.make_facts()


def _count_article(
    view: View, tally: _Tally, own: dict[Span, list[Passage]], apart: set[Span], when: EdtfDate | None
) -> None:
    paragraphs = {p.sentence.paragraph for passages in own.values() for p in passages}
    cities = {city for passages in own.values() for p in passages for city in p.cities}
    beside = {number for p in paragraphs for number in range(p - _BESIDE, p + _BESIDE + 1)}
    other = -1
    is_transcript = False
    for sentence in view.findings.sentences:
        is_transcript = is_transcript or _opens_speech(view, sentence)
        if sentence.span in own:
            other = -1
            tally.add(sentence, _own_words(view, sentence, own[sentence.span], when), _STRONG)
            continue
        if sentence.span in apart:
            # What follows goes on about the other contact, unless it names the place of this one.
            other = sentence.paragraph
            continue
        if sentence.paragraph == other and cities.isdisjoint(p.city for p in view.places_in(sentence.span)):
            continue
        if not is_of_others(view, sentence):
            is_beside = is_transcript or sentence.paragraph in beside
            tally.add(sentence, _words(view, sentence), _weigh(view, sentence, is_beside))


def _weigh(view: View, sentence: Sentence, is_beside: bool) -> int:
    if sentence.heading:
        return _WEAK
    if is_beside or view.match("discussed", sentence.span) or view.match("meeting_noun", sentence.span):
        return _STRONG
    speaks = view.presidents_in(sentence.span) and view.match("reporting_verb", sentence.span)
    return _STRONG if speaks else _WEAK


def _opens_speech(view: View, sentence: Sentence) -> bool:
    """Tell whether a transcript of what the presidents said to each other begins: "Vladimir Putin: …"."""
    people = view.presidents_in(sentence.span)
    return any(view.told[person.span.end : person.span.end + 1] == ":" for person in people)


def _count_passages(view: View, tally: _Tally, own: dict[Span, list[Passage]], when: EdtfDate | None) -> None:
    for passages in own.values():
        last = passages[-1]
        tally.add(last.sentence, _own_words(view, last.sentence, passages, when), _STRONG)
        for sentence in view.findings.sentences[last.number + 1 : last.number + 1 + _FOLLOWING]:
            if sentence.span in own or not _says_what(view, last, sentence):
                break
            tally.add(sentence, _words(view, sentence), _STRONG)


def _says_what(view: View, passage: Passage, sentence: Sentence) -> bool:
    if sentence.paragraph != passage.sentence.paragraph:
        return False
    told = view.match("discussed", sentence.span) or view.match("meeting_noun", sentence.span)
    return told is not None and goes_on(view, passage, sentence)


def _words(view: View, sentence: Sentence) -> Iterator[FoundTopic]:
    """Iterate over the words for topics in a sentence but those said not to have been discussed."""
    silent = [_get_part(view, sentence, mark.span) for mark in view.marks("undiscussed", sentence.span)]
    for word in iterate_within(view.findings.topics, sentence.span):
        if not any(part.holds(word.span) for part in silent):
            yield word


def _get_part(view: View, sentence: Sentence, mark: Span) -> Span:
    """Return what stands between two commas around a mark."""
    start = view.told.rfind(",", sentence.span.start, mark.start) + 1 or sentence.span.start
    end = view.told.find(",", mark.end, sentence.span.end)
    return Span(start, end if end > start else sentence.span.end)


def _own_words(
    view: View, sentence: Sentence, passages: list[Passage], when: EdtfDate | None
) -> Iterator[FoundTopic]:
    """Iterate over the words for topics that belong to these passages: the day beside them is theirs."""
    days = list_days(passages)
    return (word for word in _words(view, sentence) if is_of_day(view, sentence, word.span, days, when))

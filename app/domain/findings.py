"""What the first stages find in a text, before anything is concluded from it. Every finding has its span."""

from bisect import bisect_right
from dataclasses import dataclass, field

from app.domain.dates import EdtfDate
from app.domain.marks import Marks
from app.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the number of its paragraph, and its clauses in order; together the clauses cover it."""

    span: Span
    paragraph: int
    clauses: tuple[Span, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A time told in the text. `rule` names how it was read; `exact` is false where the words are only about it
    ("in two weeks" tells the month alone); `limit` is true where something starts or must be over by it ("until
    24 May", "from Friday")."""

    span: Span
    date: EdtfDate
    rule: str
    exact: bool = True
    limit: bool = False


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Words that name one person or, by reference ("the pair"), several. `rule`: name, role, pair, pronoun."""

    span: Span
    people: tuple[str, ...]
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Words that name a city or, where `city` is None, a country."""

    span: Span
    city: str | None
    country: str


@dataclass(frozen=True, slots=True)
class FoundTopic:
    """A word that shows what is talked about."""

    span: Span
    topic: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one text, each list in the order of the text. `quoted` are the spans in quotation
    marks, without the marks; what stands there is somebody's speech, not the article's own telling. `marks` are
    the words of the language's lists."""

    text: str
    published: EdtfDate | None
    sentences: tuple[Sentence, ...]
    quoted: tuple[Span, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    people: tuple[FoundPerson, ...] = ()
    places: tuple[FoundPlace, ...] = ()
    topics: tuple[FoundTopic, ...] = field(default=())
    marks: Marks = field(default_factory=Marks)

    def sentence_at(self, position: int) -> Sentence | None:
        """Return the sentence that holds the code point at `position`."""
        index = bisect_right(self.sentences, position, key=lambda sentence: sentence.span.start) - 1
        if index < 0 or position >= self.sentences[index].span.end:
            return None
        return self.sentences[index]

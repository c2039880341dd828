"""The values that travel between the stages of reading: an article, and what was read from it."""

from dataclasses import dataclass, field
from typing import Self

from app.domain.dates import EdtfDate
from app.domain.spans import Span
from app.domain.vocabulary import (
    Action,
    Confidence,
    Field,
    Format,
    Kind,
    Origin,
    PartOfDay,
    QuoteKind,
    Scope,
    Status,
)

BESIDE = "record-note"
"""The rule of facts of the record that tell what somebody else says: they give no value of their own."""

MOVED_FROM = "moved-from"
"""The rule of facts that tell the day for which something was set before it was moved."""


@dataclass(frozen=True, slots=True)
class Article:
    """One source after cleaning.

    `text` is what is stored and what every span counts in: the title as its first paragraph (when one is
    known), then the paragraphs, separated by one empty line. `published` is a day or, for a weekly, an interval.
    `digest` says that the text is our own summary of a linked original. `raw_hash` is the SHA-256 of the bytes
    (and address) that were read, a trace of what exactly was read.

    A row of the record and a correction are documents of our own: `origin` says so, `key` names them among their
    like, `file` is where they stand, and `text` their cells, a line each.

    What comes from an export of another database has the id of such a document (`id`) and no file. Of other people's
    articles it has only the sentences read: then `whole_hash` is the SHA-256 of the text that they were read from.
    """

    source: str
    title: str | None
    publisher: str | None
    url: str | None
    published: EdtfDate | None
    language: str | None
    text: str
    digest: bool = False
    raw_hash: str = ""
    origin: Origin = Origin.PRESS
    key: str | None = None
    file: str | None = None
    id: str | None = None
    whole_hash: str | None = None

    @property
    def body_start(self) -> int:
        """Where the text goes on after its title, in code points; 0 if the title is not part of the text."""
        if self.title and self.text.startswith(self.title):
            rest = self.text[len(self.title) :]
            return len(self.title) + len(rest) - len(rest.lstrip())
        return 0


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that a row of the record names. Without `url` it is known by its publisher's name alone, or by the `id`
    of an article that has no address.
    """

    url: str | None
    publisher: str | None = None
    published: EdtfDate | None = None
    language: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class FactReading:
    """One field of one event as one passage asserts it; `rule` names what read it."""

    field: Field
    value: str
    text: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class EventReading:
    """One event as one article tells of it: its values, each backed by one or more of `facts`.

    `people` and `topics` are slugs; `cities` English names, the first told first; `country` ISO 3166 alpha-2.
    `confidence` is told by rows of the record alone.
    """

    kind: Kind
    status: Status
    format: Format | None = None
    date: EdtfDate | None = None
    cities: tuple[str, ...] = ()
    country: str | None = None
    people: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    outcome: str | None = None
    duration_minutes_at_least: int | None = None
    facts: tuple[FactReading, ...] = ()
    confidence: Confidence | None = None

    @classmethod
    def of_facts(
        cls,
        kind: Kind,
        status: Status,
        format: Format | None,
        date: EdtfDate | None,
        facts: tuple[FactReading, ...],
        confidence: Confidence | None = None,
    ) -> Self:
        """Make the event that `facts` tell of: of a list each value once, in their order, else the first value.

        Kind, status, format and date are chosen among several facts by whoever reads, and given here.
        """

        def values(name: Field) -> tuple[str, ...]:
            told = (fact for fact in facts if fact.field is name and fact.rule not in (BESIDE, MOVED_FROM))
            return tuple(dict.fromkeys(fact.value for fact in told))

        def first(name: Field) -> str | None:
            return next(iter(values(name)), None)

        duration = first(Field.DURATION)
        return cls(
            kind=kind,
            status=status,
            format=format,
            date=date,
            cities=values(Field.CITY),
            country=first(Field.COUNTRY),
            people=values(Field.PEOPLE),
            topics=values(Field.TOPICS),
            outcome=first(Field.OUTCOME),
            duration_minutes_at_least=int(duration) if duration else None,
            facts=facts,
            confidence=confidence,
        )

    def get_value(self, name: Field) -> str | None:
        """Return the first value that the facts give to a field; None if none does."""
        told = (fact for fact in self.facts if fact.field is name and fact.rule not in (BESIDE, MOVED_FROM))
        return next((fact.value for fact in told), None)

    @property
    def parts_of_day(self) -> frozenset[PartOfDay]:
        """The parts of its day in which it is told to have been."""
        return frozenset(PartOfDay(fact.value) for fact in self.facts if fact.field is Field.PART_OF_DAY)

    @property
    def city(self) -> str | None:
        """The first city told."""
        return self.cities[0] if self.cities else None

    @property
    def start(self) -> int:
        """Where in the text the first words about this event stand."""
        return min((fact.span.start for fact in self.facts), default=0)


@dataclass(frozen=True, slots=True)
class QuoteReading:
    """Words attributed to a speaker; `speaker` is a person's slug, `event` an index into the reading's events.

    `said`, `language` and `source` are what a row of the record tells of the words; of a quote read from an article
    they are none: its day is not told, its language is the article's, and so is its source.
    """

    speaker: str | None
    speaker_text: str | None
    text: str
    kind: QuoteKind
    span: Span
    event: int | None = None
    said: EdtfDate | None = None
    language: str | None = None
    source: Citation | None = None


@dataclass(frozen=True, slots=True)
class ClaimReading:
    """ "N meetings in year Y", as of a day where the text tells one; `text` is the sentence at `span`.

    `scope` tells what is counted, `person` (a slug) at whose meetings alone, `claimed_by` who counts, where that is not
    the publisher; `at_least` that there were no fewer than `count`, perhaps more.
    """

    year: int
    count: int
    as_of: EdtfDate | None
    text: str
    span: Span
    scope: Scope = Scope.MEETINGS
    claimed_by: str | None = None
    source: Citation | None = None
    person: str | None = None
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class CorrectionReading:
    """What an editor says of the record, as an entry of a file of corrections has it.

    `events` are slugs, `articles` addresses or ids of sources, `mentions` ids. `days` are those with which it has to
    do (None: what has no date); `made` is the ISO day on which it was made. `facts` carry a value that it sets, of a
    list each.
    """

    action: Action
    events: tuple[str, ...]
    reason: str
    author: str
    made: str
    days: tuple[EdtfDate | None, ...]
    articles: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    facts: tuple[FactReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document. `sentences` covers the text; spans of facts lie within one of them.

    `sources` are those that a row of the record names for its event; an article is its own.
    """

    article: Article
    sentences: tuple[Span, ...] = ()
    events: tuple[EventReading, ...] = ()
    quotes: tuple[QuoteReading, ...] = ()
    claims: tuple[ClaimReading, ...] = field(default=())
    sources: tuple[Citation, ...] = ()
    correction: CorrectionReading | None = None

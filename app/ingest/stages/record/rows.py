"""The rows of the record once their cells have been checked."""

from dataclasses import dataclass

from app.domain.dates import EdtfDate
from app.domain.readings import Citation
from app.domain.vocabulary import Confidence, Format, Kind, Scope, Status


@dataclass(frozen=True, slots=True)
class QuoteCells:
    """A row of `quotes.csv`: the words, who said them (`slug` where that is known) and when, and who prints them."""

    text: str
    language: str | None
    speaker: str | None
    slug: str | None
    said: EdtfDate | None
    source: Citation


@dataclass(frozen=True, slots=True)
class EventRow:
    """A row of `events.csv` with the rows of `sources.csv` and `quotes.csv` that name it.

    Of `cities`, `people` and `topics` each value comes with the words of its cell; `others` is the cell itself.
    """

    key: str
    file: str
    kind: Kind
    status: Status
    format: Format | None
    date: EdtfDate | None
    cities: tuple[tuple[str, str], ...]
    venue: str
    country: str
    presidents: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    others: str
    topics: tuple[tuple[str, str], ...]
    outcome: str
    confidence: Confidence | None
    note: str
    sources: tuple[Citation, ...]
    quotes: tuple[QuoteCells, ...] = ()


@dataclass(frozen=True, slots=True)
class LooseRow:
    """A row that tells of no event of the record: a quote, or (with `count`) a count claim of a year.

    `person` is the slug of whose meetings alone are counted, `person_text` the name in the cell; `at_least` tells that
    `count` is the least number.
    """

    key: str
    file: str
    source: Citation
    quote: QuoteCells | None = None
    year: int = 0
    count: int = 0
    as_of: EdtfDate | None = None
    claimed_by: str | None = None
    scope: Scope = Scope.MEETINGS
    person: str | None = None
    person_text: str = ""
    at_least: bool = False
    note: str = ""

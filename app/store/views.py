"""The rows that reading functions give to the web: plain values, no sessions, no lazy loading."""

from dataclasses import dataclass

from app.domain.counting import Reckoning
from app.domain.vocabulary import Scope


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A document, without its text. `published` is EDTF; `origin` tells who wrote it (`app.domain.vocabulary.Origin`).

    Of a source that a row of the record names, only the address may be known: then it has no text.
    """

    id: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    language: str | None
    digest: bool
    origin: str = "press"
    has_text: bool = True
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawnRow:
    """A source that was withdrawn: its name, the day (ISO), and the reason."""

    article: ArticleRow
    day: str
    reason: str


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A document that somebody names by its address or id; with day (ISO) and reason if it was withdrawn."""

    article: ArticleRow
    withdrawn: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote with its article and, where known, its event. `number` is that of the sentence in
    the article's text in which it begins (the anchor `s7` of the article's page); a quote of the record has none.
    `said` is the day (EDTF) on which the words were said, where that is told; `language` is that of the words.

    It is one attestation: `main_id` names the one that stands for the quote. Where this is that one, `others` are the
    further attestations, as far as they were asked for; these have none themselves."""

    id: str
    speaker: str | None
    speaker_text: str | None
    text: str
    kind: str
    article: ArticleRow
    event_slug: str | None
    event_title: str | None
    event_date: str | None
    number: int | None = None
    language: str | None = None
    said: str | None = None
    main_id: str = ""
    others: tuple["QuoteRow", ...] = ()


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as the timeline and `/events.json` list it. `status` may be `overdue`. Dates are EDTF;
    `first` and `last` are ISO days that bound the date (sorting only, never shown)."""

    id: str
    slug: str
    title: str
    kind: str
    format: str | None
    status: str
    date: str | None
    date_start: str | None
    date_end: str | None
    first: str | None
    last: str | None
    city: str | None
    cities: tuple[str, ...]
    country: str | None
    people: tuple[str, ...]
    topics: tuple[str, ...]
    outcome: str | None
    duration_minutes_at_least: int | None
    sources: int
    quote: QuoteRow | None = None
    venue: str | None = None
    others: str | None = None
    note: str | None = None
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class BriefRow:
    """An event in one line. `status` may be `overdue`; `year` is that under which the timeline shows it."""

    slug: str
    title: str
    city: str | None
    kind: str
    status: str
    date: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class EventList:
    """One page of a view: `total` counts the whole view; `next_after` is the slug to go on after, if any. There are
    more than `total` if it `is_least`."""

    events: tuple[EventRow, ...]
    total: int
    next_after: str | None = None
    is_least: bool = False


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value of a facet and the number of events it would show under the other filters."""

    value: str
    count: int
    wanted: bool = False
    unwanted: bool = False


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet under a view, and the numbers of events that the views next to it show.

    `here` counts the events of the view that have it, `added` those of the view that wants it as well, `left_out`
    those of the view that excludes it.
    """

    value: str
    here: int
    added: int
    left_out: int
    wanted: bool = False
    unwanted: bool = False


@dataclass(frozen=True, slots=True)
class YearBar:
    """One year of the strip: the events of the whole record by status and kind, and how many of them match."""

    year: int
    held: int
    calls: int
    planned: int
    cancelled: int
    overdue: int
    other: int
    matching: int


@dataclass(frozen=True, slots=True)
class EventMark:
    """Events of one date, kind and status as a mark in the picture of their year: `matching` tells whether the view
    asked for shows one of them."""

    year: int
    date: str
    kind: str
    status: str
    matching: bool


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """An event as the overview counts it. `status` may be `overdue`; `first` and `last` are ISO days that bound the
    date; `others` says in the words of the record who else was there."""

    slug: str
    kind: str
    format: str | None
    status: str
    year: int | None
    date: str | None
    first: str | None
    last: str | None
    others: str | None


@dataclass(frozen=True, slots=True)
class ValueCount:
    """How many events of one year (`None`: without a date) have one value of a facet."""

    value: str
    year: int | None
    count: int


@dataclass(frozen=True, slots=True)
class RecordSize:
    """How large the record is; years are `None` while it is empty."""

    events: int
    articles: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage behind a value: the sentence, and where in it the words read are (`marks`, code points).

    `number` is the sentence's place in the article's text, counted from 0 (the anchor `s7` of its page).
    """

    value: str
    text: str
    rule: str
    sentence: str
    marks: tuple[tuple[int, int], ...]
    article: ArticleRow
    number: int | None = None


@dataclass(frozen=True, slots=True)
class FactGroup:
    """One field of an event: the displayed value(s), the passages for them, and other values with theirs."""

    field: str
    values: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    others: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A count claim with its words, the number of their sentence in the article's text, and its article.

    `number` is `None` where the words are not the article's: a row of the record says what it counts. `scope` tells
    what is counted, `person` (a slug) whose contacts alone, `claimed_by` who counts, where that is not the publisher;
    `at_least` that there were no fewer than `count`.
    """

    id: str
    year: int
    count: int
    as_of: str | None
    text: str
    article: ArticleRow
    number: int | None = None
    scope: str = Scope.MEETINGS
    person: str | None = None
    claimed_by: str | None = None
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class HeldClaim:
    """A count claim held against the record.

    `repeats` is the id of the claim that it only tells again: the same voice tells the same number of the same.
    """

    claim: ClaimRow
    reckoning: Reckoning
    repeats: str | None = None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of one event and what was read from it for that event."""

    article: ArticleRow
    facts: int
    quotes: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an event's story: `planned`, `moved`, `cancelled` or `held`, for or on `date` (EDTF). Of a move
    `former` is the day that it was first set for. The evidence comes from one or several sources."""

    what: str
    date: str | None
    former: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """What an editor said of the record; `made` is an ISO day. `changed` are the events (slug, title) that it
    changed; none if no event is what it names."""

    id: str
    action: str
    events: tuple[str, ...]
    articles: tuple[str, ...]
    mentions: tuple[str, ...]
    field: str | None
    value: str | None
    reason: str
    author: str
    made: str
    changed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class VagueRow:
    """What a source tells too vaguely for one event, or an editor rejected: kind, date (EDTF), the sentence and its
    number."""

    kind: str
    status: str
    date: str | None
    sentence: str
    number: int | None


@dataclass(frozen=True, slots=True)
class EventDetail:
    """Everything the page of one event shows."""

    event: EventRow
    facts: tuple[FactGroup, ...]
    quotes: tuple[QuoteRow, ...]
    claims: tuple[HeldClaim, ...]
    sources: tuple[SourceRow, ...]
    earlier: EventRow | None
    later: EventRow | None
    announced_next: tuple[EventRow, ...]
    story: tuple[Step, ...] = ()
    corrections: tuple[CorrectionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """An event's lasting name `uid`, how often what is shown of it has changed (`sequence` only rises), and the moments
    at which it was first shown here and last changed (UTC, RFC 3339)."""

    uid: str
    sequence: int
    published: str
    updated: str


@dataclass(frozen=True, slots=True)
class SlugAnswer:
    """What a slug stands for: one event's current slug, or the several events that share it. Without either, it
    stood for an event of which no source tells any more."""

    slug: str | None
    shared_by: tuple[EventRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article's text to show: pieces of (text, kinds), kinds naming what was read from it, or
    a gap (`pieces` empty) that stands for sentences left out. `paragraph`: it begins a paragraph. `number` is
    that of the sentence, counted from 0; `None` for a gap."""

    pieces: tuple[tuple[str, tuple[str, ...]], ...]
    paragraph: bool = False
    number: int | None = None


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence of a source that is shown, and its number in the source's text, counted from 0."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class ShownText:
    """What of a source is shown to everybody."""

    title: str | None
    publisher: str | None
    sentences: tuple[ShownSentence, ...]


@dataclass(frozen=True, slots=True)
class EventSentence:
    """A sentence from which something was read of an event: of which version, its number there (`None` between
    sentences), and its text."""

    version_id: str
    number: int | None
    text: str


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """Words by which an event was found: a sentence of a source, with its number there, or a quote (`quote_id`)."""

    text: str
    language: str | None
    article: ArticleRow
    number: int | None = None
    quote_id: str | None = None


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A source that a search finds, and of its shown sentences the one that tells most of what was searched for."""

    article: ArticleRow
    sentence: ShownSentence | None


@dataclass(frozen=True, slots=True)
class ArticleList:
    """One page of the sources, newest first: `total` counts the whole view; `next_after` is the id to go on after."""

    articles: tuple[ArticleRow, ...]
    total: int
    next_after: str | None = None


@dataclass(frozen=True, slots=True)
class SourceList:
    """One page of the sources found, newest first: `total` counts all; `next_after` is the id to go on after. There are
    more than `total` if it `is_least`."""

    sources: tuple[FoundSource, ...]
    total: int
    next_after: str | None = None
    is_least: bool = False


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of an article: when it was published (EDTF), and whether it is the one shown and the last."""

    id: str
    published: str | None
    shown: bool
    last: bool


@dataclass(frozen=True, slots=True)
class ArticleDetail:
    """Everything the page of one source shows. `history` are its versions in the order of their publication.

    Of an earlier version that is title, date and text; `events`, `quotes` and `claims` are read from the last
    one only. `marks_known` is false if it is not known what was read from the version shown.
    """

    article: ArticleRow
    withdrawn: str | None
    withdrawn_reason: str | None
    passages: tuple[Passage, ...]
    events: tuple[EventRow, ...]
    quotes: tuple[QuoteRow, ...]
    claims: tuple[ClaimRow, ...]
    versions: int
    history: tuple[VersionRow, ...] = ()
    marks_known: bool = True
    vague: tuple[VagueRow, ...] = ()
    named_by: tuple[ArticleRow, ...] = ()
    cites: tuple[ArticleRow, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteList:
    """One page of the quotes, newest first, each with its other attestations: `total` counts the whole list, a quote
    once; `next_after` is the id to go on after. There are more
    than `total` if it `is_least`."""

    quotes: tuple[QuoteRow, ...]
    total: int
    next_after: str | None = None
    is_least: bool = False


@dataclass(frozen=True, slots=True)
class QuoteFacetValue:
    """One value of a facet of the quotes. `count` is the number of quotes of the view that its link leads to: that
    which wants it as well, or if it is chosen already, which neither wants nor excludes it. `left_out` is the number
    of the view without it, `None` if there is nothing to leave out."""

    value: str
    count: int
    left_out: int | None = None
    wanted: bool = False
    unwanted: bool = False


@dataclass(frozen=True, slots=True)
class QuoteDetail:
    """One quote with all its attestations. `asked` is the one that was asked for, `read` the one whose context is
    known: that, or the first other one that was read from a text.

    `sentence` is what `read` stands in (`marks` show its words), `before` and `after` the sentences around it.
    `earlier` and `later` are the quotes that its source prints next to it.
    """

    quote: QuoteRow
    asked: QuoteRow
    read: QuoteRow
    sentence: str
    marks: tuple[tuple[int, int], ...]
    before: str | None = None
    after: str | None = None
    earlier: QuoteRow | None = None
    later: QuoteRow | None = None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place: its slug, its English name, and the number of events there."""

    slug: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class RunRow:
    """One ingestion, and what it rejected: (source, reason)."""

    id: int
    started: str
    finished: str | None
    documents: int
    stored: int
    unchanged: int
    rejected: tuple[tuple[str, str], ...]
    removed: int = 0


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """How many texts there are in a language (None: it could not be told), and whether anything is read from them."""

    language: str | None
    texts: int
    is_read: bool


@dataclass(frozen=True, slots=True)
class PublisherCount:
    """How many sources a publisher has."""

    name: str
    sources: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the record is made from. `texts` are the sources whose text was read, `digests` those of them that are our
    own summaries, `rows` those of the curated record; `publishers` the ones with most sources of all there are."""

    sources: int
    texts: int
    digests: int
    rows: int
    corrections: int
    facts: int
    quotes: int
    claims: int
    languages: tuple[LanguageCount, ...]
    publishers: tuple[PublisherCount, ...]
    publishers_total: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the record is known to lack. `counts` are counts by sources held against it, of each year the one of which
    most is missing (of equals the highest); `told_once` are those of its `contacts` (meetings and calls) of which one
    source alone tells."""

    counts: tuple[HeldClaim, ...]
    empty_years: tuple[int, ...]
    unsure: int
    overdue: int
    undated: int
    told_once: int
    contacts: int


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed, when it was asked and what came of it (UTC timestamps); `reason` is that of the last failure."""

    url: str
    kind: str
    publisher: str
    language: str
    etag: str | None
    last_modified: str | None
    checked: str | None
    succeeded: str | None
    failed: str | None
    reason: str | None

    @property
    def is_failing(self) -> bool:
        """Whether it failed when it was last asked."""
        return self.failed is not None and (self.succeeded is None or self.failed > self.succeeded)


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """What is known of a page that a feed names: when it was fetched last, which moment of change the feed told then
    (None where it told none, or where the page came to us in another way), and how often it failed since."""

    fetched: str
    changed: str | None = None
    failures: int = 0

"""What the share image of a page says: the words of that page, in its language, and nothing else.

A card is a value: two equal cards are the same image.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from app.domain.filters import Filters
from app.domain.vocabulary import Origin, QuoteKind
from app.store.engine import Session
from app.store.marks import count_matching
from app.store.telling import list_tellers, list_telling_sentences
from app.store.timeline import list_events, list_years
from app.store.views import EventRow, Evidence, QuoteRow
from app.web.dates import format_date
from app.web.evidence import Piece, make_pieces
from app.web.formatting import (
    format_city,
    format_person,
    format_quote,
    format_speaker,
    format_status,
    format_title,
    get_mark,
)
from app.web.language import gettext
from app.web.phrases import make_count_sentence, make_lead, name_occasion, name_view
from app.web.strip import StripGap, StripYear, make_strip
from app.web.telling import name_publisher
from app.web.wording import format_tellers

LATEST = 3
"""So many of the newest events can stand on the card of a view."""

# In characters: more of one text than this never fits on an image.
_LONGEST = 600
# A sentence whose words read come later than this begins shortly before them.
_LATE, _BEFORE = 120, 60
_WITH_GUILLEMETS = ("ru", "be")


@dataclass(frozen=True, slots=True)
class Title:
    """The title of an event: its place, if it begins with one, and what follows."""

    place: str
    rest: str


@dataclass(frozen=True, slots=True)
class EventCard:
    """One event. `said` is the sentence of a source that tells of it best, the words read marked, by `source`; a cell
    of the record is no sentence."""

    site: str
    mark: str
    standing: str
    title: Title
    date: str
    people: str
    outcome: str
    said: tuple[Piece, ...]
    source: str
    tellers: str


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """One quote; `occasion` is the event around which it was said."""

    site: str
    words: str
    speaker: str
    source: str
    occasion: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An event in a line."""

    mark: str
    date: str
    title: Title


@dataclass(frozen=True, slots=True)
class ViewCard:
    """One view of the timeline: its heading, how many events it has, the strip of the years, the newest events."""

    site: str
    heading: str
    says: str
    strip: tuple[StripYear | StripGap, ...]
    latest: tuple[Entry, ...]


Card = EventCard | QuoteCard | ViewCard


def make_event_card(session: Session, event: EventRow, today: date, base_url: str) -> EventCard:
    """Read what the image of an event says beside its values, and make its card."""
    evidence = list_telling_sentences(session, [event.id]).get(event.id)
    if evidence and evidence.article.origin != Origin.PRESS:
        evidence = None
    outcome = event.outcome or ""
    told = outcome.lower() not in event.title.lower()
    return EventCard(
        site=_name_site(base_url),
        mark=get_mark(event),
        standing=_shorten(format_status(event, today)),
        title=_make_title(event),
        date=_capitalize(format_date(event.date)),
        people=_shorten(", ".join(format_person(one) for one in event.people)),
        outcome=_shorten(_capitalize(outcome)) if told else "",
        said=_make_said(evidence) if evidence else (),
        source=_name_source(evidence) if evidence else "",
        tellers=_shorten(format_tellers(list_tellers(session, [event.id]).get(event.id, ()))),
    )


def make_quote_card(quote: QuoteRow, base_url: str) -> QuoteCard:
    """Make the card of a quote. Reported words are no one's exact words: no quotation marks."""
    words = _shorten(format_quote(quote.text))
    if quote.kind != QuoteKind.REPORTED:
        words = _put_in_marks(words, quote.language)
    source = [name_publisher(quote.article)]
    if day := quote.said or quote.article.published:
        source.append(format_date(day))
    if quote.kind == QuoteKind.REPORTED:
        source.append(gettext("as reported"))
    return QuoteCard(
        site=_name_site(base_url),
        words=words,
        speaker=_shorten(format_speaker(quote)),
        source=_shorten(", ".join(source)),
        occasion=_shorten(name_occasion(quote)),
    )


def make_view_card(session: Session, filters: Filters, today: date, base_url: str) -> ViewCard:
    """Read one view of the timeline and make its card; a page of it has the card of the whole view."""
    filters = replace(filters, after=None)
    found = list_events(session, filters, today, LATEST)
    years = list_years(session, filters, today)
    heading, says = name_view(filters), make_count_sentence(filters, found.total, shown=len(found.events))
    if not filters:
        says = make_lead(years)
    elif not found.total:
        # The sentence says what there is none of: a heading would say it twice.
        heading, says = says, gettext("Nothing is in this list.")
    return ViewCard(
        site=_name_site(base_url),
        heading=_shorten(heading),
        says=_shorten(says),
        strip=make_strip(
            years,
            count_matching(session, filters, today) if filters else None,
            {year.year: "" for year in years},
            filters.of("year").wanted,
        ),
        latest=tuple(
            Entry(get_mark(one), _capitalize(format_date(one.date)), _make_title(one)) for one in found.events
        ),
    )


def _make_title(event: EventRow) -> Title:
    title, city = format_title(event.title), format_city(event.city or "")
    if city and title.startswith(city):
        return Title(_shorten(city), _shorten(title[len(city) :]))
    return Title("", _shorten(title))


def _make_said(evidence: Evidence) -> tuple[Piece, ...]:
    """Make the pieces of a sentence in quotation marks, those left out at its beginning an ellipsis."""
    sentence, marks = evidence.sentence, list(evidence.marks)
    first = min((start for start, _ in marks), default=0)
    cut = 0
    if first > _LATE:
        cut = sentence.find(" ", first - _BEFORE, first) + 1 or first
    before, after = _get_marks(evidence.article.language)
    pieces = make_pieces(sentence[cut : cut + _LONGEST], [(start - cut, end - cut) for start, end in marks])
    return ((f"{before}…" if cut else before, False), *pieces, (after, False))


def _name_source(evidence: Evidence) -> str:
    named = [name_publisher(evidence.article)]
    if evidence.article.published:
        named.append(format_date(evidence.article.published))
    return _shorten(", ".join(named))


def _put_in_marks(words: str, language: str | None) -> str:
    before, after = _get_marks(language)
    return f"{before}{words}{after}"


def _get_marks(language: str | None) -> Sequence[str]:
    return "«»" if language in _WITH_GUILLEMETS else "“”"


def _name_site(base_url: str) -> str:
    return _shorten(urlsplit(base_url).netloc)


def _capitalize(words: str) -> str:
    return words[:1].upper() + words[1:]


def _shorten(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"

"""Texts with what was searched for marked in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.queries import parse_query
from app.domain.spans import Span
from app.lexicon.search.hits import find_hits, list_missing, list_wanted
from app.store.engine import Session
from app.store.found_events import list_found_passages
from app.store.views import ArticleRow, EventRow, FoundPassage
from app.web.evidence import Piece, make_article_link, make_pieces
from app.web.formatting import format_person, format_title, format_topic

LONGEST = 360
"""Of a longer text so many characters are shown around the first hit."""

_BEFORE = 90
_GAP = "…"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a source with hits marked, where they stand, and in which language."""

    pieces: tuple[Piece, ...]
    article: ArticleRow
    language: str | None
    here: str
    is_quote: bool = False


def mark_hits(text: str, searches: Sequence[str], longest: int | None = None) -> tuple[Piece, ...]:
    """Cut a text at what searches ask for, which is marked; of one beyond `longest` take what is around the first."""
    spans = find_hits(text, list_wanted([parse_query(one) for one in searches])).spans
    if longest is None or len(text) <= longest:
        return make_pieces(text, [(span.start, span.end) for span in spans])
    start, end = _choose_window(text, spans, longest)
    marks = [
        (max(span.start, start) - start, min(span.end, end) - start)
        for span in spans
        if span.start < end and span.end > start
    ]
    before: tuple[Piece, ...] = ((_GAP, False),) if start else ()
    after: tuple[Piece, ...] = ((_GAP, False),) if end < len(text) else ()
    return (*before, *make_pieces(text[start:end], marks), *after)


def find_passages(
    session: Session, events: Sequence[EventRow], searches: Sequence[str], *, always: bool = False
) -> dict[str, Passage]:
    """Find for each event, by its id, the words by which searches found it: those that its entry does not show. Where
    the entry shows enough there are none, unless `always`."""
    if not searches:
        return {}
    queries = [parse_query(one) for one in searches]
    whole = list_wanted(queries) if always else ()
    wanted = {event.id: list_missing(_list_visible(event), queries) or whole for event in events}
    found = list_found_passages(session, wanted)
    return {event_id: make_passage(passage, searches) for event_id, passage in found.items()}


def make_passage(found: FoundPassage, searches: Sequence[str]) -> Passage:
    """Make the words by which an event was found, with hits marked."""
    here = (
        f"/quotes/{found.quote_id}" if found.quote_id else make_article_link(found.article.id, found.number)
    )
    pieces = mark_hits(found.text, searches, LONGEST)
    return Passage(pieces, found.article, found.language, here, found.quote_id is not None)


def _list_visible(event: EventRow) -> list[str]:
    """List the texts that the entry of an event in a list shows."""
    quoted = [event.quote.text] if event.quote else []
    people = [format_person(person) for person in event.people]
    topics = [format_topic(topic) for topic in event.topics]
    return [format_title(event.title), event.outcome or "", str(event.date or ""), *people, *topics, *quoted]


def _choose_window(text: str, spans: Sequence[Span], longest: int) -> tuple[int, int]:
    """Choose what to show of a long text, from the beginning of a word to the end of one where there are spaces."""
    first = spans[0].start if spans else 0
    start = max(0, min(first - _BEFORE, len(text) - longest))
    if start:
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + longest)
    if end < len(text):
        space = text.rfind(" ", first, end)
        end = space if space > first else end
    return start, end

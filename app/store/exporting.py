"""The record as rows of an export: events in the order of their slugs, documents with all they tell in that of ids.

Rows are made in batches, so that memory stays flat however large the record is. Nothing in them depends on the clock
or on the order in which documents came: no path, no number of a run, no former slug.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.domain.exported import DocumentType, Row
from app.domain.spans import Span
from app.domain.vocabulary import Origin
from app.store.excerpts import Excerpt
from app.store.rows import list_event_rows
from app.store.schema import (
    AnyRow,
    AnySelect,
    article,
    citation,
    claim,
    event,
    fact,
    mention,
    mention_source,
    quote,
    version,
)
from app.store.sentences import Sentences
from app.store.sources import hash_text, is_known_by_address

_BATCH = 100
_DECLARED = ("publisher", "published", "language")
# No plan is overdue on this day: an export says what the sources say, whenever it is made.
_NEVER = date.min
_NOTHING = Excerpt(Sentences("", ()), (), is_whole=True)

Grouped = dict[str, list[AnyRow]]


@dataclass(frozen=True, slots=True)
class ExportedDocument:
    """One document: its row of `sources`, and its rows of `facts`, `quotes` and `claims` in the order of its text."""

    source: Row
    facts: tuple[Row, ...]
    quotes: tuple[Row, ...]
    claims: tuple[Row, ...]


def list_exported_events(session: Session) -> Iterator[Row]:
    """List the rows of all events."""
    for ids in _list_batches(session, select(event.c.id).order_by(event.c.slug)):
        chosen = select(event).where(event.c.id.in_(ids)).order_by(event.c.slug)
        sources = _list_event_sources(session, ids)
        for row in list_event_rows(session, chosen, _NEVER):
            yield {
                "slug": row.slug,
                "url": f"/events/{row.slug}",
                "title": row.title,
                "kind": row.kind,
                "format": row.format,
                "status": row.status,
                "date": row.date,
                "date_start": row.date_start,
                "date_end": row.date_end,
                "city": row.city,
                "country": row.country,
                "people": list(row.people),
                "topics": list(row.topics),
                "outcome": row.outcome,
                "duration_minutes_at_least": row.duration_minutes_at_least,
                "sources": row.sources,
                "cities": list(row.cities),
                "venue": row.venue,
                "others": row.others,
                "note": row.note,
                "confidence": row.confidence,
                "id": row.id,
                "source_ids": sources.get(row.id, []),
            }


def list_exported_documents(session: Session) -> Iterator[ExportedDocument]:
    """List all documents with what each tells.

    Sources that were withdrawn are left out, and with them the rows of the record that nothing but these told: an
    export is for others to keep.
    """
    kept = select(article.c.id).where(article.c.withdrawn.is_(None))
    for ids in _list_batches(session, kept.order_by(article.c.id)):
        yield from _make_documents(session, ids)


def _list_batches(session: Session, statement: AnySelect) -> Iterator[Sequence[str]]:
    """List ids in batches."""
    ids = session.execute(statement).scalars().all()
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _list_event_sources(session: Session, event_ids: Sequence[str]) -> dict[str, list[str]]:
    rows = select(mention.c.event_id, mention_source.c.article_id).distinct()
    rows = rows.join(mention_source, mention_source.c.mention_id == mention.c.id)
    rows = rows.where(mention.c.event_id.in_(event_ids)).order_by(mention_source.c.article_id)
    sources: dict[str, list[str]] = defaultdict(list)
    for event_id, article_id in session.execute(rows):
        sources[event_id].append(article_id)
    return sources


def _make_documents(session: Session, ids: Sequence[str]) -> Iterator[ExportedDocument]:
    columns = (version.c[name].label(f"own_{name}") for name in _DECLARED)
    joined = select(article, *columns, version.c.text, version.c.text_hash, version.c.sentences)
    joined = joined.outerjoin(version, version.c.id == article.c.version_id).where(article.c.id.in_(ids))
    mentions = _group(session, _select_mentions(), mention.c.article_id, ids, mention.c.position)
    facts = _group(session, _select_facts(), mention.c.article_id, ids, mention.c.position, fact.c.position)
    quotes = _group(session, _select_quotes(), quote.c.document_id, ids, quote.c.position)
    claims = _group(session, select(claim), claim.c.document_id, ids, claim.c.position)
    cites = _group(session, _select_cites(), citation.c.document_id, ids, citation.c.position)
    behind = _list_behind(session, ids)
    cut = _list_cut(session, ids)
    for row in session.execute(joined.order_by(article.c.id)).all():
        one = row.id
        told = (*facts[one], *quotes[one], *claims[one])
        is_cut = row.origin == Origin.RECORD and (one in cut or row.text_hash != hash_text(row.text))
        if is_cut and not told:
            continue
        excerpt = _make_excerpt(row, told, is_cut=is_cut)
        yield ExportedDocument(
            source=_make_source(row, excerpt, mentions[one], cites[one], behind[one], is_cut=is_cut),
            facts=tuple(_make_fact(fact_row, one, excerpt) for fact_row in facts[one]),
            quotes=tuple(_make_quote(quote_row, excerpt) for quote_row in quotes[one]),
            claims=tuple(_make_claim(claim_row, excerpt) for claim_row in claims[one]),
        )


def _group(
    session: Session,
    statement: AnySelect,
    column: ColumnElement[str],
    ids: Sequence[str],
    *order: ColumnElement[int],
) -> Grouped:
    """Run a statement for these documents and return its rows by document, in this order."""
    grouped: Grouped = defaultdict(list)
    of_batch = statement.add_columns(column.label("of")).where(column.in_(ids))
    for row in session.execute(of_batch.order_by(*order)):
        grouped[row.of].append(row)
    return grouped


def _select_mentions() -> AnySelect:
    # The mention of a correction only carries a value; what an editor says stands in the text.
    told = select(mention, event.c.slug).outerjoin(event, event.c.id == mention.c.event_id)
    return told.where(mention.c.status != "")


def _select_facts() -> AnySelect:
    told = select(fact, event.c.slug).join(mention, mention.c.id == fact.c.mention_id)
    return told.outerjoin(event, event.c.id == mention.c.event_id)


def _select_quotes() -> AnySelect:
    told = select(quote, event.c.slug).outerjoin(mention, mention.c.id == quote.c.mention_id)
    return told.outerjoin(event, event.c.id == mention.c.event_id)


def _select_cites() -> AnySelect:
    told = select(citation, article.c.url).join(article, article.c.id == citation.c.article_id)
    return told.where(article.c.withdrawn.is_(None))


def _list_cut(session: Session, ids: Sequence[str]) -> set[str]:
    """List the rows of the record that name a source that was withdrawn: they hold its words, which are left out."""
    rows = select(citation.c.document_id).join(article, article.c.id == citation.c.article_id)
    withdrawn = rows.where(citation.c.document_id.in_(ids), article.c.withdrawn.is_not(None))
    return set(session.execute(withdrawn).scalars())


def _list_behind(session: Session, ids: Sequence[str]) -> dict[str, set[str]]:
    """Return for each document the ids of the sources that tell what its mentions assert."""
    rows = select(mention.c.article_id, mention_source.c.article_id)
    rows = rows.join(mention_source, mention_source.c.mention_id == mention.c.id)
    behind: dict[str, set[str]] = defaultdict(set)
    for one, source_id in session.execute(rows.where(mention.c.article_id.in_(ids))):
        behind[one].add(source_id)
    return behind


def _make_excerpt(row: AnyRow, told: Iterable[AnyRow], *, is_cut: bool) -> Excerpt:
    if row.text is None:
        return _NOTHING
    is_ours = row.digest or row.origin != Origin.PRESS
    spans = (Span(one.start, one.end) for one in told)
    return Excerpt(Sentences.read(row.text, row.sentences), spans, is_whole=is_ours and not is_cut)


def _get_type(row: AnyRow) -> DocumentType:
    match Origin(row.origin):
        case Origin.RECORD:
            return DocumentType.RECORD
        case Origin.EDITOR:
            return DocumentType.CORRECTION
        case Origin.PRESS if row.version_id is None:
            return DocumentType.CITED
        case Origin.PRESS:
            return DocumentType.DIGEST if row.digest else DocumentType.ARTICLE


def _make_source(
    row: AnyRow,
    excerpt: Excerpt,
    mentions: Sequence[AnyRow],
    cites: Sequence[AnyRow],
    behind: set[str],
    *,
    is_cut: bool,
) -> Row:
    kind = _get_type(row)
    has_text = kind is not DocumentType.CITED
    return {
        "id": row.id,
        "type": kind,
        "title": row.title,
        "publisher": row.publisher,
        "url": row.url,
        "published": row.published,
        "language": row.language,
        "text": excerpt.text if has_text else None,
        "excerpt": kind is DocumentType.ARTICLE or is_cut if has_text else None,
        "sentences": [[span.start, span.end] for span in excerpt.sentences],
        "text_hash": row.text_hash if has_text else None,
        "filled": [
            name
            for name in _DECLARED
            if has_text and getattr(row, name) is not None and getattr(row, f"own_{name}") is None
        ],
        "mentions": [
            {
                "id": one.id,
                "event": one.slug,
                "kind": one.kind,
                "format": one.format,
                "status": one.status,
                "date": one.date,
                "confidence": one.confidence,
            }
            for one in mentions
        ],
        "cites": [
            {
                "source": one.article_id,
                "url": one.url if is_known_by_address(one.article_id, one.url) else None,
                "publisher": one.publisher,
                "published": one.published,
                "language": one.language,
                "tells": one.article_id in behind,
            }
            for one in cites
        ],
    }


def _make_fact(row: AnyRow, document_id: str, excerpt: Excerpt) -> Row:
    return {
        "mention": row.mention_id,
        "position": row.position,
        "event": row.slug,
        "document": document_id,
        "field": row.field,
        "value": row.value,
        "text": row.text,
        "rule": row.rule,
        **_place(row, excerpt),
    }


def _make_quote(row: AnyRow, excerpt: Excerpt) -> Row:
    return {
        "id": row.id,
        "event": row.slug,
        "mention": row.mention_id,
        "source": row.article_id,
        "document": row.document_id,
        "position": row.position,
        "speaker": row.speaker,
        "speaker_text": row.speaker_text,
        "text": row.text,
        "kind": row.kind,
        "said": row.said,
        "language": row.language,
        **_place(row, excerpt),
    }


def _make_claim(row: AnyRow, excerpt: Excerpt) -> Row:
    return {
        "id": row.id,
        "source": row.article_id,
        "document": row.document_id,
        "position": row.position,
        "year": row.year,
        "count": row._mapping["count"],
        "at_least": row.at_least,
        "as_of": row.as_of,
        "scope": row.scope,
        "person": row.person,
        "claimed_by": row.claimed_by,
        "text": row.text,
        **_place(row, excerpt),
    }


def _place(row: AnyRow, excerpt: Excerpt) -> Row:
    place = excerpt.place(Span(row.start, row.end))
    return {"sentence": place.sentence, "number": place.number, "start": place.start, "end": place.end}

"""Quotes: lists of them, narrowed and searched, and one alone with its attestations and the sentences around it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, select
from sqlalchemy.orm import Session

from app.domain.filters import Filters
from app.domain.spans import Span
from app.store import quote_rows
from app.store.quote_narrow import count_quotes, make_quote_conditions, select_quotes
from app.store.quote_rows import add_attestations, make_quote_rows
from app.store.schema import quote
from app.store.sentences import list_sentences
from app.store.views import QuoteDetail, QuoteList, QuoteRow

_BATCH = 500

_DAY = func.coalesce(quote.c.day, literal_column("''"))
NEWEST_FIRST = (_DAY.desc(), quote.c.article_id, quote.c.position, quote.c.id)


def list_quotes(session: Session, filters: Filters, limit: int | None) -> QuoteList:
    """List quotes, each once, newest first: by the day of their event, else of saying, else of publication.

    `filters.after` is the id of the quote, or of any attestation of it, after which to go on; an unknown one is
    ignored. `limit=None` gives all.
    """
    conditions = make_quote_conditions(session, filters)
    total = count_quotes(session, filters)
    # Only the ids are put in order: rows with their texts would fill the memory.
    found = select_quotes(quote.c.id).where(*conditions, *_make_after(session, filters.after))
    ordered = found.order_by(*NEWEST_FIRST)
    # One more than asked for tells whether there is a next page.
    ids = session.execute(ordered if limit is None else ordered.limit(limit + 1)).scalars().all()
    shown = ids[:limit]
    return QuoteList(
        tuple(list_quotes_of(session, shown)), total, shown[-1] if shown and len(ids) > len(shown) else None
    )


def has_quote(session: Session, quote_id: str) -> bool:
    """Tell whether there is a quote, or an attestation of one, of this id."""
    return session.execute(select(quote.c.id).where(quote.c.id == quote_id)).first() is not None


def get_quote(session: Session, quote_id: str) -> QuoteDetail | None:
    """Return the quote of which this is an attestation, with all of them and the sentences around the one asked for.

    Returns `None` if there is none with this id.
    """
    main_id = session.execute(select(quote.c.main_id).where(quote.c.id == quote_id)).scalar()
    if main_id is None:
        return None
    [main] = list_quotes_of(session, [main_id])
    asked = next(one for one in (main, *main.others) if one.id == quote_id)
    # A row of the record has the words and nothing around them.
    read = next((one for one in (asked, main, *main.others) if one.number is not None), asked)
    if read.number is None:
        return QuoteDetail(main, asked, read, read.text, ((0, len(read.text)),))
    columns = (quote.c.version_id, quote.c.start, quote.c.end, quote.c.position)
    row = session.execute(select(*columns).where(quote.c.id == read.id)).one()
    text = list_sentences(session, [row.version_id])[row.version_id]
    around = text.around(Span(row.start, row.end))
    before, after = text.neighbours(around)
    return QuoteDetail(
        main,
        asked,
        read,
        around.of(text.text),
        ((row.start - around.start, row.end - around.start),),
        before,
        after,
        _find_beside(session, main, read, quote.c.position < row.position, quote.c.position.desc()),
        _find_beside(session, main, read, quote.c.position > row.position, quote.c.position),
    )


def list_quotes_of(session: Session, ids: Sequence[str]) -> list[QuoteRow]:
    """Make the rows of these quotes, in this order, each with its other attestations."""
    rows: dict[str, QuoteRow] = {}
    for start in range(0, len(ids), _BATCH):
        batch = quote_rows.QUOTES.where(quote.c.id.in_(ids[start : start + _BATCH]))
        rows |= {row.id: row for row in add_attestations(session, make_quote_rows(session, batch))}
    return [rows[one] for one in ids]


def _find_beside(
    session: Session, main: QuoteRow, read: QuoteRow, side: ColumnElement[bool], order: ColumnElement[int]
) -> QuoteRow | None:
    """Find the next quote in the text in which a quote was read, on one side of it; not the same one once more."""
    beside = quote_rows.QUOTES.where(quote.c.document_id == read.article.id, quote.c.main_id != main.id, side)
    rows = make_quote_rows(session, beside.order_by(order).limit(1))
    return rows[0] if rows else None


def _make_after(session: Session, quote_id: str | None) -> list[ColumnElement[bool]]:
    """Make the condition of coming after this quote, `[]` if there is none."""
    if quote_id is None:
        return []
    main_id = select(quote.c.main_id).where(quote.c.id == quote_id).scalar_subquery()
    at = select_quotes(_DAY.label("day"), quote.c.article_id, quote.c.position, quote.c.id)
    row = session.execute(at.where(quote.c.id == main_id)).first()
    if row is None:
        return []
    same_day = row.day == _DAY
    same_article = and_(same_day, quote.c.article_id == row.article_id)
    same_position = and_(same_article, quote.c.position == row.position)
    return [
        or_(
            row.day > _DAY,
            and_(same_day, quote.c.article_id > row.article_id),
            and_(same_article, quote.c.position > row.position),
            and_(same_position, quote.c.id > row.id),
        )
    ]

"""Rows of articles, quotes and claims for the web, each with what stands around it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.schema import AnyRow, AnySelect, article, claim, event, mention, quote
from app.store.sentences import list_starts
from app.store.views import ArticleRow, ClaimRow, QuoteRow

_BATCH = 500

OLDEST_ARTICLE_FIRST = (
    article.c.published.is_(None),
    article.c.published,
    quote.c.article_id,
    quote.c.position,
    quote.c.id,
)
"""The order in which the quotes of one event, or the attestations of one quote, are given."""

ARTICLE_COLUMNS = (
    article.c.id.label("article_id"),
    article.c.title.label("article_title"),
    article.c.publisher,
    article.c.url,
    article.c.published,
    article.c.language,
    article.c.digest,
    article.c.origin,
    article.c.version_id.label("last_version"),
    article.c.withdrawn,
)
"""What `make_article_row` needs of an article, under names that clash with no other table's."""

QUOTES: AnySelect = (
    select(
        quote.c.id,
        quote.c.version_id,
        quote.c.speaker,
        quote.c.speaker_text,
        quote.c.text,
        quote.c.kind,
        quote.c.start,
        quote.c.end,
        quote.c.said,
        quote.c.document_id,
        quote.c.main_id,
        quote.c.language.label("quote_language"),
        event.c.slug.label("event_slug"),
        event.c.title.label("event_title"),
        event.c.date.label("event_date"),
        *ARTICLE_COLUMNS,
    )
    .join(article, article.c.id == quote.c.article_id)
    .outerjoin(mention, mention.c.id == quote.c.mention_id)
    .outerjoin(event, event.c.id == mention.c.event_id)
)
"""Quotes with their articles and events, to be narrowed and ordered."""

CLAIMS: AnySelect = select(
    claim.c.id,
    claim.c.version_id,
    claim.c.year,
    claim.c.count,
    claim.c.as_of,
    claim.c.text,
    claim.c.start,
    claim.c.scope,
    claim.c.person,
    claim.c.claimed_by,
    claim.c.at_least,
    claim.c.document_id,
    *ARTICLE_COLUMNS,
).join(article, article.c.id == claim.c.article_id)
"""Count claims with their articles, to be narrowed and ordered."""


def make_article_row(row: AnyRow) -> ArticleRow:
    """Make the row of an article from one that holds ARTICLE_COLUMNS."""
    return ArticleRow(
        id=row.article_id,
        title=row.article_title,
        publisher=row.publisher,
        url=row.url,
        published=row.published,
        language=row.language,
        digest=row.digest,
        origin=row.origin,
        has_text=row.last_version is not None,
        withdrawn=row.withdrawn is not None,
    )


def make_quote_rows(session: Session, statement: AnySelect) -> list[QuoteRow]:
    """Run a statement made from QUOTES."""
    rows = session.execute(statement).all()
    numbers = _list_numbers(session, rows)
    return [
        QuoteRow(
            id=row.id,
            speaker=row.speaker,
            speaker_text=row.speaker_text,
            text=row.text,
            kind=row.kind,
            article=make_article_row(row),
            event_slug=row.event_slug,
            event_title=row.event_title,
            event_date=row.event_date,
            # What a row of the record quotes from a source stands in no sentence of the source.
            number=number if row.document_id == row.article_id else None,
            language=row.quote_language or row.language,
            said=row.said,
            main_id=row.main_id or row.id,
        )
        for row, number in zip(rows, numbers, strict=True)
    ]


def add_attestations(session: Session, quotes: Sequence[QuoteRow]) -> list[QuoteRow]:
    """Give each of these quotes its other attestations: originals before our digests, the first published first, and
    last the rows of the record."""
    by_main: dict[str, list[QuoteRow]] = defaultdict(list)
    ids = [one.id for one in quotes]
    for start in range(0, len(ids), _BATCH):
        order = (quote.c.document_id != quote.c.article_id, article.c.digest, *OLDEST_ARTICLE_FIRST)
        others = QUOTES.where(quote.c.main_id.in_(ids[start : start + _BATCH]), quote.c.main_id != quote.c.id)
        for row in make_quote_rows(session, others.order_by(*order)):
            by_main[row.main_id].append(row)
    return [replace(one, others=tuple(by_main[one.id])) for one in quotes]


def make_claim_rows(session: Session, statement: AnySelect) -> list[ClaimRow]:
    """Run a statement made from CLAIMS."""
    rows = session.execute(statement).all()
    numbers = _list_numbers(session, rows)
    return [
        ClaimRow(
            id=row.id,
            year=row.year,
            count=row._mapping["count"],
            as_of=row.as_of,
            text=row.text,
            article=make_article_row(row),
            # What a row of the record says of a source stands in no sentence of the source.
            number=number if row.document_id == row.article_id else None,
            scope=row.scope,
            person=row.person,
            claimed_by=row.claimed_by,
            at_least=row.at_least,
        )
        for row, number in zip(rows, numbers, strict=True)
    ]


def _list_numbers(session: Session, rows: Sequence[AnyRow]) -> list[int | None]:
    """Return for each row the number of the sentence of its version in which it starts."""
    starts = list_starts(session, {row.version_id for row in rows})
    numbers = [bisect_right(starts[row.version_id], row.start) - 1 for row in rows]
    return [number if number >= 0 else None for number in numbers]

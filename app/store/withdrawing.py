"""Withdrawing a source, and taking that back.

The caller resolves the days that were touched, in the same transaction.
"""

from collections import Counter
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.domain.ids import make_id, make_search_row
from app.store.citations import fill_from_citations
from app.store.derived import format_marks
from app.store.mentions import DayRange
from app.store.quote_rows import ARTICLE_COLUMNS, make_article_row
from app.store.resolved import remove_empty_events
from app.store.schema import (
    AnyRow,
    article,
    citation,
    claim,
    fact,
    holding,
    mention,
    mention_source,
    quote,
    version,
)
from app.store.search import ARTICLES, QUOTES
from app.store.sources import make_source_ids
from app.store.views import NamedSource
from app.store.writer import get_range, remove_derived


def find_named_sources(session: Session, told: str) -> tuple[NamedSource, ...]:
    """Find the documents that an id or a canonical address can mean: the article there, and our digest of it."""
    columns = (*ARTICLE_COLUMNS, article.c.withdrawn_reason.label("reason"))
    rows = select(*columns).where(article.c.id.in_(make_source_ids(told))).order_by(article.c.digest)
    return tuple(
        NamedSource(make_article_row(row), row.withdrawn, row.reason) for row in session.execute(rows)
    )


def withdraw_source(session: Session, article_id: str, day: str, reason: str) -> tuple[DayRange, ...]:
    """Remove the texts of a source and all that it tells, also through rows of the record; return the days that this
    touches. `day` (ISO) and `reason` stay with its name."""
    rows = select(mention).where(mention.c.article_id == article_id).order_by(mention.c.position)
    own = session.execute(rows).all()
    remove_derived(session, article_id, own)
    session.execute(
        update(article)
        .where(article.c.id == article_id)
        .values(withdrawn=day, withdrawn_reason=reason, version_id=None)
    )
    session.execute(delete(version).where(version.c.article_id == article_id))
    ARTICLES.remove_rows(session, [article_id])
    named = _leave_out_of_rows(session, article_id)
    remove_empty_events(session, {row.event_id for row in (*own, *named) if row.event_id})
    ranges = {get_range(row.first, row.last) for row in (*own, *named)}
    return tuple(sorted(ranges, key=lambda one: one or ("", "")))


def restore_source(session: Session, article_id: str) -> None:
    """Take a withdrawal back. The source is as if it had never been read; the rows of the record that name it are read
    anew with their file, and until then stay what they are."""
    naming = select(citation.c.document_id).where(citation.c.article_id == article_id)
    documents = session.execute(naming).scalars().all()
    session.execute(update(holding).where(holding.c.document_id.in_(documents)).values(raw_hash=""))
    session.execute(update(version).where(version.c.article_id.in_(documents)).values(marks=None))
    if documents:
        values = {"withdrawn": None, "withdrawn_reason": None, "title": None}
        session.execute(update(article).where(article.c.id == article_id).values(**values))
        fill_from_citations(session, [article_id])
    else:
        session.execute(delete(article).where(article.c.id == article_id))


def _leave_out_of_rows(session: Session, article_id: str) -> list[AnyRow]:
    """Remove what rows of the record have from a source; return their mentions that this changes."""
    documents = session.execute(
        select(citation.c.document_id).where(citation.c.article_id == article_id).distinct()
    ).scalars()
    changed: list[AnyRow] = []
    for document_id in documents.all():
        changed += session.execute(select(mention).where(mention.c.article_id == document_id)).all()
        told = select(mention.c.id).where(mention.c.article_id == document_id)
        session.execute(
            delete(mention_source).where(
                mention_source.c.article_id == article_id, mention_source.c.mention_id.in_(told)
            )
        )
        _remove_untold(session, document_id)
        _remove_printed(session, document_id, article_id)
        _renew_marks(session, document_id)
    return changed


def _remove_untold(session: Session, document_id: str) -> None:
    """Remove the mentions of a row that no source is left to tell of."""
    sources = select(func.count()).where(mention_source.c.mention_id == mention.c.id).scalar_subquery()
    rows = select(mention.c.id).where(mention.c.article_id == document_id, sources == 0)
    untold = session.execute(rows).scalars().all()
    session.execute(update(quote).where(quote.c.mention_id.in_(untold)).values(mention_id=None))
    session.execute(delete(fact).where(fact.c.mention_id.in_(untold)))
    session.execute(delete(mention).where(mention.c.id.in_(untold)))


def _remove_printed(session: Session, document_id: str, article_id: str) -> None:
    """Remove the quotes and counts that a row has from a source. Those left are numbered as if these had never been."""
    session.execute(delete(claim).where(claim.c.document_id == document_id, claim.c.article_id == article_id))
    rows = select(quote).where(quote.c.document_id == document_id).order_by(quote.c.position)
    quotes = session.execute(rows).all()
    QUOTES.remove_rows(session, [row.id for row in quotes])
    session.execute(delete(quote).where(quote.c.document_id == document_id))
    seen: Counter[tuple[str | None, str]] = Counter()
    left: list[dict[str, Any]] = []
    for row in (one for one in quotes if one.article_id != article_id):
        words = (row.speaker_text, row.text)
        one = make_id("quote", document_id, *words, str(seen[words]))
        # What it is one with is found anew: the row that stood for it may be among those that went.
        own = {"id": one, "search_row": make_search_row(one), "position": len(left), "main_id": None}
        left.append({**row._asdict(), **own})
        seen[words] += 1
    if left:
        session.execute(quote.insert(), left)
    QUOTES.save_rows(session, [str(row["id"]) for row in left])


def _renew_marks(session: Session, document_id: str) -> None:
    """Bring the marks of a row in step with what is left of what was read from it."""
    facts = select(fact.c.start, fact.c.end, fact.c.field).join(mention, mention.c.id == fact.c.mention_id)
    spans = [
        (start, end, kind)
        for start, end, kind in session.execute(facts.where(mention.c.article_id == document_id))
    ]
    for kind, table in (("quote", quote), ("claim", claim)):
        rows = select(table.c.start, table.c.end).where(table.c.document_id == document_id)
        spans += [(start, end, kind) for start, end in session.execute(rows)]
    changed = update(version).where(version.c.article_id == document_id)
    session.execute(changed.values(marks=format_marks(spans)))

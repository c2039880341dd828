"""Sources that are known because a row of the record names them, before and after their text comes."""

from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.readings import Citation, Reading
from app.lexicon.press import get_publishers
from app.store.attestations import mark_quotes_stale
from app.store.revisions import note_told_by
from app.store.schema import article, citation, quote, version
from app.store.search import ARTICLES
from app.store.sources import make_cited_id

_FILLED = ("publisher", "published", "language")


def save_citations(session: Session, document_id: str, reading: Reading) -> None:
    """Put the sources that a row names in the place of those it named before."""
    former = set(_list_cited(session, document_id))
    session.execute(delete(citation).where(citation.c.document_id == document_id))
    named = _list_named(reading)
    ids = [make_cited_id(one) for one in named]
    there = set(session.execute(select(article.c.id).where(article.c.id.in_(ids))).scalars())
    new = {one: cited for one, cited in zip(ids, named, strict=True) if one not in there}
    if new:
        values = [
            {"id": one, "url": cited.url, "origin": "press", "digest": False} for one, cited in new.items()
        ]
        session.execute(insert(article), values)
    if named:
        session.execute(
            insert(citation),
            [
                {"document_id": document_id, "position": position, "article_id": one, **_make_values(cited)}
                for position, (one, cited) in enumerate(zip(ids, named, strict=True))
            ],
        )
    _remove_unnamed(session, former - set(ids))
    fill_from_citations(session, former | set(ids))


def fill_from_citations(session: Session, article_ids: Collection[str]) -> None:
    """Let sources show what rows say of their publisher, day and language, where their own text does not tell it.
    One that was withdrawn keeps the name that it had.

    Where rows differ, the one of the least id speaks: the order in which they came makes no difference.
    """
    told: dict[str, dict[str, str | None]] = {}
    rows = select(citation).where(citation.c.article_id.in_(article_ids))
    for row in session.execute(rows.order_by(citation.c.document_id, citation.c.position)):
        values = told.setdefault(row.article_id, dict.fromkeys(_FILLED))
        for name in _FILLED:
            values[name] = values[name] or getattr(row, name)
    shown = {
        row.id: [getattr(row, name) for name in _FILLED]
        for row in session.execute(select(article).where(article.c.id.in_(article_ids)))
    }
    columns = (article.c.id, article.c.url, article.c.version_id, *(version.c[name] for name in _FILLED))
    renamed: list[str] = []
    own = select(*columns).outerjoin(version, version.c.id == article.c.version_id)
    open_to = (article.c.id.in_(article_ids), article.c.withdrawn.is_(None))
    for row in session.execute(own.where(*open_to)).all():
        cited = told.get(row.id, {})
        values = {name: getattr(row, name) or cited.get(name) for name in _FILLED}
        if values["publisher"] is None and row.url and row.version_id is None:
            values["publisher"] = _guess_publisher(row.url)
        if list(values.values()) != shown[row.id]:
            session.execute(update(article).where(article.c.id == row.id).values(**values))
            renamed.append(row.id)
    note_told_by(session, renamed)
    ARTICLES.save_rows(session, article_ids)
    mark_quotes_stale(session, quote.c.article_id.in_(article_ids))


def _guess_publisher(url: str) -> str | None:
    """Name the publisher of a source by its address, for want of anybody who tells it: by the table, else its site."""
    host = urlsplit(url).hostname or ""
    return get_publishers().find_by_host(host) or host.removeprefix("www.") or None


def _list_named(reading: Reading) -> list[Citation]:
    """List the sources that a row names: those of its event, and those of its quotes and claims."""
    printed = [quote.source for quote in reading.quotes] + [claim.source for claim in reading.claims]
    named = [*reading.sources, *(one for one in printed if one is not None)]
    unique: dict[str, Citation] = {}
    for one in named:
        unique.setdefault(make_cited_id(one), one)
    return list(unique.values())


def _list_cited(session: Session, document_id: str) -> Sequence[str]:
    rows = select(citation.c.article_id).where(citation.c.document_id == document_id)
    return session.execute(rows).scalars().all()


def _make_values(cited: Citation) -> dict[str, Any]:
    published = cited.published.text if cited.published else None
    return {"publisher": cited.publisher, "published": published, "language": cited.language}


def _remove_unnamed(session: Session, article_ids: Collection[str]) -> None:
    """Remove sources without a text that no row names any more."""
    named = select(citation.c.article_id).where(citation.c.article_id.in_(article_ids))
    still = set(session.execute(named).scalars())
    bare = select(article.c.id).where(
        article.c.id.in_(set(article_ids) - still),
        article.c.version_id.is_(None),
        article.c.withdrawn.is_(None),
    )
    gone = session.execute(bare).scalars().all()
    session.execute(delete(article).where(article.c.id.in_(gone)))
    ARTICLES.remove_rows(session, gone)

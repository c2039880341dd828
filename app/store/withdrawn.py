"""Sources that were withdrawn: what a document of our own may still tell of them, and their list.

Of such a source its name, the day and the reason stay, so that it is known again and nobody wonders where it went.
Nothing rests on it: neither on what it tells itself, nor on what a row of the record tells in its name.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.readings import Citation, Reading
from app.store.quote_rows import ARTICLE_COLUMNS, make_article_row
from app.store.schema import article
from app.store.sources import make_cited_id
from app.store.views import WithdrawnRow


def list_withdrawn(session: Session) -> tuple[WithdrawnRow, ...]:
    """List the sources that were withdrawn, the last one first."""
    columns = (*ARTICLE_COLUMNS, article.c.withdrawn_reason.label("reason"))
    rows = select(*columns).where(article.c.withdrawn.is_not(None))
    ordered = session.execute(rows.order_by(article.c.withdrawn.desc(), article.c.id))
    return tuple(WithdrawnRow(make_article_row(row), row.withdrawn, row.reason or "") for row in ordered)


def list_withdrawn_ids(session: Session, article_ids: Collection[str]) -> set[str]:
    """List those of these ids whose source was withdrawn."""
    rows = select(article.c.id).where(article.c.id.in_(article_ids), article.c.withdrawn.is_not(None))
    return set(session.execute(rows).scalars())


def leave_out_withdrawn(session: Session, reading: Reading) -> Reading:
    """Leave out of a row of the record what it has from sources that were withdrawn: their words, their counts, and
    its event if no other source is left that tells of it. The row itself stays as it was curated."""
    printed = [*(one.source for one in reading.quotes), *(one.source for one in reading.claims)]
    named = {make_cited_id(one) for one in (*reading.sources, *printed) if one is not None}
    gone = list_withdrawn_ids(session, named) if named else set()
    if not gone:
        return reading
    sources = tuple(_keep(reading.sources, gone))
    is_told = bool(sources) or not reading.sources
    quotes = (one for one in reading.quotes if one.source is None or make_cited_id(one.source) not in gone)
    return replace(
        reading,
        sources=sources,
        events=reading.events if is_told else (),
        quotes=tuple(quotes if is_told else (replace(one, event=None) for one in quotes)),
        claims=tuple(
            one for one in reading.claims if one.source is None or make_cited_id(one.source) not in gone
        ),
    )


def _keep(sources: Iterable[Citation], gone: Collection[str]) -> Iterable[Citation]:
    return (one for one in sources if make_cited_id(one) not in gone)

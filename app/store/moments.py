"""When what stands in no event's revision was read here: quotes and corrections, by the run that stored their text."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.revisions import format_moment
from app.store.schema import AnySelect, article, quote, run, version

_BATCH = 500


def list_quote_moments(session: Session, quote_ids: Collection[str]) -> dict[str, str]:
    """Return by the id of each quote when the last text that prints it was read here (RFC 3339), where that is known:
    what came from an export was read by no run."""
    moments = select(quote.c.main_id, func.max(run.c.started)).join(
        version, version.c.id == quote.c.version_id
    )
    moments = moments.join(run, run.c.id == version.c.run_id).group_by(quote.c.main_id)
    return _read(session, (moments.where(quote.c.main_id.in_(ids)) for ids in _make_batches(quote_ids)))


def list_document_moments(session: Session, article_ids: Collection[str]) -> dict[str, str]:
    """Return the same of documents, such as corrections, by their ids."""
    moments = select(article.c.id, run.c.started).join(version, version.c.id == article.c.version_id)
    moments = moments.join(run, run.c.id == version.c.run_id)
    return _read(session, (moments.where(article.c.id.in_(ids)) for ids in _make_batches(article_ids)))


def _read(session: Session, statements: Iterator[AnySelect]) -> dict[str, str]:
    return {
        one: format_moment(datetime.fromisoformat(moment))
        for statement in statements
        for one, moment in session.execute(statement)
    }


def _make_batches(ids: Collection[str]) -> Iterator[Sequence[str]]:
    ordered = sorted(ids)
    return (ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH))

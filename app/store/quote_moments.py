"""Since when the words of a quote are here: what its entry in a feed tells of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.store.dialects import find_part
from app.store.revisions import format_moment
from app.store.schema import quote, run, version
from app.store.views import QuoteRow

_BATCH = 500


@dataclass(frozen=True, slots=True)
class QuoteMoments:
    """The attestation of a quote that was here first, the beginning of the ingestion that brought it, and that of the
    one that brought the last further attestation (RFC 3339). Neither moment is known of what no ingestion brought."""

    first_id: str
    published: str | None
    updated: str | None


def list_quote_moments(session: Session, quotes: Sequence[QuoteRow]) -> dict[str, QuoteMoments]:
    """Return by the id of each quote since when its attestations are here.

    What counts is the first text of a document with the very words in it: a later text that keeps them, and whatever
    is read anew by better rules, moves nothing.
    """
    attested: dict[str, list[tuple[str, str]]] = defaultdict(list)
    ids = [one.id for one in quotes]
    has_words = or_(version.c.id == quote.c.version_id, find_part(version.c.text, quote.c.text) > 0)
    rows = (
        select(quote.c.id, quote.c.main_id, func.min(run.c.started).label("started"))
        .join(version, and_(version.c.article_id == quote.c.document_id, has_words))
        .outerjoin(run, run.c.id == version.c.run_id)
        .group_by(quote.c.id)
    )
    for start in range(0, len(ids), _BATCH):
        for row in session.execute(rows.where(quote.c.main_id.in_(ids[start : start + _BATCH]))):
            attested[row.main_id].append((row.started or "", row.id))
    return {one: _make_moments(sorted(attested[one])) for one in ids}


def _make_moments(attested: Sequence[tuple[str, str]]) -> QuoteMoments:
    started, first_id = attested[0]
    return QuoteMoments(first_id, _format(started), _format(attested[-1][0]))


def _format(started: str) -> str | None:
    return format_moment(datetime.fromisoformat(started)) if started else None

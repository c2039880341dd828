"""The versions of an article: their order, and what was read from each."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.dates import EdtfDate
from app.domain.spans import Span
from app.store.passages import Mark
from app.store.schema import AnyRow, version
from app.store.views import VersionRow


def list_versions(session: Session, article_id: str, last_id: str, shown_id: str) -> tuple[VersionRow, ...]:
    """List the versions of an article in the order of their publication, the last one at the end."""
    columns = (version.c.id, version.c.published, version.c.text_hash)
    rows = session.execute(select(*columns).where(version.c.article_id == article_id)).all()
    return tuple(
        VersionRow(row.id, row.published, shown=row.id == shown_id, last=row.id == last_id)
        for row in sorted(rows, key=lambda row: (row.id == last_id, *get_rank(row)))
    )


def read_marks(stored: str | None) -> list[Mark] | None:
    """Read what was read from a version, a JSON list of `[start, end, kind]`; `None` if that is not known."""
    if stored is None:
        return None
    return [Mark(Span(start, end), kind) for start, end, kind in json.loads(stored)]


def get_rank(row: AnyRow) -> tuple[str, str, str, str]:
    """Order versions by publication date, then text, then id; never by arrival."""
    date = EdtfDate.parse(row.published) if row.published else None
    days = (date.last.isoformat(), date.first.isoformat()) if date else ("", "")
    return (*days, row.text_hash, row.id)

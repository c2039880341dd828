"""The content of a database as plain values, for comparing two of them."""

from typing import Any

from sqlalchemy import Engine, text
from sqlmodel import SQLModel

from app.store.engine import read_session

# A former slug and a revision tell how the record grew, a run when; none is part of what the sources say.
HISTORY = {"event_revision", "former_slug", "run", "rejection"}


def dump(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every table and of the search indexes, in an order of their own."""
    tables = [name for name in SQLModel.metadata.tables if name not in HISTORY]
    with read_session(engine) as session:
        return {
            name: sorted((tuple(row) for row in session.execute(text(f"SELECT * FROM {name}"))), key=repr)
            for name in (*tables, "event_search", "quote_search", "article_search")
        }

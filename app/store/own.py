"""Documents of our own, rows of the record and corrections: what their file says now is what they are."""

from collections.abc import Container
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.ids import make_id
from app.domain.vocabulary import Origin
from app.store.mentions import DayRange
from app.store.schema import article
from app.store.writer import remove_document


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file of ours has been read to its end; `kept` are the keys of rows that stand there and cannot be meant."""

    file: str
    kept: frozenset[str] = frozenset()


def remove_missing(session: Session, seen: FileSeen, ids: Container[str]) -> tuple[int, tuple[DayRange, ...]]:
    """Remove the documents that a file held before and holds no more; return how many, and the days they touched.

    `ids` are the documents that were read from it. A row that has become unreadable leaves what it was before.
    """
    kept = {make_id(Origin.RECORD, key) for key in seen.kept}
    there = select(article.c.id).where(article.c.file == seen.file).order_by(article.c.id)
    gone = [one for one in session.execute(there).scalars() if one not in ids and one not in kept]
    touched = [day for one in gone for day in remove_document(session, one)]
    return len(gone), tuple(dict.fromkeys(touched))

"""Documents of our own, rows of the record and corrections: what their files say now is what they are."""

import os
from collections.abc import Container
from dataclasses import dataclass

from sqlalchemy import and_, delete, func, select
from sqlalchemy.orm import Session

from app.domain.ids import make_id
from app.domain.vocabulary import Origin
from app.store.dialects import insert_or_update
from app.store.schema import AnyRow, article, holding, version


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file of ours has been read to its end; `kept` are the keys of rows that stand there and cannot be meant."""

    file: str
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FolderSeen:
    """A folder has been read to its end: files of ours below it that are no longer there hold nothing.

    At the end of a run all folders have been (None): then only those are asked after that tell a document otherwise
    than another file does, for that other one may be the same file in its new place.
    """

    folder: str | None


def hold_document(session: Session, file: str, document_id: str, raw_hash: str, text_hash: str) -> None:
    """Note that a file holds a document, and what it says there."""
    told = {"raw_hash": raw_hash, "text_hash": text_hash}
    row = insert_or_update(session, holding).values(file=file, document_id=document_id, **told)
    session.execute(row.on_conflict_do_update(index_elements=["file", "document_id"], set_=told))


def find_holder(session: Session, document_id: str) -> AnyRow | None:
    """Find the file that a document is shown from: of several the one whose text has the least hash.

    Which it is must not depend on the order in which they are read; that they differ, `summitry review` tells.
    """
    rows = select(holding).where(holding.c.document_id == document_id)
    return session.execute(rows.order_by(holding.c.text_hash, holding.c.file).limit(1)).first()


def list_stale_files(session: Session) -> list[str]:
    """List the files that have to be read again: what they tell of a document is to be shown, and is not what is
    stored of it, because the file from which that came tells something else now."""
    columns = (holding.c.document_id, func.min(holding.c.text_hash).label("text_hash"))
    shown = select(*columns).group_by(holding.c.document_id).subquery()
    of_shown = and_(shown.c.document_id == holding.c.document_id, shown.c.text_hash == holding.c.text_hash)
    rows = (
        select(holding.c.file)
        .distinct()
        .join(shown, of_shown)
        .join(article, article.c.id == holding.c.document_id)
        .join(version, version.c.id == article.c.version_id)
        .where(version.c.text_hash != holding.c.text_hash)
        .order_by(holding.c.file)
    )
    return list(session.execute(rows).scalars())


def let_go(session: Session, file: str, ids: Container[str], kept: frozenset[str] = frozenset()) -> list[str]:
    """Forget what a file held before and holds no more; return these documents, sorted.

    `ids` are the documents that it holds, `kept` the keys of rows that have become unreadable: each stays what it was.
    """
    unreadable = {make_id(Origin.RECORD, key) for key in kept}
    held = select(holding.c.document_id).where(holding.c.file == file).order_by(holding.c.document_id)
    gone = [one for one in session.execute(held).scalars() if one not in ids and one not in unreadable]
    for one in gone:
        session.execute(delete(holding).where(holding.c.file == file, holding.c.document_id == one))
    return gone


def list_lost_files(session: Session, folder: str | None) -> list[str]:
    """List the files that hold documents and are no longer there: those below a folder or, without one, those that
    tell a document otherwise than another file does."""
    files = select(holding.c.file).distinct().order_by(holding.c.file)
    if folder is None:
        differ = func.count(holding.c.text_hash.distinct()) > 1
        told = select(holding.c.document_id).group_by(holding.c.document_id).having(differ)
        files = files.where(holding.c.document_id.in_(told))
    below = "" if folder is None else os.path.join(folder, "")
    there = session.execute(files).scalars()
    return [file for file in there if file.startswith(below) and not os.path.lexists(file)]

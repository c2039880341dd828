"""Runs: one ingestion each, and what it rejected."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from app.domain.clock import Moments, get_utc_moment
from app.store.revisions import CLOCK
from app.store.schema import AnyRow, article, holding, rejection, run, version
from app.store.views import RunRow


def start_run(session: Session, rules: int | None = None) -> int:
    """Note that an ingestion begins, and by which rules it resolves events; return its number."""
    counts = {"documents": 0, "stored": 0, "unchanged": 0, "removed": 0}
    statement = insert(run).values(started=_get_now(session), rules=rules, **counts).returning(run.c.id)
    return int(session.execute(statement).scalar_one())


def get_rules(session: Session) -> int | None:
    """Return by which rules the last ingestion resolved events; None if there was none, or it did not say."""
    return session.execute(select(run.c.rules).order_by(run.c.id.desc()).limit(1)).scalar()


def save_counts(
    session: Session, run_id: int, *, documents: int, stored: int, unchanged: int, removed: int = 0
) -> None:
    """Note what has come of an ingestion so far; a run that is stopped keeps this and has no end."""
    values = {"documents": documents, "stored": stored, "unchanged": unchanged, "removed": removed}
    session.execute(update(run).where(run.c.id == run_id).values(**values))


def finish_run(
    session: Session, run_id: int, *, documents: int, stored: int, unchanged: int, removed: int = 0
) -> None:
    """Note that an ingestion has ended, and what came of it."""
    save_counts(session, run_id, documents=documents, stored=stored, unchanged=unchanged, removed=removed)
    session.execute(update(run).where(run.c.id == run_id).values(finished=_get_now(session)))


def count_stored(session: Session, run_id: int) -> int:
    """Count the versions that a run has stored."""
    statement = select(func.count()).select_from(version).where(version.c.run_id == run_id)
    return int(session.execute(statement).scalar_one())


def list_known(session: Session) -> dict[str, tuple[str, str | None]]:
    """Return the id and the language of the document of every stored version, and of every row that a file of ours
    holds, by the hash of what was read."""
    columns = (version.c.raw_hash, version.c.article_id, version.c.language)
    rows = session.execute(select(*columns).where(version.c.raw_hash != "").order_by(version.c.id))
    columns = (holding.c.raw_hash, holding.c.document_id, article.c.language)
    held = session.execute(
        select(*columns).join(article, article.c.id == holding.c.document_id).where(holding.c.raw_hash != "")
    )
    return {raw_hash: (article_id, language) for raw_hash, article_id, language in (*rows, *held)}


def count_languages(session: Session, run_ids: Iterable[int]) -> dict[int, dict[str | None, int]]:
    """Count the versions that runs have stored, by run and by the language that they are in."""
    counts: dict[int, dict[str | None, int]] = defaultdict(dict)
    of_runs = version.c.run_id.in_(list(run_ids))
    columns = (version.c.run_id, version.c.language)
    statement = select(*columns, func.count()).where(of_runs).group_by(*columns).order_by(*columns)
    for run_id, language, number in session.execute(statement):
        counts[run_id][language] = number
    return counts


def save_rejection(session: Session, run_id: int, source: str, reason: str) -> None:
    """Note that a run could not read a source, and why."""
    session.execute(insert(rejection).values(run_id=run_id, source=source, reason=reason))


def list_runs(session: Session, limit: int) -> list[RunRow]:
    """List the last ingestions, newest first, with all that each rejected."""
    rows = session.execute(select(run).order_by(run.c.id.desc()).limit(limit)).all()
    rejected: dict[int, list[tuple[str, str]]] = defaultdict(list)
    columns = (rejection.c.run_id, rejection.c.source, rejection.c.reason)
    of_runs = rejection.c.run_id.in_([row.id for row in rows])
    for run_id, source, reason in session.execute(select(*columns).where(of_runs).order_by(rejection.c.id)):
        rejected[run_id].append((source, reason))
    return [_make_row(row, tuple(rejected[row.id])) for row in rows]


def _make_row(row: AnyRow, rejected: tuple[tuple[str, str], ...]) -> RunRow:
    return RunRow(
        row.id, row.started, row.finished, row.documents, row.stored, row.unchanged, rejected, row.removed
    )


def _get_now(session: Session) -> str:
    clock: Moments = session.info.get(CLOCK, get_utc_moment)
    return clock().isoformat(timespec="seconds")

"""The one writer: stores what was read from a document, and the events that come of it.

A caller does, in one `write_session`: `save_reading`, then, if it changed anything, resolves
`read_neighbourhood(session, saved.touched)` and gives the result to `save_events`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from app.domain.errors import SourceError
from app.domain.ids import make_id
from app.domain.readings import Article, Reading
from app.domain.resolution import CORRECTION
from app.domain.vocabulary import Origin
from app.store.attestations import mark_quotes_stale
from app.store.citations import fill_from_citations, save_citations
from app.store.corrections import list_correction_days, remove_correction, save_correction
from app.store.derived import (
    make_claim_rows,
    make_fact_rows,
    make_mention_rows,
    make_quote_rows,
    make_source_rows,
    make_version_marks,
)
from app.store.mentions import (
    DayRange,
    Neighbourhood,
    list_neighbourhood,
    make_mention_ids,
    read_neighbourhood,
)
from app.store.own import find_holder, hold_document
from app.store.resolved import remove_empty_events, save_events
from app.store.revisions import note_told_by
from app.store.schema import AnyRow, article, claim, fact, mention, mention_source, quote, version
from app.store.search import ARTICLES, QUOTES
from app.store.sentences import format_sentences
from app.store.sources import get_text_hash, hash_text, make_article_id, mark_excerpt
from app.store.versions import get_rank
from app.store.withdrawn import leave_out_withdrawn

__all__ = [
    "DayRange",
    "Neighbourhood",
    "Saved",
    "list_neighbourhood",
    "make_article_id",
    "read_neighbourhood",
    "remove_document",
    "save_events",
    "save_reading",
]


@dataclass(frozen=True, slots=True)
class Saved:
    """What storing a reading did. `touched` are the days of the mentions that went and of those that came.

    `withdrawn` is the day (ISO) on which the source was withdrawn, if it was.
    """

    article_id: str
    changed: bool
    touched: tuple[DayRange, ...] = ()
    withdrawn: str | None = None


def save_reading(session: Session, reading: Reading, run_id: int | None) -> Saved:
    """Store a document and what was read from it; the last version's reading replaces that of earlier ones.

    A version that is there already, and any version of a withdrawn article, changes nothing. An earlier
    version that comes later is kept with its text and otherwise without effect. A whole text takes the place of
    sentences of it that came from an export. Documents of our own, rows of the record and corrections, have one
    version: what their file says now; one from an export does not speak against a file. Of files that tell different
    things under one name the one counts that `find_holder` finds.

    Raises SourceError for an id (of an export) that another kind of document has.
    """
    article_id = make_article_id(reading.article)
    version_id = _make_version_id(article_id, reading.article)
    known = session.execute(select(article).where(article.c.id == article_id)).first()
    if known and known.origin != reading.article.origin:
        raise SourceError(reading.article.source, f"{article_id} is the id of another kind of document")
    is_ours = reading.article.origin is not Origin.PRESS
    there = session.execute(select(version).where(version.c.id == version_id)).first()
    is_filled = there is not None and (reading.article.whole_hash is not None or not _is_excerpt(there))
    # Of a row that names a source whose withdrawal was taken back it is not known what it tells: it is stored anew.
    is_filled = is_filled and not (is_ours and there is not None and there.marks is None)
    if not known:
        session.execute(insert(article).values(id=article_id, **_make_article_values(reading.article)))
    is_told = is_ours and not _is_shown_from(session, article_id, reading.article)
    if known and known.withdrawn:
        return Saved(article_id, changed=False, withdrawn=known.withdrawn)
    if is_filled or is_told:
        return Saved(article_id, changed=False)
    told = leave_out_withdrawn(session, reading)
    values = {"run_id": run_id, **_make_version_values(told)}
    if there:
        session.execute(update(version).where(version.c.id == version_id).values(**values))
    else:
        session.execute(insert(version).values(id=version_id, article_id=article_id, **values))
    if known and not is_ours and not _is_last(session, article_id, version_id):
        return Saved(article_id, changed=True)
    values = {**_make_article_values(reading.article), "version_id": version_id}
    session.execute(update(article).where(article.c.id == article_id).values(**values))
    if known:
        note_told_by(session, [article_id])
    touched = _replace_derived(session, article_id, version_id, told, named=reading, is_new=not known)
    if is_ours:
        session.execute(delete(version).where(version.c.article_id == article_id, version.c.id != version_id))
    elif known:
        fill_from_citations(session, [article_id])
    else:
        ARTICLES.save_rows(session, [article_id])
    return Saved(article_id, changed=True, touched=touched)


def remove_document(session: Session, document_id: str) -> tuple[DayRange, ...]:
    """Remove a row of the record or a correction that its file no longer holds; return the days it had to do with."""
    row = session.execute(select(article).where(article.c.id == document_id)).one()
    empty = Reading(Article("", None, None, None, None, None, "", origin=Origin(row.origin)))
    touched = _replace_derived(session, document_id, row.version_id, empty, named=empty)
    session.execute(delete(version).where(version.c.article_id == document_id))
    session.execute(delete(article).where(article.c.id == document_id))
    return touched


def _replace_derived(
    session: Session,
    article_id: str,
    version_id: str,
    reading: Reading,
    named: Reading,
    *,
    is_new: bool = False,
) -> tuple[DayRange, ...]:
    """Put this reading's mentions, facts, quotes and claims in the place of the document's former ones.

    `named` is the same with all the sources that a row of the record names, also those that were withdrawn. Nothing
    refers to a document that `is_new`: of most articles that come there is nothing to be removed or asked for.
    """
    former: Sequence[AnyRow] = []
    ranges: set[DayRange] = set()
    if not is_new:
        rows = select(mention).where(mention.c.article_id == article_id).order_by(mention.c.position)
        former = session.execute(rows).all()
        ranges |= {get_range(row.first, row.last) for row in former if row.kind != CORRECTION}
        ranges |= set(list_correction_days(session, article_id))
    ids = make_mention_ids(article_id, reading)
    mentions = make_mention_rows(article_id, version_id, ids, reading, former)
    quotes = make_quote_rows(article_id, version_id, ids, reading)
    if not is_new:
        remove_derived(session, article_id, former)
    if reading.article.origin is not Origin.PRESS:
        save_citations(session, article_id, named)
    for table, new in (
        (mention, mentions),
        (mention_source, make_source_rows(article_id, ids, reading)),
        (fact, make_fact_rows(ids, reading)),
        (quote, quotes),
        (claim, make_claim_rows(article_id, version_id, reading)),
    ):
        if new:
            session.execute(insert(table), new)
    QUOTES.save_rows(session, [row["id"] for row in quotes])
    if reading.correction is not None:
        save_correction(session, article_id, version_id, reading.correction)
    if not is_new:
        remove_empty_events(session, {row.event_id for row in former if row.event_id})
    ranges |= {get_range(row["first"], row["last"]) for row in mentions}
    if reading.correction is not None:
        ranges |= set(list_correction_days(session, article_id))
    return tuple(sorted(ranges, key=lambda one: one or ("", "")))


def remove_derived(session: Session, article_id: str, former: Sequence[AnyRow]) -> None:
    """Remove what was read from a document; `former` are its mentions."""
    there = session.execute(select(quote.c.id).where(quote.c.document_id == article_id)).scalars().all()
    QUOTES.remove_rows(session, there)
    # Also what a row of the record quotes from this article: its publisher or day may be another now.
    mark_quotes_stale(session, or_(quote.c.document_id == article_id, quote.c.article_id == article_id))
    for table in (quote, claim):
        session.execute(delete(table).where(table.c.document_id == article_id))
    remove_correction(session, article_id)
    session.execute(delete(fact).where(fact.c.mention_id.in_([row.id for row in former])))
    session.execute(delete(mention).where(mention.c.article_id == article_id))


def _is_shown_from(session: Session, article_id: str, source: Article) -> bool:
    """Note which file holds a document of our own, and tell whether it is the one that the document is shown from."""
    text_hash = get_text_hash(source)
    if source.file is not None:
        hold_document(session, source.file, article_id, source.raw_hash, text_hash)
    holder = find_holder(session, article_id)
    return holder is None or (source.file is not None and holder.text_hash == text_hash)


def get_range(first: str | None, last: str | None) -> DayRange:
    """Return the days between two, which a mention has both or none of."""
    return (first, last) if first and last else None


def _is_excerpt(row: AnyRow) -> bool:
    return bool(row.text_hash != hash_text(row.text))


def _is_last(session: Session, article_id: str, version_id: str) -> bool:
    columns = (version.c.id, version.c.published, version.c.text_hash)
    rows = session.execute(select(*columns).where(version.c.article_id == article_id)).all()
    return bool(max(rows, key=get_rank).id == version_id)


def _make_version_id(article_id: str, source: Article) -> str:
    published = source.published.text if source.published else None
    # What the source declares of itself belongs to the version: a corrected publisher is a correction.
    declared = (source.title, source.publisher, source.language)
    return make_id("version", article_id, published, get_text_hash(source), *declared)


def _make_article_values(source: Article) -> dict[str, object]:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "published": source.published.text if source.published else None,
        "language": source.language,
        "digest": source.digest,
        "origin": source.origin,
    }


def _mark_read(source: Article) -> str:
    """Return by what a version is known again before it is read; a document of our own is by its files."""
    if source.whole_hash:
        return mark_excerpt(source.text)
    return "" if source.file is not None else source.raw_hash


def _make_version_values(reading: Reading) -> dict[str, object]:
    source = reading.article
    return {
        "source": source.source,
        "raw_hash": _mark_read(source),
        "text_hash": get_text_hash(source),
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.text if source.published else None,
        "language": source.language,
        "text": source.text,
        "body_start": source.body_start,
        "sentences": format_sentences(reading.sentences),
        "marks": make_version_marks(reading),
    }

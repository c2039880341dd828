"""What tells best of each of many events: one sentence, and the sources, for lists that are read without the page."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.vocabulary import Field, Origin, Status
from app.store.evidence import make_evidence
from app.store.quote_rows import ARTICLE_COLUMNS, make_article_row
from app.store.schema import AnyRow, article, event, fact, mention, mention_source
from app.store.sentences import list_sentences
from app.store.views import ArticleRow, Evidence

_BATCH = 200
_FIELDS = (Field.DATE, Field.STATUS, Field.KIND, Field.CITY)


def list_telling_sentences(session: Session, event_ids: Sequence[str]) -> dict[str, Evidence]:
    """Choose for each event the sentence that tells of it best: the day of what was held, else how it stands.

    A source comes before a row of the record, an original before our digest, then the one published first.
    """
    found: dict[str, Evidence] = {}
    for ids in _make_batches(event_ids):
        by_event: dict[str, list[AnyRow]] = defaultdict(list)
        for row in session.execute(_FACTS.where(mention.c.event_id.in_(ids))):
            by_event[row.event_id].append(row)
        chosen = [min(rows, key=_get_rank) for rows in by_event.values()]
        texts = list_sentences(session, {row.version_id for row in chosen})
        found |= {row.event_id: make_evidence(row, texts[row.version_id]) for row in chosen}
    return found


def list_tellers(session: Session, event_ids: Sequence[str]) -> dict[str, tuple[ArticleRow, ...]]:
    """List the sources of each event, the oldest first."""
    found: dict[str, tuple[ArticleRow, ...]] = {}
    for ids in _make_batches(event_ids):
        rows = (
            select(mention.c.event_id, *ARTICLE_COLUMNS)
            .join(mention_source, mention_source.c.article_id == article.c.id)
            .join(mention, mention.c.id == mention_source.c.mention_id)
            .where(mention.c.event_id.in_(ids))
            .distinct()
            .order_by(article.c.published.nulls_last(), article.c.id)
        )
        for row in session.execute(rows):
            found[row.event_id] = (*found.get(row.event_id, ()), make_article_row(row))
    return found


_FACTS = (
    select(
        mention.c.event_id,
        mention.c.version_id,
        fact.c.field,
        fact.c.value,
        fact.c.text,
        fact.c.start,
        fact.c.end,
        fact.c.rule,
        event.c.date.label("event_date"),
        event.c.status.label("event_status"),
        *ARTICLE_COLUMNS,
    )
    .join(mention, mention.c.id == fact.c.mention_id)
    .join(event, event.c.id == mention.c.event_id)
    .join(article, article.c.id == mention.c.article_id)
    .where(fact.c.field.in_(_FIELDS))
)


def _make_batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _get_rank(row: AnyRow) -> tuple[object, ...]:
    """Rank a fact by how well its sentence tells of the event as it is shown."""
    wanted = Field.DATE if row.event_status == Status.HELD else Field.STATUS
    shown = {Field.DATE: row.event_date, Field.STATUS: row.event_status}
    agrees = row.field not in shown or row.value == shown[row.field]
    return (
        row.origin == Origin.EDITOR,
        not agrees,
        row.origin != Origin.PRESS,
        row.field != wanted,
        _FIELDS.index(row.field),
        row.digest,
        row.published is None,
        row.published or "",
        row.article_id,
        row.start,
    )

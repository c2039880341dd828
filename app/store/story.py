"""The story of an event as its sources told it: announced, moved, called off, held, each step with its sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.domain.dates import EdtfDate
from app.domain.readings import MOVED_FROM
from app.domain.vocabulary import Field, Origin, Status
from app.store.evidence import make_evidence
from app.store.quote_rows import ARTICLE_COLUMNS
from app.store.schema import AnyRow, article, citation, fact, mention
from app.store.sentences import list_sentences
from app.store.views import Step

MOVED = "moved"

# Of what was published on one day, this comes before that.
_ORDER = (MOVED, Status.PLANNED, Status.CANCELLED, Status.HELD)


@dataclass(frozen=True, slots=True)
class _Told:
    """One telling: when it was published, what it says, and the row of the fact that says it."""

    day: str
    what: str
    date: str | None
    former: str | None
    row: AnyRow


def get_story(session: Session, event_id: str) -> tuple[Step, ...]:
    """Tell the story of an event in the order of publication; equal tellings that follow one another are one step.

    A step `moved` says from which day; its new day is `date`. What was announced once more for the same day is
    no new step, and after the first report nothing but further reports of another kind is.
    """
    rows = _list_rows(session, event_id)
    texts = list_sentences(session, {row.version_id for row in rows})
    steps: list[tuple[str, str | None, str | None, list[AnyRow]]] = []
    for told in sorted(_list_told(rows), key=_get_place):
        last = next((step for step in reversed(steps) if _is_same(step[0], step[1], told)), None)
        if last is not None:
            last[3].append(told.row)
        else:
            steps.append((told.what, told.date, told.former, [told.row]))
    return tuple(
        Step(what, date, former, tuple(make_evidence(row, texts[row.version_id]) for row in same))
        for what, date, former, same in steps
    )


def _get_place(told: _Told) -> tuple[str, int, str, str, int]:
    return told.day, _ORDER.index(told.what), told.date or "", told.row.mention_id, told.row.start


def _is_same(what: str, date: str | None, told: _Told) -> bool:
    """Tell whether a telling adds nothing to a step: the same is said of a day that can be the same."""
    if what != told.what:
        return False
    if date is None or told.date is None or what in (Status.HELD, Status.CANCELLED):
        return True
    return EdtfDate.parse(date).overlaps(EdtfDate.parse(told.date))


def _list_told(rows: Sequence[AnyRow]) -> list[_Told]:
    told: list[_Told] = []
    for row in rows:
        day = row.day or "9999"
        if row.value == Status.HELD and row.last is not None:
            # A row of the record may name announcements among its sources; it was held on its day at the earliest.
            day = max(day, row.last)
        if row.field == Field.DATE:
            # The day before a move was announced before whoever tells of the move did so.
            told.append(_Told(day, MOVED, row.date, row.value, row))
        else:
            told.append(_Told(day, row.value, row.date, None, row))
    return told


def _list_rows(session: Session, event_id: str) -> Sequence[AnyRow]:
    """List the facts that tell a status, and those that tell from which day something was moved."""
    named = article.alias()
    cited = (
        select(func.min(citation.c.published))
        .where(
            citation.c.document_id == mention.c.article_id,
            ~exists().where(named.c.id == citation.c.article_id, named.c.withdrawn.is_not(None)),
        )
        .scalar_subquery()
    )
    columns = (
        fact.c.mention_id,
        fact.c.field,
        fact.c.value,
        fact.c.text,
        fact.c.start,
        fact.c.end,
        fact.c.rule,
    )
    return session.execute(
        select(
            *columns,
            mention.c.date,
            mention.c.last,
            mention.c.version_id,
            func.coalesce(article.c.published, cited).label("day"),
            *ARTICLE_COLUMNS,
        )
        .join(mention, mention.c.id == fact.c.mention_id)
        .join(article, article.c.id == mention.c.article_id)
        .where(
            mention.c.event_id == event_id,
            article.c.origin != Origin.EDITOR,
            (fact.c.field == Field.STATUS) | (fact.c.rule == MOVED_FROM),
        )
    ).all()

"""What the front page leads with: what is announced next, by whom and how surely, and what is overdue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.filters import Choice, Filters
from app.domain.vocabulary import Confidence, Field, Status
from app.store.engine import Session
from app.store.events import get_event
from app.store.plans import list_undated_plans
from app.store.rows import OVERDUE
from app.store.telling import list_tellers
from app.store.timeline import count_planned, list_planned
from app.store.views import ArticleRow, EventRow
from app.web.evidence import Sentence, make_sentences
from app.web.formatting import format_confidence, format_days, format_list
from app.web.language import gettext, ngettext
from app.web.query import make_path

_MOST_COMING = 5
_MOST_UNDATED = 3
_MOST_OVERDUE = 5
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """An announced event, and who tells of it: `Told by The Example Times and one other publisher.`"""

    event: EventRow
    told: str
    doubt: str | None


@dataclass(frozen=True, slots=True)
class Coming:
    """What is announced: the next event with a sentence that tells its date, further ones, those without a date.

    `planned` and `overdue_total` count all of them, which stand at `planned_path` and `overdue_path`; of the overdue,
    the latest are here, each with the time that has passed since.
    """

    next: Plan | None
    sentences: tuple[Sentence, ...]
    further: tuple[Plan, ...]
    undated: tuple[Plan, ...]
    planned: int
    planned_path: str
    overdue: tuple[tuple[EventRow, str], ...]
    overdue_total: int
    overdue_path: str


def read_coming(session: Session, today: date) -> Coming:
    """Read what is announced and what is overdue."""
    dated, overdue = list_planned(session, today, max(_MOST_COMING, _MOST_OVERDUE))
    planned, overdue_total = count_planned(session, today)
    undated = list_undated_plans(session, today)[:_MOST_UNDATED]
    tellers = list_tellers(session, [event.id for event in (*dated[:_MOST_COMING], *undated)])
    coming = _make_plans(dated[:_MOST_COMING], tellers)
    return Coming(
        next=coming[0] if coming else None,
        sentences=_read_sentences(session, dated[0], today) if dated else (),
        further=coming[1:],
        undated=_make_plans(undated, tellers),
        planned=planned,
        planned_path=_make_status_path(Status.PLANNED),
        overdue=tuple((event, _format_age(event, today)) for event in overdue[:_MOST_OVERDUE]),
        overdue_total=overdue_total,
        overdue_path=_make_status_path(OVERDUE),
    )


def format_told(articles: Sequence[ArticleRow]) -> str:
    """Say who tells of an event; a digest is of its original's publisher, who is named once."""
    names = list(dict.fromkeys(article.publisher for article in articles if article.publisher))
    unnamed = sum(not article.publisher for article in articles)
    if not articles:
        return gettext("No source of it is named.")
    if not names:
        return ngettext(
            "Told by %(num)s source whose publisher is not named.",
            "Told by %(num)s sources whose publishers are not named.",
            unnamed,
        )
    others = len(names[_MOST_NAMED:]) + unnamed
    if not others:
        if len(names) == 1:
            return gettext("Told by %(publisher)s alone.", publisher=names[0])
        return gettext("Told by %(publishers)s.", publishers=format_list(names))
    return ngettext(
        "Told by %(publishers)s and %(num)s other.",
        "Told by %(publishers)s and %(num)s others.",
        others,
        publishers=", ".join(names[:_MOST_NAMED]),
    )


def _make_plans(
    events: Sequence[EventRow], tellers: Mapping[str, tuple[ArticleRow, ...]]
) -> tuple[Plan, ...]:
    return tuple(_make_plan(event, tellers.get(event.id, ())) for event in events)


def _make_plan(event: EventRow, tellers: tuple[ArticleRow, ...]) -> Plan:
    unsure = event.confidence is not None and event.confidence != Confidence.HIGH
    return Plan(event, format_told(tellers), format_confidence(event.confidence or "") if unsure else None)


def _read_sentences(session: Session, event: EventRow, today: date) -> tuple[Sentence, ...]:
    groups = get_event(session, event.slug, today).facts
    return make_sentences([one for group in groups if group.field == Field.DATE for one in group.evidence])[
        :1
    ]


def _make_status_path(status: str) -> str:
    return make_path(Filters({"status": Choice((status,))}))


def _format_age(event: EventRow, today: date) -> str:
    return format_days((today - date.fromisoformat(event.last or "")).days)

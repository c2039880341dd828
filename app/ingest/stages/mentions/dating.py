"""Date the contacts whose own sentences tell no day, or one of several: by what stands around them."""

from datetime import timedelta

from app.domain.dates import EdtfDate, Precision
from app.domain.findings import FoundDate
from app.domain.vocabulary import Status
from app.ingest.stages.mentions.group import Group
from app.ingest.stages.mentions.groups import NEWS_DAYS
from app.ingest.stages.mentions.occasions import NEWS_PARAGRAPHS
from app.ingest.stages.mentions.passages import Passage

# No further ahead lies what the head of an article announces without a word for its month.
_PLAN_DAYS = 30


def _date_by_context(groups: list[Group], published: EdtfDate | None) -> None:
    """Give a contact whose own sentences tell no day the one of the sentence before them."""
    for group in groups:
        if group.when is None:
            lent = next((p.lent for p in group.passages if _may_take(p, published)), None)
            if lent is not None and not any(g.when and g.when.overlaps(lent.date) for g in groups):
                group.date = lent


def _may_take(passage: Passage, published: EdtfDate | None) -> bool:
    """Tell whether the day before can be the passage's: a plan's is to come, a report's is past."""
    if passage.lent is None or passage.is_recalled or passage.found.weak or published is None:
        return False
    if passage.put_off:
        return False
    if passage.status is Status.PLANNED:
        return passage.lent.date.last >= published.first
    return passage.lent.date.first <= published.last


def _date_by_head(groups: list[Group], published: EdtfDate | None, days: list[FoundDate]) -> None:
    """Give the article's news the one day near publication that the head of the article tells."""
    for group in groups:
        if group.when is not None or published is None or not _is_news(group):
            continue
        if any(passage.put_off for passage in group.passages):
            continue
        if group.is_held:
            near = [d for d in days if 0 <= (published.last - d.date.last).days <= NEWS_DAYS]
        else:
            near = [d for d in days if 0 <= (d.date.first - published.first).days <= _PLAN_DAYS]
        taken = any(g.when and near and g.when.overlaps(near[0].date) for g in groups)
        if len({day.date.text for day in near}) == 1 and not taken:
            group.date = near[0]


def _is_news(group: Group) -> bool:
    at_head = any(
        p.sentence.heading or (p.sentence.paragraph < NEWS_PARAGRAPHS and not p.implied)
        for p in group.passages
    )
    return at_head and not group.is_recalled


def _date_news(groups: list[Group], published: EdtfDate | None) -> None:
    """Give the article's news the day of its publication, as approximate, where the text tells no other."""
    if published is None or published.is_interval or published.precision is not Precision.DAY:
        return
    for group in groups:
        if group.when is None and group.is_held and _is_news(group):
            group.days = EdtfDate.parse(f"{published.text}~")


def _count_days(group: Group) -> None:
    """Read "the three-day talks ended today": the two days before belong to them."""
    when, told = group.when, next((p.days for p in group.passages if p.days), None)
    if when is None or told is None or when.precision is not Precision.DAY or when.is_interval:
        return
    count, began = told
    first = when.first if began else when.first - timedelta(days=count - 1)
    last = first + timedelta(days=count - 1)
    group.days = EdtfDate.parse(f"{first}~/{last}~") if when.approximate else EdtfDate.of_days(first, last)


def date_groups(groups: list[Group], published: EdtfDate | None, head_days: list[FoundDate]) -> None:
    """Date the groups that have no day: by the sentence before, by the one day near publication that the head of the
    article tells, and, for its news, by the day of publication as an approximate one; a second call by the first."""
    alone = [group for group in groups if group.beside is None]
    _date_by_context(alone, published)
    _date_by_head(alone, published, head_days)
    _date_news(alone, published)
    for group in groups:
        _count_days(group)
        if group.beside is not None:
            group.date, group.days = group.beside.date, group.beside.days

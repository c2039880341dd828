"""Which mentions tell of one event."""

from collections.abc import Iterable
from datetime import timedelta

from app.domain.dates import Precision
from app.domain.resolution import Mention
from app.domain.vocabulary import Kind, Status

# Announcements without a day that follow one another this closely are about one plan.
_SAME_PLAN = timedelta(days=90)

Rank = tuple[int, int, str, str]


def get_rank(mention: Mention) -> Rank:
    """Order mentions by how well they fix an event: precise date first, held first, then the earlier published."""
    date, published = mention.reading.date, mention.published
    return (
        -(date.precision if date else 0),
        0 if mention.reading.status is Status.HELD else 1,
        published.first.isoformat() if published else "9999",
        mention.id,
    )


def cluster_mentions(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Put mentions of one event together. The result depends on the mentions alone, not on their order."""
    ordered = sorted(mentions, key=get_rank)
    clusters: list[list[Mention]] = []
    for mention in (m for m in ordered if m.reading.date):
        fitting = [cluster for cluster in clusters if all(_fits(mention, other) for other in cluster)]
        if not fitting:
            clusters.append([mention])
        elif len(fitting) == 1 or _is_day(mention):
            _closest(fitting, mention).append(mention)
        # A vague mention that fits several events corroborates none of them.
    return clusters + _cluster_undated([m for m in ordered if not m.reading.date])


def _is_day(mention: Mention) -> bool:
    date = mention.reading.date
    return date is not None and date.precision is Precision.DAY


def _closest(clusters: list[list[Mention]], mention: Mention) -> list[Mention]:
    """Return the cluster that shares a city with the mention, else the one whose first date is nearest."""

    def distance(cluster: list[Mention]) -> tuple[bool, int, Rank]:
        first = cluster[0]
        shared = any(set(m.reading.cities) & set(mention.reading.cities) for m in cluster)
        assert first.reading.date
        assert mention.reading.date
        return not shared, abs((first.reading.date.first - mention.reading.date.first).days), get_rank(first)

    return min(clusters, key=distance)


def _fits(one: Mention, other: Mention) -> bool:
    a, b = one.reading, other.reading
    if a.kind is not b.kind or a.date is None or b.date is None or not a.date.overlaps(b.date):
        return False
    if one.article_id == other.article_id:
        # One article tells of them as two events: it knows better.
        return False
    if a.kind is Kind.RELATED and (a.people != b.people or a.cities != b.cities):
        return False
    if a.cities and b.cities and not set(a.cities) & set(b.cities):
        return False
    return not (_is_past_for(one, other) or _is_past_for(other, one))


def _is_past_for(plan: Mention, other: Mention) -> bool:
    """Tell whether a plan without a day was published after the other event: "they will meet again this month"."""
    date = other.reading.date
    if plan.reading.status is not Status.PLANNED or _is_day(plan) or plan.published is None or date is None:
        return False
    return date.last < plan.published.first


def _cluster_undated(mentions: list[Mention]) -> list[list[Mention]]:
    """Put announcements without a date together: one kind and place, published shortly after one another."""
    clusters: list[list[Mention]] = []
    for mention in sorted(
        mentions, key=lambda m: (m.published.first.isoformat() if m.published else "9999", m.id)
    ):
        fitting = (cluster for cluster in clusters if _is_same_plan(cluster[-1], mention))
        found = next(fitting, None)
        if found is None:
            clusters.append([mention])
        else:
            found.append(mention)
    return clusters


def _is_same_plan(earlier: Mention, later: Mention) -> bool:
    a, b = earlier.reading, later.reading
    if not (a.kind is b.kind and a.status is b.status is Status.PLANNED and a.cities == b.cities):
        return False
    if earlier.article_id == later.article_id or earlier.published is None or later.published is None:
        return False
    return later.published.first - earlier.published.last <= _SAME_PLAN

"""Which mentions tell of one event."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from app.domain.dates import EdtfDate
from app.domain.resolution import Mention
from app.domain.vocabulary import Kind, Origin, Status, are_apart
from app.ingest.stages.resolve.exactness import (
    Exactness,
    get_exactness,
    get_parts_of_day,
    is_recalled,
    list_moved_from,
    overlap,
)
from app.ingest.stages.resolve.where import agree_on_place

# Announcements without a day that follow one another this closely are about one plan.
_SAME_PLAN = timedelta(days=90)

Rank = tuple[bool, int, int, bool, bool, str, str]
Cluster = list[Mention]


def get_rank(mention: Mention) -> Rank:
    """Order mentions by how well they fix an event: rows of the record first, then the exact date, of exact ones the
    longer, the call told as before or after noon, what was held, the earlier published."""
    date, published = mention.reading.date, mention.published
    return (
        mention.origin is not Origin.RECORD,
        get_exactness(date) if date else len(Exactness),
        (date.first - date.last).days if date else 0,
        all(part.is_before_noon is None for part in get_parts_of_day(mention)),
        mention.reading.status is not Status.HELD,
        published.first.isoformat() if published else "9999",
        mention.id,
    )


def cluster_mentions(mentions: Iterable[Mention]) -> list[Cluster]:
    """Put mentions of one event together. The result depends on the mentions alone, not on their order.

    A mention that fits several events equally, and one that only recalls what fits none, is in no cluster.
    """
    ordered = sorted(mentions, key=get_rank)
    clusters: list[Cluster] = []
    for mention in (m for m in ordered if m.reading.date):
        fitting = [cluster for cluster in clusters if _fits(mention, cluster)]
        found = _pick(mention, fitting)
        if found is not None:
            found.append(mention)
        elif not fitting and not is_recalled(mention):
            clusters.append([mention])
    return _join_moved(clusters) + _cluster_undated([m for m in ordered if not m.reading.date])


def _fits(mention: Mention, cluster: Cluster) -> bool:
    first = cluster[0]
    if first.reading.kind is not mention.reading.kind:
        return False
    if mention.origin is Origin.RECORD and first.origin is Origin.RECORD:
        # Each row of the record is an event of its own: whoever wrote it knew the others.
        return False
    core, date = _get_core(cluster), mention.reading.date
    if core is None or date is None or not overlap(date, core):
        return False
    return all(_agree(mention, other) for other in cluster)


def _agree(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions whose dates agree can be of one event."""
    if one.document_id == other.document_id:
        # One article tells of them as two events: it knows better.
        return False
    a, b = one.reading, other.reading
    if a.kind is Kind.RELATED and (a.people != b.people or a.cities != b.cities):
        return False
    if not agree_on_place(a.cities, b.cities):
        return False
    if are_apart(get_parts_of_day(one), get_parts_of_day(other)):
        # A call in the morning and one in the evening.
        return False
    return not (_is_past_for(one, other) or _is_past_for(other, one))


def _get_core(cluster: Cluster) -> EdtfDate | None:
    """Return the most exact date of a cluster, of equally exact ones the longest: a visit of two days holds both."""
    dates = [mention.reading.date for mention in cluster if mention.reading.date]
    return min(dates, key=lambda told: (get_exactness(told), (told.first - told.last).days), default=None)


def _pick(mention: Mention, fitting: Sequence[Cluster]) -> Cluster | None:
    """Choose the cluster that a mention belongs to, None if several would do equally well.

    The one that shares its city is the one, else the one told in its part of the day, else the one of its very date.
    What fits several all the same, "in May" or one of two calls on a day, corroborates none of them.
    """
    if not fitting:
        return None
    nearest = min(_get_distance(mention, cluster) for cluster in fitting)
    best = [cluster for cluster in fitting if _get_distance(mention, cluster) == nearest]
    return best[0] if len(best) == 1 else None


def _get_distance(mention: Mention, cluster: Cluster) -> tuple[bool, bool, bool]:
    cities = {city for other in cluster for city in other.reading.cities}
    parts = {part for other in cluster for part in get_parts_of_day(other)}
    return (
        not cities & set(mention.reading.cities),
        not parts & get_parts_of_day(mention),
        _get_core(cluster) != mention.reading.date,
    )


def _is_past_for(plan: Mention, other: Mention) -> bool:
    """Tell whether a plan without a day was published after the other event: "they will meet again this month"."""
    date, planned = other.reading.date, plan.reading.date
    if plan.reading.status is not Status.PLANNED or plan.published is None or date is None or planned is None:
        return False
    if get_exactness(planned) is Exactness.DAYS or plan.origin is Origin.RECORD:
        return False
    return date.last < plan.published.first


def _join_moved(clusters: list[Cluster]) -> list[Cluster]:
    """Join an announcement with what it was moved to, where a mention says from which day."""
    for plan in list(clusters):
        targets = [cluster for cluster in clusters if cluster is not plan and _is_moved(plan, cluster)]
        if len(targets) == 1:
            targets[0].extend(plan)
            clusters.remove(plan)
    return clusters


def _is_moved(plan: Cluster, cluster: Cluster) -> bool:
    core = _get_core(plan)
    if core is None or get_exactness(core) is not Exactness.DAYS or plan[0].origin is Origin.RECORD:
        return False
    if plan[0].reading.kind is not cluster[0].reading.kind:
        return False
    if any(mention.reading.status is Status.HELD for mention in plan):
        return False
    days = [day for mention in cluster for day in list_moved_from(mention)]
    return any(core.holds(day) for day in days) and all(
        agree_on_place(one.reading.cities, other.reading.cities) for one in plan for other in cluster
    )


def _cluster_undated(mentions: Sequence[Mention]) -> list[Cluster]:
    """Put announcements without a date together: one kind and place, published shortly after one another."""
    clusters: list[Cluster] = []
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
    if earlier.document_id == later.document_id or earlier.published is None or later.published is None:
        return False
    if earlier.origin is later.origin is Origin.RECORD:
        return False
    return later.published.first - earlier.published.last <= _SAME_PLAN

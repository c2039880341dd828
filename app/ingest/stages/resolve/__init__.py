"""Resolve the mentions of several articles into events: a pure function of the mentions, in whatever order.

The rules, in the order in which they apply:

1. Mentions of one kind whose dates overlap and whose places agree are one event (`cluster`).
2. Its values are those that most independent publishers assert (`choose`).
3. Its slug is its start and first city; where two events would share one, the meeting keeps it (`slugs`).
"""

from collections.abc import Iterable

from app.domain.ids import make_id
from app.domain.resolution import Mention, ResolvedEvent
from app.ingest.stages.resolve.choose import choose_values
from app.ingest.stages.resolve.cluster import cluster_mentions, get_rank
from app.ingest.stages.resolve.slugs import make_slugs


def resolve_events(mentions: Iterable[Mention]) -> list[ResolvedEvent]:
    """Resolve mentions into events, ordered by id. Mentions that fit several events equally are left out."""
    drafts: list[ResolvedEvent] = []
    for cluster in cluster_mentions(mentions):
        anchor = min(cluster, key=get_rank)
        drafts.append(choose_values(make_id("event", anchor.reading.kind, anchor.id), cluster))
    return sorted(make_slugs(drafts), key=lambda event: event.id)

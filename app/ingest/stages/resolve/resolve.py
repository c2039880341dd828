"""From mentions and corrections to events with their slugs."""

from collections.abc import Iterable, Sequence

from app.domain.ids import make_id
from app.domain.resolution import Correction, Mention, ResolvedEvent
from app.domain.vocabulary import Field
from app.ingest.stages.resolve.choose import choose_values
from app.ingest.stages.resolve.cluster import cluster_mentions, get_rank
from app.ingest.stages.resolve.correct import Draft, Drafts, apply_structure, find_rejected, find_set
from app.ingest.stages.resolve.slugs import make_slugs

RULES = 2
"""The number of these rules. Raise it with any change by which the same mentions give other events, or the same words
other quotes (`app.domain.attestations`): the next ingestion then makes everything anew."""


def resolve_events(
    mentions: Iterable[Mention], corrections: Iterable[Correction] = ()
) -> list[ResolvedEvent]:
    """Resolve mentions into events, ordered by id.

    A mention that fits several events equally, that recalls what no event fits or that an editor rejects is in none
    of them. A correction that hits no event changes nothing: it is in no event's `correction_ids`.
    """
    told = sorted(mentions, key=lambda mention: mention.id)
    said = sorted(corrections, key=lambda correction: (correction.made, correction.id))
    drafts = _cluster(told)
    if not said:
        return sorted(_name(drafts), key=lambda event: event.id)
    as_told = Drafts(drafts, _name(drafts))
    rejected, rejecting = find_rejected(said, as_told)
    if rejected:
        drafts = _cluster([mention for mention in told if mention.id not in rejected])
    drafts = apply_structure(said, Drafts(drafts, _name(drafts)), as_told, rejecting)
    drafts = find_set(said, Drafts(drafts, _name(drafts)), as_told)
    return sorted(_name(drafts), key=lambda event: event.id)


def _cluster(mentions: Sequence[Mention]) -> list[Draft]:
    return [Draft(tuple(cluster)) for cluster in cluster_mentions(mentions)]


def _name(drafts: Sequence[Draft]) -> list[ResolvedEvent]:
    """Choose the values and the slug of each draft; the events come in the order of the drafts."""
    return make_slugs([_make_event(draft) for draft in drafts])


def _make_event(draft: Draft) -> ResolvedEvent:
    anchor = min(draft.mentions, key=get_rank)
    values = {one.field: one.value or "" for one in draft.sets if one.field is not None}
    event_id = make_id("event", anchor.reading.kind, anchor.id)
    return draft.add_corrections(choose_values(event_id, draft.mentions, _keep_known(values)))


def _keep_known(values: dict[Field, str]) -> dict[Field, str]:
    return {field: value for field, value in values.items() if value}

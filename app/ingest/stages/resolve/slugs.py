"""The slugs of events: start as far as told and first city, else kind; made unique by kind, then by id."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from app.domain.ids import make_slug
from app.domain.resolution import ResolvedEvent
from app.domain.vocabulary import Kind

_HEX_DIGITS = 4


def make_slugs(events: Sequence[ResolvedEvent]) -> list[ResolvedEvent]:
    """Give every event its slug. Would two share one, the meeting keeps it and other kinds append theirs;
    two of one kind each append the first four hex digits of their id."""
    by_base: dict[str, list[ResolvedEvent]] = defaultdict(list)
    for event in events:
        by_base[_make_base(event)].append(event)
    named: list[ResolvedEvent] = []
    for base, sharers in by_base.items():
        named.extend(_share(base, sharers))
    return named


def _make_base(event: ResolvedEvent) -> str:
    start = event.date.start if event.date else "undated"
    return f"{start}-{_make_place(event) or event.kind}"


def _make_place(event: ResolvedEvent) -> str:
    """Make the slug of the first city; empty if there is none or its name has no Latin letter."""
    return make_slug(event.city or "")


def _share(base: str, sharers: list[ResolvedEvent]) -> list[ResolvedEvent]:
    if len(sharers) == 1:
        return [replace(sharers[0], slug=base)]
    named = []
    for event in sharers:
        slug = base if event.kind is Kind.MEETING or not _make_place(event) else f"{base}-{event.kind}"
        if sum(other.kind is event.kind for other in sharers) > 1:
            slug = f"{slug}-{event.id[:_HEX_DIGITS]}"
        named.append(replace(event, slug=slug))
    return named

"""What corrections do to events: leave mentions out, take events apart and put them together, set values.

A correction names events by their slugs. A slug means the event that has it after what came before in this order:
reject, split and join, set; else the one that would have it without any correction; else, so that a correction is not
lost when its event comes to be known more exactly, the one event that begins in the slug's year, month or day and
ends like it.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from app.domain.resolution import Correction, Mention, ResolvedEvent
from app.domain.vocabulary import Action

_SLUG = re.compile(r"(?P<start>\d{4}(?:-\d{2}){0,2})(?P<rest>-\D.*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in the making: its mentions, the corrections that changed which they are, and those of its values."""

    mentions: tuple[Mention, ...]
    corrections: tuple[Correction, ...] = ()
    sets: tuple[Correction, ...] = ()

    def add_corrections(self, event: ResolvedEvent) -> ResolvedEvent:
        """Tell the event which corrections made it; the mention that carries a value it sets is one of its own."""
        ids = {correction.id for correction in (*self.corrections, *self.sets)}
        carrying = {correction.mention_id for correction in self.sets if correction.mention_id}
        return replace(
            event,
            mention_ids=tuple(sorted({*event.mention_ids, *carrying})),
            correction_ids=tuple(sorted(ids)),
        )


class Drafts:
    """Drafts under the slugs that they have at one point."""

    def __init__(self, drafts: Sequence[Draft], events: Sequence[ResolvedEvent]) -> None:
        self.all = list(drafts)
        self._by_slug = {event.slug: number for number, event in enumerate(events)}

    def find(self, slug: str, before: "Drafts | None" = None) -> int | None:
        """Return the number of the draft that a slug means; `before` are the drafts without corrections."""
        if slug in self._by_slug:
            return self._by_slug[slug]
        if before is not None:
            number = before.find(slug)
            if number is not None:
                return self._find_heir(before.all[number])
        match = _SLUG.fullmatch(slug)
        if not match:
            return None
        likely = {
            number
            for other, number in self._by_slug.items()
            if other.startswith(match["start"]) and other.endswith(match["rest"])
        }
        return likely.pop() if len(likely) == 1 else None

    def _find_heir(self, draft: Draft) -> int | None:
        """Find the draft that holds most mentions of another one."""
        ids = {mention.id for mention in draft.mentions}
        shared = [len(ids & {mention.id for mention in one.mentions}) for one in self.all]
        most = max(shared, default=0)
        return shared.index(most) if most else None


def find_rejected(
    corrections: Sequence[Correction], drafts: Drafts
) -> tuple[set[str], dict[str, tuple[Correction, ...]]]:
    """Find the ids of the mentions that are rejected, and for each mention that stays beside one in its event the
    corrections that did it."""
    rejected: set[str] = set()
    touching: dict[str, tuple[Correction, ...]] = {}
    for correction in corrections:
        if correction.action is not Action.REJECT:
            continue
        for slug in correction.events:
            number = drafts.find(slug)
            if number is None:
                continue
            mentions = drafts.all[number].mentions
            hit = {mention.id for mention in mentions if _is_meant(mention, correction)}
            rejected |= hit
            if hit:
                for mention in mentions:
                    touching[mention.id] = (*touching.get(mention.id, ()), correction)
    return rejected, touching


def apply_structure(
    corrections: Sequence[Correction],
    drafts: Drafts,
    before: Drafts,
    rejecting: dict[str, tuple[Correction, ...]],
) -> list[Draft]:
    """Split and join events as corrections say; `rejecting` are the corrections that left mentions out before."""
    groups: list[Draft | None] = [
        replace(draft, corrections=_list_touching(draft, rejecting)) for draft in drafts.all
    ]
    new: list[Draft] = []
    for correction in corrections:
        numbers = [drafts.find(slug, before) for slug in correction.events]
        if correction.action is Action.SPLIT and numbers and numbers[0] is not None:
            new += _split(groups, numbers[0], correction)
        elif correction.action is Action.JOIN:
            _join(groups, [number for number in dict.fromkeys(numbers) if number is not None], correction)
    return [*(draft for draft in groups if draft is not None), *new]


def find_set(corrections: Sequence[Correction], drafts: Drafts, before: Drafts) -> list[Draft]:
    """Give each draft the corrections that set its values, the last of a field alone."""
    found: list[dict[str, Correction]] = [{} for _ in drafts.all]
    for correction in corrections:
        if correction.action is not Action.SET:
            continue
        for slug in correction.events:
            number = drafts.find(slug, before)
            if number is not None:
                found[number][str(correction.field)] = correction
    return [replace(draft, sets=tuple(sets.values())) for draft, sets in zip(drafts.all, found, strict=True)]


def _is_meant(mention: Mention, correction: Correction) -> bool:
    """Tell whether a correction means a mention: by its id, its document, or all the sources behind it.

    A row of the record does not go because one of the sources that it names does.
    """
    named = {mention.document_id} <= correction.article_ids or mention.article_ids <= correction.article_ids
    return mention.id in correction.mention_ids or named


def _list_touching(draft: Draft, rejecting: dict[str, tuple[Correction, ...]]) -> tuple[Correction, ...]:
    touching = (correction for mention in draft.mentions for correction in rejecting.get(mention.id, ()))
    return tuple({correction.id: correction for correction in touching}.values())


def _split(groups: list[Draft | None], number: int, correction: Correction) -> list[Draft]:
    """Take the mentions that are meant out of a draft; nothing happens if none or all of them are."""
    draft = groups[number]
    if draft is None:
        return []
    out = tuple(mention for mention in draft.mentions if _is_meant(mention, correction))
    rest = tuple(mention for mention in draft.mentions if not _is_meant(mention, correction))
    if not out or not rest:
        return []
    groups[number] = replace(draft, mentions=rest, corrections=(*draft.corrections, correction))
    return [Draft(out, (correction,))]


def _join(groups: list[Draft | None], numbers: Collection[int], correction: Correction) -> None:
    """Put drafts into the first of them; nothing happens unless there are two."""
    there = [number for number in sorted(numbers) if groups[number] is not None]
    if len(there) < 2:
        return
    drafts = [draft for number in there if (draft := groups[number]) is not None]
    joined = Draft(
        tuple(mention for draft in drafts for mention in draft.mentions),
        tuple({one.id: one for draft in drafts for one in (*draft.corrections, correction)}.values()),
    )
    for number in there:
        groups[number] = None
    groups[there[0]] = joined

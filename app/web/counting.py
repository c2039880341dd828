"""Count claims held against the record, ready for the pages of a year and of an event."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.counting import Contact, Slots, leave_out_sidelines, list_counted
from app.domain.dates import EdtfDate
from app.domain.filters import Choice, Filters
from app.domain.vocabulary import Format, Kind, Scope, Status
from app.store.views import ClaimRow, EventRow, HeldClaim
from app.web.count_words import (
    add_person,
    format_as_of,
    format_claimed,
    format_difference,
    format_narrower,
    format_one,
    format_scope,
    format_sentence,
    format_slots,
    format_until,
    is_narrower,
)
from app.web.evidence import make_article_link
from app.web.language import format_number, gettext, link, mark
from app.web.originals import make_original_link
from app.web.query import make_path

_REPORTED = mark("Reported as the %(nth)s of %(year)s")
_ANNOUNCED = mark("Announced as the %(nth)s of %(year)s")
_REPORTED_AT_LEAST = mark("Reported as at least the %(nth)s of %(year)s")
_ANNOUNCED_AT_LEAST = mark("Announced as at least the %(nth)s of %(year)s")
_HAS_IN_YEAR = mark("this record has %(num)s in the whole year")
_HAS_TO_DAY = mark("this record has %(num)s up to that day")
_HELD_IN_YEAR = mark("this record has %(num)s held in the whole year")
_HELD_TO_DAY = mark("this record has %(num)s held up to that day")

# More empty slots than this are told and not drawn: no source counts so many, but a misprint can.
_MOST_MISSING = 15


@dataclass(frozen=True, slots=True)
class Row:
    """The slots of a claim under one rule: contacts that fill them, those beyond, and how many are missing.

    `drawn` of the `missing` slots are drawn.
    """

    name: str
    words: str
    filled: tuple[Contact, ...]
    beyond: tuple[Contact, ...]
    missing: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A count of meetings as one source tells it.

    `anchor` is its id on the page of the year, `path` and `address` lead there; `here` leads to its sentence on our
    page of the source, `original` to the original. `as_of` says when a count of the whole year was made.
    """

    claim: ClaimRow
    anchor: str
    path: str
    address: str
    here: str
    original: str | None
    as_of: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one voice counts: its first telling, and the others, which tell it again."""

    first: Counted
    again: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """One number of one scope up to one day, its slots, and every voice that tells it.

    `rows` holds a second one only where the rules differ.
    """

    heading: str
    scope: str
    note: str | None
    rows: tuple[Row, ...]
    voices: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class YearCount:
    """What is recorded of a year under both rules, where the timeline lists it, and the counts of sources.

    `claims` is how many there are, those that one voice tells again not counted.
    """

    year: int
    recorded: int
    recorded_path: str
    without_sidelines: int
    without_sidelines_path: str
    claims: int
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class CountedIn:
    """What the page of an event says of a count: of which it is told to be one, how many the record has, by whom."""

    told: str
    has: str
    voices: tuple[Told, ...]


def make_year_count(
    year: int, contacts: Iterable[Contact], held: Sequence[HeldClaim], base_url: str
) -> YearCount:
    """Make what the page of a year says of its meetings."""
    recorded = list_counted(contacts, Scope.MEETINGS)
    return YearCount(
        year=year,
        recorded=len(recorded),
        recorded_path=make_recorded_path(year),
        without_sidelines=len(leave_out_sidelines(recorded)),
        without_sidelines_path=make_recorded_path(year, sidelines=False),
        claims=sum(one.repeats is None for one in held),
        counts=_make_counts(held, base_url),
    )


def make_recorded_path(year: int, *, sidelines: bool = True) -> str:
    """Make the address of the timeline with exactly the meetings of a year that are counted."""
    choices = {
        "year": Choice((str(year),)),
        "kind": Choice((Kind.MEETING.value,)),
        "status": Choice((Status.HELD.value,)),
    }
    if not sidelines:
        choices["format"] = Choice(unwanted=(Format.SIDELINES.value,))
    return make_path(Filters(choices))


def make_claim_path(claim: ClaimRow) -> str:
    """Make the address of a claim on the page of its year."""
    return _make_path(claim.year, claim.id)


def make_repeated_path(held: HeldClaim) -> str | None:
    """Make the address of the claim that one only tells again."""
    return _make_path(held.claim.year, held.repeats) if held.repeats else None


def make_counted_in(event: EventRow, held: Iterable[HeldClaim], base_url: str) -> tuple[CountedIn, ...]:
    """Say of each count in which an event is told to be one: `Reported as the 4th of 2024`, `this record has 4`."""
    groups: dict[tuple[str, str], list[HeldClaim]] = defaultdict(list)
    for one in held:
        groups[_format_told(event, one), _format_has(event, one)].append(one)
    return tuple(CountedIn(*words, _make_voices(same, base_url)) for words, same in groups.items())


def _make_counts(held: Iterable[HeldClaim], base_url: str) -> tuple[Count, ...]:
    """Put together the claims that have the same slots: one number, exact or the least, of one scope, and person, up
    to one day."""
    groups: dict[tuple[object, ...], list[HeldClaim]] = defaultdict(list)
    for one in held:
        claim = one.claim
        groups[claim.count, claim.at_least, one.reckoning.until, claim.scope, claim.person].append(one)
    return tuple(_make_count(same, base_url) for same in groups.values())


def _make_count(held: Sequence[HeldClaim], base_url: str) -> Count:
    claim, reckoning = held[0].claim, held[0].reckoning
    is_every = claim.scope == Scope.CONTACTS
    name = gettext("Every contact, calls included") if is_every else gettext("Every contact in person")
    rows = [_make_row(add_person(name, claim), reckoning.in_person)]
    if reckoning.without_sidelines.contacts != reckoning.in_person.contacts:
        rows.append(_make_row(gettext("Without those on the sidelines"), reckoning.without_sidelines))
    return Count(
        heading=_begin(f"{format_claimed(claim)} {format_until(claim, reckoning.until)}"),
        scope=format_scope(claim),
        note=format_narrower() if is_narrower(claim) else None,
        rows=tuple(rows),
        voices=_make_voices(held, base_url),
    )


def _make_voices(held: Iterable[HeldClaim], base_url: str) -> tuple[Told, ...]:
    """Put together what one voice tells several times, the telling to show first before the others."""
    groups: dict[str, list[HeldClaim]] = defaultdict(list)
    for one in held:
        groups[one.repeats or one.claim.id].append(one)
    told = []
    for same in groups.values():
        first, *again = sorted(same, key=lambda one: one.repeats is not None)
        told.append(
            Told(_make_counted(first, base_url), tuple(_make_counted(one, base_url) for one in again))
        )
    return tuple(told)


def _make_counted(held: HeldClaim, base_url: str) -> Counted:
    claim, path = held.claim, make_claim_path(held.claim)
    return Counted(
        claim=claim,
        anchor=_make_anchor(claim.id),
        path=path,
        address=base_url + link(path),
        here=make_article_link(claim.article.id, claim.number),
        original=make_original_link(claim.article, claim.text if claim.number is not None else None),
        as_of=format_as_of(claim, held.reckoning.until),
        sentence=format_sentence(claim, held.reckoning),
    )


def _make_row(name: str, slots: Slots) -> Row:
    drawn = min(slots.missing, _MOST_MISSING)
    return Row(name, format_slots(slots), slots.filled, slots.beyond, slots.missing, drawn)


def _make_path(year: int, claim_id: str) -> str:
    return f"/years/{year:04d}#{_make_anchor(claim_id)}"


def _make_anchor(claim_id: str) -> str:
    return f"claim-{claim_id}"


def _format_told(event: EventRow, held: HeldClaim) -> str:
    claim = held.claim
    as_of, days = EdtfDate.parse(claim.as_of or ""), EdtfDate.parse(event.date or "")
    if days.first <= as_of.first and as_of.last <= days.last:
        is_held = event.status == Status.HELD
        if claim.at_least:
            text = _REPORTED_AT_LEAST if is_held else _ANNOUNCED_AT_LEAST
        else:
            text = _REPORTED if is_held else _ANNOUNCED
        return add_person(gettext(text, nth=format_one(claim), year=claim.year), claim)
    return gettext(
        "%(claimed)s counted in %(year)s %(until)s, of which this is the last on record",
        claimed=_begin(format_claimed(claim)),
        year=claim.year,
        until=format_until(claim, held.reckoning.until),
    )


def _format_has(event: EventRow, held: HeldClaim) -> str:
    slots = held.reckoning.in_person
    number = format_number(slots.recorded)
    whole = held.reckoning.until is None
    if event.status != Status.HELD:
        # What is still to come is no meeting that the record lacks.
        text = _HELD_IN_YEAR if whole else _HELD_TO_DAY
        return gettext(text, num=number)
    has = gettext(_HAS_IN_YEAR if whole else _HAS_TO_DAY, num=number)
    difference = "" if is_narrower(held.claim) else format_difference(slots)
    return f"{has}, {difference}" if difference else has


def _begin(words: str) -> str:
    """Write words as a line begins; most begin with a number."""
    return words[:1].upper() + words[1:]

"""Count claims held against the record, ready for the pages of a year and of an event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.counting import Contact, Slots, leave_out_sidelines, list_counted
from app.domain.dates import EdtfDate
from app.domain.filters import Choice, Filters
from app.domain.vocabulary import Format, Kind, Scope, Status
from app.store.views import ClaimRow, EventRow, HeldClaim
from app.web.count_words import (
    NARROWER,
    format_as_of,
    format_claimant,
    format_claimed,
    format_nth,
    format_one,
    format_scope,
    format_sentence,
    format_slots,
    format_until,
    is_narrower,
)
from app.web.evidence import make_article_link
from app.web.originals import make_original_link
from app.web.query import make_path

# More empty slots than this are told and not drawn: no source counts so many, but a misprint can.
_MOST_MISSING = 15
IN_PERSON, WITHOUT_SIDELINES = "Every contact in person", "Without those on the sidelines"


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
    """A count of meetings as a source tells it, and its slots.

    `anchor` is its id on the page of the year, `path` and `address` lead there; `here` leads to its sentence on our
    page of the source, `original` to the original. `rows` holds a second one only where the rules differ.
    """

    claim: ClaimRow
    anchor: str
    path: str
    address: str
    here: str
    original: str | None
    heading: str
    claimant: str
    scope: str
    as_of: str | None
    rows: tuple[Row, ...]
    note: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class YearCount:
    """What is recorded of a year under both rules, where the timeline lists it, and what is claimed."""

    year: int
    recorded: int
    recorded_path: str
    without_sidelines: int
    without_sidelines_path: str
    claims: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class CountedIn:
    """What the page of an event says of a count: of which it is told to be one, and how many the record has."""

    counted: Counted
    told: str
    has: str


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
        claims=make_counted(held, base_url),
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
    return f"/years/{claim.year:04d}#{_make_anchor(claim)}"


def make_counted(held: Iterable[HeldClaim], base_url: str) -> tuple[Counted, ...]:
    """Make each claim with its slots, its words and its addresses."""
    return tuple(_make_counted(one, base_url) for one in held)


def make_counted_in(event: EventRow, held: Sequence[HeldClaim], base_url: str) -> tuple[CountedIn, ...]:
    """Say of each count in which an event is told to be one: `Reported as the 4th of 2024`, `this record has 4`."""
    return tuple(
        CountedIn(counted, _format_told(event, one), _format_has(one))
        for one, counted in zip(held, make_counted(held, base_url), strict=True)
    )


def _make_counted(held: HeldClaim, base_url: str) -> Counted:
    claim, reckoning = held.claim, held.reckoning
    path = make_claim_path(claim)
    rows = [_make_row(IN_PERSON, reckoning.in_person)]
    if claim.scope == Scope.CONTACTS:
        rows = [_make_row("Every contact, calls included", reckoning.in_person)]
    if reckoning.without_sidelines.contacts != reckoning.in_person.contacts:
        rows.append(_make_row(WITHOUT_SIDELINES, reckoning.without_sidelines))
    return Counted(
        claim=claim,
        anchor=_make_anchor(claim),
        path=path,
        address=base_url + path,
        here=make_article_link(claim.article.id, claim.number),
        original=make_original_link(claim.article, claim.text if claim.number is not None else None),
        heading=f"{format_claimed(claim)} {format_until(claim, reckoning.until)}",
        claimant=format_claimant(claim),
        scope=format_scope(claim),
        as_of=format_as_of(claim, reckoning.until),
        rows=tuple(rows),
        note=NARROWER if is_narrower(claim) else None,
        sentence=format_sentence(claim, reckoning),
    )


def _make_row(name: str, slots: Slots) -> Row:
    drawn = min(slots.missing, _MOST_MISSING)
    return Row(name, format_slots(slots), slots.filled, slots.beyond, slots.missing, drawn)


def _make_anchor(claim: ClaimRow) -> str:
    return f"claim-{claim.id}"


def _format_told(event: EventRow, held: HeldClaim) -> str:
    claim = held.claim
    as_of, date = EdtfDate.parse(claim.as_of or ""), EdtfDate.parse(event.date or "")
    if date.first <= as_of.first and as_of.last <= date.last:
        verb = "Reported" if event.status == Status.HELD else "Announced"
        return f"{verb} as the {format_one(claim, format_nth(claim.count))} of {claim.year}"
    until = format_until(claim, held.reckoning.until)
    return f"{format_claimed(claim)} counted in {claim.year} {until}, of which this is the last on record"


def _format_has(held: HeldClaim) -> str:
    slots = held.reckoning.in_person
    words = format_slots(slots).partition(", ")[2]
    then = "in the whole year" if held.reckoning.until is None else "up to that day"
    has = f"this record has {slots.recorded:,} {then}"
    return has if is_narrower(held.claim) or slots.recorded == slots.count else f"{has}, {words}"

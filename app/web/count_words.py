"""Count claims in words: who counts what up to which day, and how the record compares."""

from datetime import date

from app.domain.counting import Reckoning, Slots
from app.domain.dates import EdtfDate, Precision
from app.domain.vocabulary import Scope
from app.store.views import ClaimRow
from app.web.dates import format_date
from app.web.formatting import format_count, format_person

# What is counted, as one and as several, and of whom.
_COUNTED: dict[str, tuple[str, str, str]] = {
    Scope.MEETINGS: ("meeting", "meetings", " of the presidents of Russia and Belarus"),
    Scope.ONE_ON_ONE: (
        "one-on-one meeting",
        "one-on-one meetings",
        " of the presidents of Russia and Belarus",
    ),
    Scope.VISITS: ("visit", "visits", " of one president to the other"),
    Scope.CONTACTS: ("contact", "contacts", ", calls included, of the presidents of Russia and Belarus"),
}
_SCOPES: dict[str, str] = {
    Scope.MEETINGS: "meetings",
    Scope.ONE_ON_ONE: "one-on-one meetings only",
    Scope.VISITS: "visits only",
    Scope.CONTACTS: "contacts of every kind, calls included",
}
NARROWER = "The source counts something narrower than this record does, so the two numbers need not agree."


def is_narrower(claim: ClaimRow) -> bool:
    """Tell whether a source counts only some of the meetings, so that its number need not be the record's."""
    return claim.scope in (Scope.ONE_ON_ONE, Scope.VISITS)


def format_claimed(claim: ClaimRow) -> str:
    """Write the number claimed: `7 meetings`, `4 visits`, `6 meetings with Dmitry Medvedev`."""
    return f"{_format_number(claim)}{format_with(claim)}"


def format_with(claim: ClaimRow) -> str:
    """Say with whom meetings are counted, if only those with one person are: ` with Dmitry Medvedev`."""
    return f" with {format_person(claim.person)}" if claim.person else ""


def format_one(claim: ClaimRow, number: str) -> str:
    """Write one of what is counted: `4th` where that is meetings, `4th visit`."""
    return number if claim.scope == Scope.MEETINGS else f"{number} {_COUNTED[claim.scope][0]}"


def format_scope(claim: ClaimRow) -> str:
    """Say what is counted: `meetings`, `one-on-one meetings only`, `meetings with Dmitry Medvedev`."""
    comma = "," if claim.person and claim.scope != Scope.MEETINGS else ""
    return f"{_SCOPES[claim.scope]}{comma}{format_with(claim)}"


def format_claimant(claim: ClaimRow) -> str:
    """Name who counts: the person or medium told, else the publisher."""
    if claim.claimed_by:
        return claim.claimed_by
    return claim.article.publisher or "A source whose publisher is not named"


def format_until(claim: ClaimRow, until: date | None) -> str:
    """Say up to which day is counted: `up to 15 September`, `up to the end of May`, `in the whole year`."""
    if claim.as_of is None or until is None:
        return "in the whole year"
    told = EdtfDate.parse(claim.as_of)
    end = "the end of " if told.precision < Precision.DAY else "about " if told.approximate else ""
    # "2023-05/2023-06" ends with June, and a month is written without its day.
    last = told.end if told.precision < Precision.DAY else until.isoformat()
    return f"up to {end}{format_date(last, year=until.year != claim.year)}"


def format_as_of(claim: ClaimRow, until: date | None) -> str | None:
    """Say when a count of the whole year was made, where a later day is told: `counted in January 2023`."""
    if claim.as_of is None or until is not None:
        return None
    return f"counted as of {format_date(claim.as_of)}"


def format_slots(slots: Slots) -> str:
    """Say how the record compares: `6 on record, 1 missing`, `8 on record, 1 more than claimed`."""
    told = f"{slots.recorded:,} on record"
    if slots.missing:
        return f"{told}, {slots.missing:,} missing"
    if slots.more:
        return f"{told}, {slots.more:,} more than claimed"
    return f"{told}, as many as claimed"


def format_nth(number: int) -> str:
    """Write an ordinal: `1st`, `2nd`, `11th`, `23rd`."""
    if number % 100 in (11, 12, 13):
        return f"{number:,}th"
    return f"{number:,}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"


def format_sentence(claim: ClaimRow, reckoning: Reckoning) -> str:
    """Write the one sentence to quote: who counts what up to when, what the record has, under both rules."""
    whose = _COUNTED[claim.scope][2]
    until = "" if reckoning.until is None else f" {format_until(claim, reckoning.until)}"
    then = "in that year" if reckoning.until is None else "up to that day"
    claimant = format_claimant(claim)
    counts = (
        f"{claimant[:1].upper()}{claimant[1:]} counts {_format_number(claim)}{whose} in {claim.year}{until}"
    )
    what = "meetings and calls" if claim.scope == Scope.CONTACTS else "meetings in person"
    if claim.person:
        counts, what = f"{counts}, only those{format_with(claim)}", f"such {what}"
    slots, narrow = reckoning.in_person, reckoning.without_sidelines
    if slots.recorded == 1:
        what = what.replace("meetings and calls", "meeting or call").replace("meetings", "meeting")
    has = f"this record has {slots.recorded:,} {what} {then}"
    without = "without those on the sidelines of other events"
    if is_narrower(claim):
        held = f", {narrow.recorded:,} {without}" if narrow.recorded != slots.recorded else ""
        return (
            f"{counts}; {has}{held}, and counts more widely than the source, so the numbers need not agree."
        )
    compared = f"{has}{_compare(slots)}"
    if narrow.recorded == slots.recorded:
        return f"{counts}; {compared}."
    return f"{counts}; {compared}; {without} it has {narrow.recorded:,}{_compare(narrow)}."


def _format_number(claim: ClaimRow) -> str:
    one, many, _ = _COUNTED[claim.scope]
    return format_count(claim.count, one, many)


def _compare(slots: Slots) -> str:
    if slots.missing:
        return f" and lacks {slots.missing:,}"
    return f", {slots.more:,} more than claimed" if slots.more else ", as many as claimed"

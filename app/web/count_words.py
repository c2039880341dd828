"""Count claims in words: who counts what up to which day, and how the record compares."""

from datetime import date

from app.domain.counting import Reckoning, Slots
from app.domain.dates import EdtfDate, Precision
from app.domain.vocabulary import Scope
from app.store.views import ClaimRow
from app.web.dates import format_date
from app.web.formatting import format_person
from app.web.language import ENGLISH, format_number, get_language, gettext, mark, ngettext, nmark, pgettext

# What is counted, as one and as several.
_COUNTED: dict[str, tuple[str, str]] = {
    Scope.MEETINGS: nmark("%(num)s meeting", "%(num)s meetings"),
    Scope.ONE_ON_ONE: nmark("%(num)s one-on-one meeting", "%(num)s one-on-one meetings"),
    Scope.VISITS: nmark("%(num)s visit", "%(num)s visits"),
    Scope.CONTACTS: nmark("%(num)s contact", "%(num)s contacts"),
}
# The same as the least number.
_AT_LEAST: dict[str, tuple[str, str]] = {
    Scope.MEETINGS: nmark("at least %(num)s meeting", "at least %(num)s meetings"),
    Scope.ONE_ON_ONE: nmark("at least %(num)s one-on-one meeting", "at least %(num)s one-on-one meetings"),
    Scope.VISITS: nmark("at least %(num)s visit", "at least %(num)s visits"),
    Scope.CONTACTS: nmark("at least %(num)s contact", "at least %(num)s contacts"),
}
# One of what is counted, by its number in the year.
_NTH: dict[str, str] = {
    Scope.ONE_ON_ONE: mark("%(nth)s one-on-one meeting"),
    Scope.VISITS: mark("%(nth)s visit"),
    Scope.CONTACTS: mark("%(nth)s contact"),
}
_SCOPES: dict[str, str] = {
    Scope.MEETINGS: mark("meetings"),
    Scope.ONE_ON_ONE: mark("one-on-one meetings only"),
    Scope.VISITS: mark("visits only"),
    Scope.CONTACTS: mark("contacts of every kind, calls included"),
}
_BETWEEN = mark("%(claimant)s counts %(claimed)s of the presidents of Russia and Belarus in %(year)s")
_COUNTS: dict[str, str] = {
    Scope.MEETINGS: _BETWEEN,
    Scope.ONE_ON_ONE: _BETWEEN,
    Scope.VISITS: mark("%(claimant)s counts %(claimed)s of one president to the other in %(year)s"),
    Scope.CONTACTS: mark(
        "%(claimant)s counts %(claimed)s, calls included, of the presidents of Russia and Belarus in %(year)s"
    ),
}
# What the record has: of meetings or of all contacts, of everybody's or of one person's only.
_HAS: dict[tuple[bool, bool], tuple[str, str]] = {
    (False, False): nmark(
        "this record has %(num)s meeting in person", "this record has %(num)s meetings in person"
    ),
    (False, True): nmark(
        "this record has %(num)s such meeting in person", "this record has %(num)s such meetings in person"
    ),
    (True, False): nmark(
        "this record has %(num)s meeting or call", "this record has %(num)s meetings and calls"
    ),
    (True, True): nmark(
        "this record has %(num)s such meeting or call", "this record has %(num)s such meetings and calls"
    ),
}


def is_narrower(claim: ClaimRow) -> bool:
    """Tell whether a source counts only some of the meetings, so that its number need not be the record's."""
    return claim.scope in (Scope.ONE_ON_ONE, Scope.VISITS)


def format_narrower() -> str:
    """Say what follows from a source counting only some of the meetings."""
    return gettext(
        "The source counts something narrower than this record does, so the two numbers need not agree."
    )


def format_claimed(claim: ClaimRow) -> str:
    """Write the number claimed: `7 meetings`, `at least 4 visits`, `6 meetings with Dmitry Medvedev`."""
    return add_person(_format_number(claim), claim)


def add_person(words: str, claim: ClaimRow) -> str:
    """Add with whom meetings are counted, if only those with one person are: `… with Dmitry Medvedev`."""
    if claim.person is None:
        return words
    return gettext("%(what)s with %(person)s", what=words, person=format_person(claim.person))


def format_one(claim: ClaimRow) -> str:
    """Write which of what is counted it is: `4th` where that is meetings, `4th visit`."""
    nth = format_nth(claim.count)
    return nth if claim.scope == Scope.MEETINGS else gettext(_NTH[claim.scope], nth=nth)


def format_scope(claim: ClaimRow) -> str:
    """Say what is counted: `meetings`, `one-on-one meetings only`, `meetings with Dmitry Medvedev`."""
    words = gettext(_SCOPES[claim.scope])
    return add_person(words if claim.person is None or claim.scope == Scope.MEETINGS else f"{words},", claim)


def format_claimant(claim: ClaimRow) -> str:
    """Name who counts: the person or medium told, else the publisher."""
    if claim.claimed_by:
        return claim.claimed_by
    return claim.article.publisher or gettext("A source whose publisher is not named")


def format_until(claim: ClaimRow, until: date | None) -> str:
    """Say up to which day is counted: `up to 15 September`, `up to the end of May`, `in the whole year`."""
    if claim.as_of is None or until is None:
        return gettext("in the whole year")
    told = EdtfDate.parse(claim.as_of)
    # "2023-05/2023-06" ends with June, and a month is written without its day.
    last = told.end if told.precision < Precision.DAY else until.isoformat()
    day = format_date(last, year=until.year != claim.year)
    if told.precision < Precision.DAY:
        return gettext("up to the end of %(month)s", month=day)
    return gettext("up to about %(day)s", day=day) if told.approximate else gettext("up to %(day)s", day=day)


def format_as_of(claim: ClaimRow, until: date | None) -> str | None:
    """Say when a count of the whole year was made, where a later day is told: `counted in January 2023`."""
    if claim.as_of is None or until is not None:
        return None
    return gettext("counted as of %(date)s", date=format_date(claim.as_of))


def format_slots(slots: Slots) -> str:
    """Say how the record compares: `6 on record, 1 missing`, `8 on record, 1 more than claimed`."""
    told = ngettext("%(num)s on record", "%(num)s on record", slots.recorded)
    return f"{told}, {format_difference(slots) or _format_agreement(slots)}"


def format_difference(slots: Slots) -> str:
    """Say by how many the record and a claim differ: `1 missing`, `2 more than claimed`; nothing if they agree."""
    if slots.missing and slots.at_least:
        return ngettext("at least %(num)s missing", "at least %(num)s missing", slots.missing)
    if slots.missing:
        return ngettext("%(num)s missing", "%(num)s missing", slots.missing)
    if slots.more:
        return ngettext("%(num)s more than claimed", "%(num)s more than claimed", slots.more)
    return ""


def format_nth(number: int) -> str:
    """Write an ordinal: `1st`, `2nd`, `11th`, `23rd`; in Russian and Belarusian as of a meeting: `4-я`."""
    if get_language() != ENGLISH:
        return pgettext("ordinal", "%(num)sth", num=format_number(number))
    if number % 100 in (11, 12, 13):
        return f"{number:,}th"
    return f"{number:,}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"


def format_sentence(claim: ClaimRow, reckoning: Reckoning) -> str:
    """Write the one sentence to quote: who counts what up to when, what the record has, under both rules."""
    claimant = format_claimant(claim)
    counts = gettext(
        _COUNTS[claim.scope],
        claimant=f"{claimant[:1].upper()}{claimant[1:]}",
        claimed=_format_number(claim),
        year=claim.year,
    )
    if reckoning.until is not None:
        counts = f"{counts} {format_until(claim, reckoning.until)}"
    if claim.person:
        person = format_person(claim.person)
        counts = gettext("%(counts)s, only those with %(person)s", counts=counts, person=person)
    slots, narrow = reckoning.in_person, reckoning.without_sidelines
    has = ngettext(*_HAS[claim.scope == Scope.CONTACTS, claim.person is not None], slots.recorded)
    until = gettext("in that year") if reckoning.until is None else gettext("up to that day")
    has = f"{has} {until}"
    if is_narrower(claim):
        if narrow.recorded != slots.recorded:
            has = gettext(
                "%(has)s, %(num)s without those on the sidelines of other events",
                has=has,
                num=format_number(narrow.recorded),
            )
        return gettext(
            "%(counts)s; %(has)s, and counts more widely than the source, so the numbers need not agree.",
            counts=counts,
            has=has,
        )
    compared = _compare(has, slots)
    if narrow.recorded == slots.recorded:
        return f"{counts}; {compared}."
    without = gettext(
        "without those on the sidelines of other events it has %(num)s", num=format_number(narrow.recorded)
    )
    return f"{counts}; {compared}; {_compare(without, narrow)}."


def _format_number(claim: ClaimRow) -> str:
    return ngettext(*(_AT_LEAST if claim.at_least else _COUNTED)[claim.scope], claim.count)


def _format_agreement(slots: Slots) -> str:
    return gettext("no fewer than claimed") if slots.at_least else gettext("as many as claimed")


def _compare(has: str, slots: Slots) -> str:
    if slots.missing and slots.at_least:
        return ngettext(
            "%(has)s and lacks at least %(num)s",
            "%(has)s and lacks at least %(num)s",
            slots.missing,
            has=has,
        )
    if slots.missing:
        return ngettext("%(has)s and lacks %(num)s", "%(has)s and lacks %(num)s", slots.missing, has=has)
    return f"{has}, {format_difference(slots) or _format_agreement(slots)}"

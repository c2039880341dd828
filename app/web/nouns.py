"""What a view of the timeline shows, as a noun: `12 planned meetings`, `Calls and meetings (held or planned)`.

A kind with a status is one message, and so is each format, so that a translation can let them agree; a single one
and none at all are messages of their own. What has no noun of its own follows in brackets.
"""

from app.domain.filters import Filters
from app.domain.vocabulary import Format, Kind, Status
from app.store.rows import OVERDUE
from app.web.formatting import format_list
from app.web.language import gettext, ngettext, pgettext

_EVENT = "event"
_CONTACT = "contact"

_Key = tuple[str, str]
"""A kind (`event` for any, `contact` for calls and meetings) with a status, or a format with none."""

_KINDS_OF_FORMATS: dict[str, str] = {
    **dict.fromkeys(Format, Kind.MEETING),
    Format.TELEPHONE: Kind.CALL,
    Format.VIDEO: Kind.CALL,
}


def count_events(filters: Filters, number: int) -> str:
    """Count what a view shows, as a sentence begins: `12 meetings`, `One planned call`, `No events`."""
    key, brackets = _choose_noun(filters)
    if number < 2:
        return _add_brackets((_name_one() if number else _name_none())[key], brackets)
    return _add_brackets(_count_nouns(number)[key], brackets)


def name_events(filters: Filters) -> str:
    """Name what a view shows, as a heading begins: `Meetings`, `Events (calls or milestones)`."""
    key, brackets = _choose_noun(filters)
    return _add_brackets(_name_nouns()[key], brackets)


def list_left_out(filters: Filters) -> list[str]:
    """Name the kinds, formats and statuses that a view leaves out: `calls`, `those planned`."""
    words = {
        Kind.MEETING: pgettext("left out", "meetings"),
        Kind.CALL: pgettext("left out", "calls"),
        Kind.MILESTONE: pgettext("left out", "milestones"),
        Kind.RELATED: pgettext("left out", "related events"),
        Format.COUNCIL: pgettext("left out", "meetings of the Supreme State Council"),
        Format.SIDELINES: pgettext("left out", "meetings on the sidelines"),
        Format.INFORMAL: pgettext("left out", "informal meetings"),
        Format.VISIT: pgettext("left out", "visits"),
        Format.BILATERAL: pgettext("left out", "bilateral meetings"),
        Format.TELEPHONE: pgettext("left out", "telephone calls"),
        Format.VIDEO: pgettext("left out", "video calls"),
        Status.HELD: pgettext("left out", "those held"),
        Status.PLANNED: pgettext("left out", "those planned"),
        Status.CANCELLED: pgettext("left out", "those cancelled"),
        OVERDUE: pgettext("left out", "those overdue"),
    }
    return [words[value] for facet in ("kind", "format", "status") for value in filters.of(facet).unwanted]


def _choose_noun(filters: Filters) -> tuple[_Key, list[str]]:
    """Choose the noun that says most of what is chosen, and the values that it leaves to the brackets."""
    kinds, formats, statuses = (filters.of(facet).wanted for facet in ("kind", "format", "status"))
    status = statuses[0] if len(statuses) == 1 else ""
    in_words = _list_bracketed()
    rest = [[in_words[one] for one in formats], [in_words[one] for one in statuses]]
    if len(formats) == 1 and {*kinds} <= {_KINDS_OF_FORMATS[formats[0]]}:
        return (formats[0], ""), _join(rest[1:])
    if kinds == (Kind.CALL, Kind.MEETING):
        return (_CONTACT, ""), _join(rest)
    kind = (kinds or (_EVENT,))[0] if len(kinds) < 2 else _EVENT
    told = [] if len(kinds) < 2 else [[in_words[one] for one in kinds]]
    if (kind, status) in _name_nouns():
        return (kind, status), _join([*told, *(rest[:1] if status else rest)])
    return (kind, ""), _join([*told, *rest])


def _join(groups: list[list[str]]) -> list[str]:
    return [format_list(words, "or") for words in groups if words]


def _add_brackets(events: str, brackets: list[str]) -> str:
    if not brackets:
        return events
    return gettext("%(events)s (%(which)s)", events=events, which="; ".join(brackets))


def _count_nouns(n: int) -> dict[_Key, str]:
    return {
        (_EVENT, ""): ngettext("%(num)s event", "%(num)s events", n),
        (_EVENT, Status.HELD): ngettext("%(num)s event that took place", "%(num)s events that took place", n),
        (_EVENT, Status.PLANNED): ngettext("%(num)s planned event", "%(num)s planned events", n),
        (_EVENT, Status.CANCELLED): ngettext("%(num)s cancelled event", "%(num)s cancelled events", n),
        (_EVENT, OVERDUE): ngettext("%(num)s overdue event", "%(num)s overdue events", n),
        (Kind.MEETING, ""): ngettext("%(num)s meeting", "%(num)s meetings", n),
        (Kind.MEETING, Status.HELD): ngettext("%(num)s meeting held", "%(num)s meetings held", n),
        (Kind.MEETING, Status.PLANNED): ngettext("%(num)s planned meeting", "%(num)s planned meetings", n),
        (Kind.MEETING, Status.CANCELLED): ngettext(
            "%(num)s cancelled meeting", "%(num)s cancelled meetings", n
        ),
        (Kind.MEETING, OVERDUE): ngettext("%(num)s overdue meeting", "%(num)s overdue meetings", n),
        (Kind.CALL, ""): ngettext("%(num)s call", "%(num)s calls", n),
        (Kind.CALL, Status.HELD): ngettext("%(num)s call held", "%(num)s calls held", n),
        (Kind.CALL, Status.PLANNED): ngettext("%(num)s planned call", "%(num)s planned calls", n),
        (Kind.CALL, Status.CANCELLED): ngettext("%(num)s cancelled call", "%(num)s cancelled calls", n),
        (Kind.CALL, OVERDUE): ngettext("%(num)s overdue call", "%(num)s overdue calls", n),
        (_CONTACT, ""): ngettext("%(num)s call or meeting", "%(num)s calls and meetings", n),
        (Kind.MILESTONE, ""): ngettext("%(num)s milestone", "%(num)s milestones", n),
        (Kind.RELATED, ""): ngettext("%(num)s related event", "%(num)s related events", n),
        (Format.COUNCIL, ""): ngettext(
            "%(num)s meeting of the Supreme State Council",
            "%(num)s meetings of the Supreme State Council",
            n,
        ),
        (Format.SIDELINES, ""): ngettext(
            "%(num)s meeting on the sidelines", "%(num)s meetings on the sidelines", n
        ),
        (Format.INFORMAL, ""): ngettext("%(num)s informal meeting", "%(num)s informal meetings", n),
        (Format.VISIT, ""): ngettext("%(num)s visit", "%(num)s visits", n),
        (Format.BILATERAL, ""): ngettext("%(num)s bilateral meeting", "%(num)s bilateral meetings", n),
        (Format.TELEPHONE, ""): ngettext("%(num)s telephone call", "%(num)s telephone calls", n),
        (Format.VIDEO, ""): ngettext("%(num)s video call", "%(num)s video calls", n),
    }


def _name_one() -> dict[_Key, str]:
    """Name a single one, as a sentence begins: number and noun are one text, so that they agree."""
    return {
        (_EVENT, ""): pgettext("one alone", "One event"),
        (_EVENT, Status.HELD): pgettext("one alone", "One event that took place"),
        (_EVENT, Status.PLANNED): pgettext("one alone", "One planned event"),
        (_EVENT, Status.CANCELLED): pgettext("one alone", "One cancelled event"),
        (_EVENT, OVERDUE): pgettext("one alone", "One overdue event"),
        (Kind.MEETING, ""): pgettext("one alone", "One meeting"),
        (Kind.MEETING, Status.HELD): pgettext("one alone", "One meeting held"),
        (Kind.MEETING, Status.PLANNED): pgettext("one alone", "One planned meeting"),
        (Kind.MEETING, Status.CANCELLED): pgettext("one alone", "One cancelled meeting"),
        (Kind.MEETING, OVERDUE): pgettext("one alone", "One overdue meeting"),
        (Kind.CALL, ""): pgettext("one alone", "One call"),
        (Kind.CALL, Status.HELD): pgettext("one alone", "One call held"),
        (Kind.CALL, Status.PLANNED): pgettext("one alone", "One planned call"),
        (Kind.CALL, Status.CANCELLED): pgettext("one alone", "One cancelled call"),
        (Kind.CALL, OVERDUE): pgettext("one alone", "One overdue call"),
        (_CONTACT, ""): pgettext("one alone", "One call or meeting"),
        (Kind.MILESTONE, ""): pgettext("one alone", "One milestone"),
        (Kind.RELATED, ""): pgettext("one alone", "One related event"),
        (Format.COUNCIL, ""): pgettext("one alone", "One meeting of the Supreme State Council"),
        (Format.SIDELINES, ""): pgettext("one alone", "One meeting on the sidelines"),
        (Format.INFORMAL, ""): pgettext("one alone", "One informal meeting"),
        (Format.VISIT, ""): pgettext("one alone", "One visit"),
        (Format.BILATERAL, ""): pgettext("one alone", "One bilateral meeting"),
        (Format.TELEPHONE, ""): pgettext("one alone", "One telephone call"),
        (Format.VIDEO, ""): pgettext("one alone", "One video call"),
    }


def _name_none() -> dict[_Key, str]:
    """Name that there is none, as a sentence begins."""
    return {
        (_EVENT, ""): pgettext("none at all", "No events"),
        (_EVENT, Status.HELD): pgettext("none at all", "No events that took place"),
        (_EVENT, Status.PLANNED): pgettext("none at all", "No planned events"),
        (_EVENT, Status.CANCELLED): pgettext("none at all", "No cancelled events"),
        (_EVENT, OVERDUE): pgettext("none at all", "No overdue events"),
        (Kind.MEETING, ""): pgettext("none at all", "No meetings"),
        (Kind.MEETING, Status.HELD): pgettext("none at all", "No meetings held"),
        (Kind.MEETING, Status.PLANNED): pgettext("none at all", "No planned meetings"),
        (Kind.MEETING, Status.CANCELLED): pgettext("none at all", "No cancelled meetings"),
        (Kind.MEETING, OVERDUE): pgettext("none at all", "No overdue meetings"),
        (Kind.CALL, ""): pgettext("none at all", "No calls"),
        (Kind.CALL, Status.HELD): pgettext("none at all", "No calls held"),
        (Kind.CALL, Status.PLANNED): pgettext("none at all", "No planned calls"),
        (Kind.CALL, Status.CANCELLED): pgettext("none at all", "No cancelled calls"),
        (Kind.CALL, OVERDUE): pgettext("none at all", "No overdue calls"),
        (_CONTACT, ""): pgettext("none at all", "No calls and meetings"),
        (Kind.MILESTONE, ""): pgettext("none at all", "No milestones"),
        (Kind.RELATED, ""): pgettext("none at all", "No related events"),
        (Format.COUNCIL, ""): pgettext("none at all", "No meetings of the Supreme State Council"),
        (Format.SIDELINES, ""): pgettext("none at all", "No meetings on the sidelines"),
        (Format.INFORMAL, ""): pgettext("none at all", "No informal meetings"),
        (Format.VISIT, ""): pgettext("none at all", "No visits"),
        (Format.BILATERAL, ""): pgettext("none at all", "No bilateral meetings"),
        (Format.TELEPHONE, ""): pgettext("none at all", "No telephone calls"),
        (Format.VIDEO, ""): pgettext("none at all", "No video calls"),
    }


def _name_nouns() -> dict[_Key, str]:
    return {
        (_EVENT, ""): pgettext("heading", "Events"),
        (_EVENT, Status.HELD): pgettext("heading", "Events that took place"),
        (_EVENT, Status.PLANNED): pgettext("heading", "Planned events"),
        (_EVENT, Status.CANCELLED): pgettext("heading", "Cancelled events"),
        (_EVENT, OVERDUE): pgettext("heading", "Overdue events"),
        (Kind.MEETING, ""): pgettext("heading", "Meetings"),
        (Kind.MEETING, Status.HELD): pgettext("heading", "Meetings held"),
        (Kind.MEETING, Status.PLANNED): pgettext("heading", "Planned meetings"),
        (Kind.MEETING, Status.CANCELLED): pgettext("heading", "Cancelled meetings"),
        (Kind.MEETING, OVERDUE): pgettext("heading", "Overdue meetings"),
        (Kind.CALL, ""): pgettext("heading", "Calls"),
        (Kind.CALL, Status.HELD): pgettext("heading", "Calls held"),
        (Kind.CALL, Status.PLANNED): pgettext("heading", "Planned calls"),
        (Kind.CALL, Status.CANCELLED): pgettext("heading", "Cancelled calls"),
        (Kind.CALL, OVERDUE): pgettext("heading", "Overdue calls"),
        (_CONTACT, ""): pgettext("heading", "Calls and meetings"),
        (Kind.MILESTONE, ""): pgettext("heading", "Milestones"),
        (Kind.RELATED, ""): pgettext("heading", "Related events"),
        (Format.COUNCIL, ""): pgettext("heading", "Meetings of the Supreme State Council"),
        (Format.SIDELINES, ""): pgettext("heading", "Meetings on the sidelines"),
        (Format.INFORMAL, ""): pgettext("heading", "Informal meetings"),
        (Format.VISIT, ""): pgettext("heading", "Visits"),
        (Format.BILATERAL, ""): pgettext("heading", "Bilateral meetings"),
        (Format.TELEPHONE, ""): pgettext("heading", "Telephone calls"),
        (Format.VIDEO, ""): pgettext("heading", "Video calls"),
    }


def _list_bracketed() -> dict[str, str]:
    return {
        Kind.MEETING: pgettext("in brackets after events", "meetings"),
        Kind.CALL: pgettext("in brackets after events", "calls"),
        Kind.MILESTONE: pgettext("in brackets after events", "milestones"),
        Kind.RELATED: pgettext("in brackets after events", "related events"),
        Format.COUNCIL: pgettext("in brackets after events", "meetings of the Supreme State Council"),
        Format.SIDELINES: pgettext("in brackets after events", "meetings on the sidelines"),
        Format.INFORMAL: pgettext("in brackets after events", "informal meetings"),
        Format.VISIT: pgettext("in brackets after events", "visits"),
        Format.BILATERAL: pgettext("in brackets after events", "bilateral meetings"),
        Format.TELEPHONE: pgettext("in brackets after events", "telephone calls"),
        Format.VIDEO: pgettext("in brackets after events", "video calls"),
        Status.HELD: pgettext("in brackets after events", "held"),
        Status.PLANNED: pgettext("in brackets after events", "planned"),
        Status.CANCELLED: pgettext("in brackets after events", "cancelled"),
        OVERDUE: pgettext("in brackets after events", "overdue"),
    }

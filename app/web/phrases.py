"""What pages are called: an event, and a view of the timeline, also in the sentence that counts what it shows.

Each thing that narrows a view is one message round what was said so far (`%(events)s in %(places)s`), so that a
translation can put it before or after, and names stand in it in the case that its role asks for.
"""

from collections.abc import Sequence

from app.domain.filters import Filters
from app.store.views import EventRow, QuoteRow, YearBar
from app.web.dates import format_date
from app.web.formatting import format_list, format_title, format_value
from app.web.language import ENGLISH, get_language, gettext, ngettext, pgettext
from app.web.names import Role, list_names, soften
from app.web.nouns import count_events, list_left_out, name_events

# What has words of its own when it is all that is left out: "outside Minsk".
_NAMED = ("place", "person", "topic", "year")
# With cases, people stand next to the meeting: "встречи с Медведевым в Сочи".
_NAMED_WITH_CASES = ("person", "place", "topic", "year")


def name_event(event: EventRow) -> str:
    """Name an event as the title of its page does: `Sochi, bilateral meeting, 7 December 2019`."""
    return _name(event.title, event.date)


def name_occasion(quote: QuoteRow) -> str:
    """Name the event around which a quote was said as `name_event` does; nothing if it is tied to none."""
    return "" if quote.event_title is None else _name(quote.event_title, quote.event_date)


def name_view(filters: Filters) -> str:
    """Name a view as the heading of its page does."""
    if filters:
        return make_heading(filters)
    return gettext("When the presidents of Russia and Belarus met, and how we know")


def make_heading(filters: Filters) -> str:
    """Name a view: `Meetings in Sochi on energy`."""
    return _narrow(name_events(filters), filters, 2)


def make_lead(years: Sequence[YearBar]) -> str:
    """Say what the record holds; only what is in it is named."""
    if not years:
        return gettext("Nothing has been read yet. Give this program articles, and their events stand here.")
    held = sum(year.held for year in years)
    since = next((year.year for year in years if year.held), None)
    meetings = ngettext("%(num)s meeting", "%(num)s meetings", held)
    if since:
        meetings = ngettext(
            "%(num)s meeting since %(year)s", "%(num)s meetings since %(year)s", held, year=since
        )
    calls, overdue = any(year.calls for year in years), any(year.overdue for year in years)
    if calls and overdue:
        return gettext(
            "%(meetings)s, with the calls between them and the meetings that were announced and never reported.",
            meetings=meetings,
        )
    if calls:
        return gettext("%(meetings)s, with the calls between them.", meetings=meetings)
    if overdue:
        return gettext(
            "%(meetings)s, with the meetings that were announced and never reported.", meetings=meetings
        )
    return gettext("%(meetings)s.", meetings=meetings)


def make_count_sentence(filters: Filters, total: int, *, shown: int) -> str:
    """Say how many events a view has; on a later page (`filters.after`) how many more of them are shown."""
    events = format_counted(filters, total)
    if total > 1 and filters.after is not None:
        return ngettext(
            "All %(events)s, newest first: here is %(num)s older one.",
            "All %(events)s, newest first: here are %(num)s older ones.",
            shown,
            events=events,
        )
    if total < 2:
        return gettext("%(events)s.", events=events)
    if not filters:
        return ngettext("All %(num)s event, newest first.", "All %(num)s events, newest first.", total)
    return gettext("%(events)s, newest first.", events=events)


def format_counted(filters: Filters, total: int) -> str:
    """Count the events of a view as a sentence begins: `12 meetings in Sochi`, `One call`, `No events in 2017`."""
    return _narrow(count_events(filters, total), filters, total)


def format_searches(searches: Sequence[str]) -> str:
    """Write search strings in a sentence: `“gas” or “oil”`."""
    quoted = [pgettext("words searched for", "“%(words)s”", words=words) for words in searches]
    return format_list(quoted, "or")


def _name(title: str, day: str | None) -> str:
    return f"{format_title(title)}, {format_date(day)}"


def _narrow(events: str, filters: Filters, number: int) -> str:
    """Put round `events`, which are that many, everything that narrows a view but kind, format and status."""
    left_out = [facet for facet, choice in filters.choices.items() if choice.unwanted]
    brief = len(left_out) == 1 and left_out[0] in _NAMED and not filters.of(left_out[0]).wanted
    for facet in _NAMED if get_language() == ENGLISH else _NAMED_WITH_CASES:
        choice = filters.of(facet)
        if choice.wanted:
            events = _narrow_to(events, facet, choice.wanted)
        elif choice.unwanted and brief:
            events = _narrow_out(events, facet, choice.unwanted)
    events = soften(events)
    if filters.q:
        events = ngettext(
            "%(events)s that tells of %(words)s",
            "%(events)s that tell of %(words)s",
            number,
            events=events,
            words=format_searches(filters.q),
        )
    if brief or not left_out:
        return events
    what = [*list_left_out(filters), *_list_named_left_out(filters)]
    return gettext("%(events)s, leaving out %(what)s", events=events, what=soften(format_list(what)))


def _narrow_to(events: str, facet: str, values: Sequence[str]) -> str:
    match facet:
        case "place":
            if places := list_names(facet, values, Role.IN):
                return pgettext("in a place", "%(events)s in %(places)s", events=events, places=places)
            return pgettext(
                "in a place, its name as it stands",
                "%(events)s in %(places)s",
                events=events,
                places=_list_plain(facet, values),
            )
        case "person":
            if people := list_names(facet, values, Role.WITH):
                return gettext("%(events)s with %(people)s", events=events, people=people)
            return pgettext(
                "with a person, the name as it stands",
                "%(events)s with %(people)s",
                events=events,
                people=_list_plain(facet, values),
            )
        case "topic":
            # An event has all of several topics.
            topics = list_names(facet, values, Role.ON, "and")
            return gettext("%(events)s on %(topics)s", events=events, topics=topics)
        case _:
            years = _list_plain(facet, values)
            return pgettext("in a year", "%(events)s in %(years)s", events=events, years=years)


def _narrow_out(events: str, facet: str, values: Sequence[str]) -> str:
    match facet:
        case "place":
            if places := list_names(facet, values, Role.OUTSIDE, "nor"):
                return pgettext(
                    "outside a place", "%(events)s outside %(places)s", events=events, places=places
                )
            return pgettext(
                "outside a place, its name as it stands",
                "%(events)s outside %(places)s",
                events=events,
                places=_list_plain(facet, values),
            )
        case "person":
            if people := list_names(facet, values, Role.WITHOUT, "nor"):
                return gettext("%(events)s without %(people)s", events=events, people=people)
            return pgettext(
                "without a person, the name as it stands",
                "%(events)s without %(people)s",
                events=events,
                people=_list_plain(facet, values),
            )
        case "topic":
            topics = list_names(facet, values, Role.ON, "nor")
            return gettext("%(events)s not on %(topics)s", events=events, topics=topics)
        case _:
            years = format_list(values, "nor")
            return pgettext("outside a year", "%(events)s outside %(years)s", events=events, years=years)


def _list_named_left_out(filters: Filters) -> list[str]:
    """Name the places, people, topics and years that a view leaves out: `those in Minsk or Sochi`."""
    told = []
    for facet in _NAMED:
        if values := filters.of(facet).unwanted:
            told.append(_name_left_out(facet, values))
    return told


def _name_left_out(facet: str, values: Sequence[str]) -> str:
    match facet:
        case "place":
            if places := list_names(facet, values, Role.IN):
                return gettext("those in %(places)s", places=places)
            plain = _list_plain(facet, values)
            return pgettext("the name as it stands", "those in %(places)s", places=plain)
        case "person":
            if people := list_names(facet, values, Role.WITH):
                return gettext("those with %(people)s", people=people)
            plain = _list_plain(facet, values)
            return pgettext("the name as it stands", "those with %(people)s", people=plain)
        case "topic":
            return gettext("those on %(topics)s", topics=list_names(facet, values, Role.ON))
        case _:
            return gettext("those of %(years)s", years=_list_plain(facet, values))


def _list_plain(facet: str, values: Sequence[str]) -> str:
    """List names as they stand by themselves, for a phrase that sets them apart."""
    return format_list([format_value(facet, value) for value in values], "or")

"""Calendars of events (RFC 5545, RFC 7986): whole days, as they were told; what was not told to the day is left out."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vDuration, vText

from app.domain.dates import EdtfDate
from app.domain.vocabulary import Status
from app.store.rows import OVERDUE
from app.web.formatting import format_count, format_title, format_topic, format_value
from app.web.language import ENGLISH, speak
from app.web.telling import Followed, make_place, make_source_address, make_words, name_publisher

MEDIA_TYPE = "text/calendar"

_STATUS = {
    Status.HELD: "CONFIRMED",
    Status.PLANNED: "TENTATIVE",
    OVERDUE: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}
_REFRESH = timedelta(hours=12)
# A line break is escaped by the library; no other control character can stand in a calendar (RFC 5545, 3.3.11).
_BREAKS = re.compile("\r\n?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def make_calendar(
    name: str, events: Sequence[Followed], left_out: int, page: str, base_url: str, host: str
) -> bytes:
    """Write a calendar of these events, all of them told to the day; `left_out` says how many others its view has, and
    `page` is the address of that view."""
    calendar = Calendar()
    calendar.add("prodid", "-//summitry//Timeline of summitry//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    description = _describe(events, left_out, page)
    # The names of RFC 7986, and those that calendars knew before it.
    for field, value in (("name", name), ("x-wr-calname", name), ("description", description)):
        calendar.add(field, vText(_clean(value)))
    calendar.add("x-wr-caldesc", vText(_clean(description)))
    calendar.add("url", page)
    calendar.add("refresh-interval", vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    with speak(ENGLISH):
        for followed in events:
            calendar.add_component(_make_event(followed, base_url, host))
    if not events:
        # A calendar without any component is none (RFC 5545, 3.4); a time zone that nothing uses does no harm.
        calendar.add_component(_make_utc())
    written: bytes = calendar.to_ical()
    return written


def _describe(events: Sequence[Followed], left_out: int, page: str) -> str:
    told = f"{format_count(len(events), 'event')} told to the day."
    if left_out:
        told += f" {format_count(left_out, 'event')} of this view left out: no exact day is told."
    return f"{told} The record is free under CC BY 4.0; quotations belong to their sources. {page}"


def _make_event(followed: Followed, base_url: str, host: str) -> Event:
    event, revision = followed.event, followed.revision
    told = EdtfDate.parse(event.date or "")
    address = f"{base_url}/events/{event.slug}"
    made = Event()
    made.add("uid", f"{revision.uid}@{host}")
    made.add("sequence", revision.sequence)
    # Without a METHOD this is when the entry was last revised (RFC 5545, 3.8.7.2), so that the same is the same.
    made.add("dtstamp", datetime.fromisoformat(revision.updated))
    made.add("last-modified", datetime.fromisoformat(revision.updated))
    made.add("created", datetime.fromisoformat(revision.published))
    made.add("dtstart", told.first)
    if told.last < date.max:
        # The first day on which it is over.
        made.add("dtend", told.last + timedelta(days=1))
    made.add("summary", vText(_clean(format_title(event.title))))
    made.add("status", _STATUS[event.status])
    if place := make_place(event):
        made.add("location", vText(_clean(place)))
    made.add("categories", [format_value("kind", event.kind), *map(format_topic, event.topics)])
    made.add("description", vText(_clean(_make_description(followed, address, base_url))))
    made.add("url", address)
    # A record of what others did takes up nobody's time.
    made.add("transp", "TRANSPARENT")
    return made


def _make_description(followed: Followed, address: str, base_url: str) -> str:
    lines = [make_words(followed)]
    if followed.evidence is not None:
        source = make_source_address(followed.evidence, base_url)
        lines += ["", f"“{followed.evidence.sentence}” – {name_publisher(followed.evidence.article)}", source]
    return "\n".join([*lines, "", address])


def _make_utc() -> Timezone:
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone.add_component(standard)
    return zone


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", _BREAKS.sub("\n", text))

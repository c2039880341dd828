"""Several contacts told in one clause: "in Sochi on 7 December and in Petersburg on 20 December"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from app.domain.dates import EdtfDate, Precision
from app.domain.findings import FoundDate, FoundPlace, Sentence
from app.domain.spans import Span
from app.domain.vocabulary import Kind
from app.ingest.stages.mentions.contacts import Contact
from app.ingest.stages.mentions.days import find_days, is_of_founding
from app.ingest.stages.mentions.view import View
from app.lexicon.places import get_places


def find_series(view: View, item: Span, *, is_list: bool = False) -> list[tuple[FoundDate, list[FoundPlace]]]:
    """Read "they met in Sochi on 7 December and in Petersburg on 20 December": each day with its own place.

    It takes two days at least, each with a city beside it, or two months or days that are listed, or of a contact
    looked back on. What `is_list` has words for no contact: "the earlier ones were in May, in Sochi, and in July".
    """
    dates = [date for date in view.dates_in(item) if date.exact and not is_of_founding(view, item, date)]
    if len(dates) < 2 or len({date.date.text for date in dates}) < 2:
        return []
    places = sorted([*view.places_in(item), *_find_capitals(view, item, dates)], key=lambda place: place.span)
    # "Before Petersburg they had met in Sochi in May": that city has no day here.
    earlier = {mark.span.end for mark in view.marks("ahead", item)}
    places = [place for place in places if place.span.start - 1 not in earlier]
    published = view.findings.published
    if published and any(date.date.last > published.last for date in dates):
        return []
    is_told = is_list or any(view.match(name, item) for name in ("recalled", "again"))
    is_told |= all(_are_listed(view, one, other) for one, other in pairwise(dates))
    before = bool(places) and places[0].span.start < dates[0].span.start
    series: list[tuple[FoundDate, list[FoundPlace]]] = []
    beside = 0
    for number, date in enumerate(dates):
        start = dates[number - 1].span.end if before and number else item.start
        end = dates[number + 1].span.start if number + 1 < len(dates) else item.end
        window = (start, date.span.start) if before else (date.span.end, end)
        own = [place for place in places if window[0] <= place.span.start < window[1]]
        beside += bool(own)
        if not own and before and series:
            # "In Moscow in April, May and October": the city goes on for the months after it.
            own = series[-1][1]
        elif own and not before and series and not series[-1][1] and _are_listed(view, series[-1][0], date):
            # "In February and March in Moscow": the city holds for the month before it too.
            series[-1] = (series[-1][0], own)
        series.append((date, own[:1]))
        if len(own) > 1 and not before and _are_listed(view, own[0], own[1]):
            # "In May in Moscow and in Sochi": two meetings.
            series.append((date, own[1:2]))
    # "Landed in Minsk on Saturday, held talks on Sunday" are not two meetings.
    return series if is_told or beside > 1 else []


def _find_capitals(view: View, item: Span, dates: list[FoundDate]) -> Iterator[FoundPlace]:
    """Find the capitals that a list names with their time, and no preposition: "Sochi in May, Moscow in July"."""
    known = get_places()
    known_already = {place.span for place in view.places_in(item)}
    for mark in view.marks("city", item):
        after = next((date.span.start for date in dates if date.span.start > mark.span.end), None)
        is_beside = after is not None and len(view.told[mark.span.end : after].split()) <= 1
        if mark.value in known.capitals and is_beside and mark.span not in known_already:
            city = known.cities[mark.value]
            yield FoundPlace(mark.span, city.name, city.country)


def _are_listed(view: View, one: FoundDate | FoundPlace, other: FoundDate | FoundPlace) -> bool:
    """Tell whether a comma or "and", with a preposition at most, joins two times or places."""
    words = view.told[one.span.end : other.span.start].replace(",", " , ").lower().split()
    return 0 < len(words) <= 2 and words[0] in view.language.particles["listed"]


def spread(contact: Contact, date: FoundDate, view: View) -> list[FoundDate]:
    """Read "they spoke by telephone on 30 and 31 December" as two calls; a meeting of two days is one."""
    is_listed = not re.search(r"[-–—]", date.span.of(view.told))
    if contact.kind is not Kind.CALL or not date.date.is_interval or not is_listed:
        return [date]
    if date.date.precision is not Precision.DAY or (date.date.last - date.date.first).days != 1:
        return [date]
    return [replace(date, date=EdtfDate.of_day(day)) for day in (date.date.first, date.date.last)]


def find_last_met(view: View, sentence: Sentence, clause: Span) -> tuple[FoundDate, list[FoundPlace]] | None:
    """Read "they have not met since 9 May, when the guest was in Moscow": on that day they did, for the clause
    that follows says where. A bare "since 9 May" can be that of anything."""
    if view.match("negation", clause) is None:
        return None
    own = find_days(view, clause)
    since = [date for date in view.dates_in(clause) if date.exact and date not in own]
    after = next((other for other in sentence.clauses if other.start >= clause.end), None)
    if len(since) != 1 or own or after is None or clause.end - since[0].span.end > len(", "):
        return None
    places = view.places_in(after)
    return (since[0], places[:1]) if places and view.presidents_in(after) else None

"""Read when and where a contact was, of the times and cities that its sentence tells."""

import re
from collections.abc import Iterator
from dataclasses import replace

from app.domain.dates import EdtfDate, Precision
from app.domain.findings import FoundDate, FoundPlace
from app.domain.marks import Mark
from app.domain.spans import Span, iterate_within
from app.domain.vocabulary import Kind
from app.ingest.stages.mentions.actors import get_distance
from app.ingest.stages.mentions.contacts import Contact, tells_of_any
from app.ingest.stages.mentions.moods import looks_back
from app.ingest.stages.mentions.view import View

# "Since the disputed vote of 9 August": so many words stand between.
_BOUND_WORDS = 4

# "The second time this week"; "the second meeting of Putin and Lukashenko this week".
_COUNTED_WORDS, _COUNTED_PHRASE = 3, 8

# What the two states signed so long ago is history.
_LONG_AGO_DAYS = 60

# "Talks with his guest on Friday": a contact and its day stand no further apart, in characters.
_NEAR = 40

# "The meeting was announced": so many characters do.
_TOUCH = 12

# Days that a visit takes at most.
_LONGEST_STAY = 10

# How far into a text, in paragraphs, its news stands.
NEWS_PARAGRAPHS = 4
# "The day before" and its like tell of another day than that of what is told beside it.
BESIDE_EVENT = frozenset({"day-told", "in-a-while"})


def find_head_days(view: View) -> list[FoundDate]:
    """Find the days that the head of a text tells, but those that it looks back on, those that only bound, and
    those of what others do about it."""
    found = []
    for sentence in view.findings.sentences:
        if sentence.paragraph >= NEWS_PARAGRAPHS:
            break
        if not looks_back(view, sentence.span) and not any(
            view.match(name, sentence.span) for name in ("tie", "of_what")
        ):
            days = find_days(view, sentence.span)
            exact = [day for day in days if day.exact and day.date.precision is Precision.DAY]
            found += [day for day in exact if day.rule not in BESIDE_EVENT]
    return found


def find_days(view: View, within: Span) -> list[FoundDate]:
    """Return the times told within a span but those that only bound another: "since the vote of 9 August"."""
    return [
        date
        for date in view.dates_in(within)
        if (date.date.is_interval and date.exact) or not (date.limit or _dates_another(view, within, date))
    ]


def _dates_another(view: View, within: Span, date: FoundDate) -> bool:
    if _is_counted_in(view, within, date):
        return True
    for mark in view.marks("bounding", within):
        between = view.told[mark.span.end : date.span.start] if mark.span.end <= date.span.start else ","
        if "," not in between and len(between.split()) <= _BOUND_WORDS:
            return True
    return False


def _is_counted_in(view: View, within: Span, date: FoundDate) -> bool:
    """Tell whether a week is only what is counted in, and tells no day: "the second talk this week"."""
    if date.exact or not date.date.is_interval or date.date.precision is not Precision.DAY:
        return False
    counted = view.findings.marks.before("ordinal", date.span.start)
    if counted is None or counted.span.start < within.start or counted.span.end == date.span.start:
        return False
    between = Span(counted.span.end, date.span.start)
    words = len(between.of(view.told).split())
    return words <= _COUNTED_WORDS or (words <= _COUNTED_PHRASE and tells_of_any(view, between))


def _is_of_founding(view: View, within: Span, date: FoundDate) -> bool:
    """Tell whether a day long ago stands with words for a treaty and its signing: it is a milestone's."""
    published = view.findings.published
    if published is None or (published.first - date.date.last).days < _LONG_AGO_DAYS:
        return False
    founded = any(view.match(name, within) for name in ("founding", "founded", "anniversary"))
    return founded and view.match("tie", within) is not None


def may_lend(view: View, clause: Span) -> bool:
    """Tell whether a clause's day and place can be those of a contact told beside it."""
    return not tells_of_any(view, clause) and not any(
        view.match(name, clause)
        for name in ("hypothetical", "postponed", "founding", "founded", "anniversary")
    )


def find_when(view: View, clause: Span, contact: Span, others: list[Span]) -> list[FoundDate]:
    """Find the times that can be the contact's: those of its clause, else of `others`, which have none of their own."""
    if any(0 <= mark.span.start - contact.end <= _TOUCH for mark in view.marks("announced", clause)):
        # "The meeting was announced on Monday."
        return []
    dates = find_days(view, clause)
    if any(mark.span.overlaps(contact) for mark in find_agreed(view, clause)):
        # "Today they agreed to meet": on that day they agreed.
        dates = [date for date in dates if date.span.start >= contact.start]
    if start := find_own_start(view, clause, contact):
        dates = [date for date in dates if date.span.start >= start]
    # "The talks begun the day before go on": the day before is not theirs alone.
    begun = [mark.span for mark in view.marks("second_day", clause)]
    dates = [date for date in dates if not any(date.span.overlaps(span) for span in begun)]
    if not any(date.exact for date in dates):
        dates += [date for other in others for date in find_days(view, other)]
    dates = [date for date in dates if not _is_of_founding(view, clause, date)]
    if any(0 <= contact.start - mark.span.end <= _TOUCH for mark in view.marks("after", clause)):
        # "A day after the talks" tells of that day; "after talks on Friday" of theirs.
        dates = [date for date in dates if 0 <= date.span.start - contact.end <= _NEAR]
    stay = _find_stay(view, clause, dates)
    if stay is not None:
        return [stay]
    postponed = view.match("postponed", clause)
    if postponed is not None:
        # "Set for 3 May, put off to 15 May": the day that no longer holds is told before the word.
        published = view.findings.published
        dates = [
            date
            for date in dates
            if date.span.start >= postponed.end and not (published and date.date.first <= published.last)
        ]
    return dates


def find_agreed(view: View, clause: Span) -> Iterator[Mark]:
    """Find the words by which a clause says that the two agreed to meet: "agreed to meet", "agreed on a meeting"."""
    marks = view.findings.marks
    return (
        mark for mark in view.marks("planned", clause) if marks.at("talk_verb", mark.span.start) is not None
    )


def find_own_start(view: View, clause: Span, contact: Span) -> int | None:
    """Find where what tells of the contact begins in a clause that tells of something else first: "in Minsk today
    the ministers put into force what the presidents had agreed in the Kremlin"."""
    if view.findings.marks.at("talk_verb", contact.start) is None:
        return None
    starts = [mark.span.start for mark in view.marks("of_what", clause) if mark.span.end <= contact.start]
    return max(starts, default=None)


def _find_stay(view: View, clause: Span, dates: list[FoundDate]) -> FoundDate | None:
    """Read a stay from arrival to departure: "came on Thursday and left on Friday"."""
    if view.match("visit", clause) is None or (leave := view.match("leave", clause)) is None:
        return None
    days = [date for date in dates if date.exact and date.date.precision is Precision.DAY]
    if len(days) != 2 or not days[0].span.end <= leave.start < days[1].span.start:
        return None
    first, last = days[0].date.first, days[1].date.last
    if not 0 < (last - first).days <= _LONGEST_STAY:
        return None
    return FoundDate(Span(days[0].span.start, days[1].span.end), EdtfDate.of_days(first, last), "stay")


def find_where(view: View, clause: Span, contact: Contact, others: list[Span]) -> list[FoundPlace]:
    """Find the cities that can be the contact's, like its times."""
    if contact.rule == "visit-words":
        # A journey's goal is told behind the word for it.
        return [place for place in view.places_in(clause) if place.span.start >= contact.span.end]
    if start := find_own_start(view, clause, contact.span):
        return [place for place in view.places_in(clause) if place.span.start >= start]
    return view.places_in(clause) or [place for other in others for place in view.places_in(other)]


def find_series(view: View, item: Span) -> list[tuple[FoundDate, list[FoundPlace]]]:
    """Read "they met in Sochi on 7 December and in Petersburg on 20 December": each day with its own place.

    It takes two days at least, each with a city beside it, or two months or days of a contact looked back on.
    """
    dates = [date for date in view.dates_in(item) if date.exact and not _is_of_founding(view, item, date)]
    if len(dates) < 2 or len({date.date.text for date in dates}) < 2:
        return []
    places = view.places_in(item)
    published = view.findings.published
    if published and any(date.date.last > published.last for date in dates):
        return []
    is_told = any(view.match(name, item) for name in ("recalled", "again"))
    before = bool(places) and places[0].span.start < dates[0].span.start
    series: list[tuple[FoundDate, list[FoundPlace]]] = []
    for number, date in enumerate(dates):
        start = dates[number - 1].span.end if before and number else item.start
        end = dates[number + 1].span.start if number + 1 < len(dates) else item.end
        window = (start, date.span.start) if before else (date.span.end, end)
        own = [place for place in places if window[0] <= place.span.start < window[1]]
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
    return series if is_told or sum(bool(own) for _, own in series) > 1 else []


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


def is_nearest(told: Span, contact: Span, rivals: list[Span]) -> bool:
    """Tell whether a time or city stands no nearer to another contact of the same clause."""
    return all(get_distance(told, contact) <= get_distance(told, rival) for rival in rivals)


def find_days_long(view: View, clause: Span) -> tuple[int, bool] | None:
    """Find of how many days' talks a clause tells the beginning (True) or the end: "the three-day talks ended"."""
    for name, count in (("days_two", 2), ("days_three", 3)):
        if view.match(name, clause) is not None:
            began, ended = view.match("began", clause), view.match("ended", clause)
            return (count, began is not None) if began or ended else None
    for name, count in (("second_day", 2), ("third_day", 3)):
        if view.match(name, clause) is not None:
            return (count, False)
    return None


_YEAR = re.compile(r"(?<![\w/-])(?:19|20)\d\d(?![\w-])")


def counts(view: View, clause: Span) -> bool:
    """Tell whether a clause tells a year that is no part of a date: "in 2023, they met six times" counts."""
    dates = list(iterate_within(view.findings.dates, clause))
    if any(date.date.precision is Precision.DAY for date in dates):
        return False
    return any(
        not any(date.span.start <= year.start() < date.span.end for date in dates)
        for year in _YEAR.finditer(view.told, clause.start, clause.end)
    )


def find_moved_from(view: View, item: Span, when: FoundDate | None) -> FoundDate | None:
    """Find the day that a contact was first set for: "set for 3 May, put off to 15 May"."""
    postponed = view.match("postponed", item)
    if postponed is None:
        return None
    days = [d for d in view.dates_in(item) if d.exact and d.date.precision is Precision.DAY]
    return next((d for d in days if when is None or not d.date.overlaps(when.date)), None)

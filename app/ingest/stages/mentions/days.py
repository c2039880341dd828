"""Which of the times that a text tells can be days of an event, and which only bound, count or date another."""

from app.domain.dates import Precision
from app.domain.findings import FoundDate
from app.domain.spans import Span
from app.ingest.stages.mentions.contacts import tells_of_any
from app.ingest.stages.mentions.view import View

# "Since the disputed vote of 9 August": so many words stand between.
_BOUND_WORDS = 4

# "The election held on 26 January".
_OTHER_WORDS = 2

# "The second time this week"; "the second meeting of Putin and Lukashenko this week".
_COUNTED_WORDS, _COUNTED_PHRASE = 3, 8

# What the two states signed so long ago is history.
_LONG_AGO_DAYS = 60

# "The day before" and its like tell of another day than that of what is told beside it.
BESIDE_EVENT = frozenset({"day-told", "in-a-while"})


def find_days(view: View, within: Span) -> list[FoundDate]:
    """Return the times told within a span but those that only bound another: "since the vote of 9 August"."""
    return [
        date
        for date in view.dates_in(within)
        if (date.date.is_interval and date.exact) or not (date.limit or _dates_another(view, within, date))
    ]


def _dates_another(view: View, within: Span, date: FoundDate) -> bool:
    if _is_counted_in(view, within, date) or _is_of_another(view, within, date):
        return True
    for mark in view.marks("bounding", within):
        between = view.told[mark.span.end : date.span.start] if mark.span.end <= date.span.start else ","
        if "," not in between and len(between.split()) <= _BOUND_WORDS:
            return True
    return False


def _is_of_another(view: View, within: Span, date: FoundDate) -> bool:
    """Tell whether a day is that of an election or its like: "his victory in the election held on 26 January"."""
    mark = view.findings.marks.before("other_event", date.span.start)
    if mark is None or mark.span.start < within.start:
        return False
    between = view.told[mark.span.end : date.span.start]
    return "," not in between and len(between.split()) <= _OTHER_WORDS


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


def is_of_founding(view: View, within: Span, date: FoundDate) -> bool:
    """Tell whether a day long ago stands with words for a treaty and its signing: it is a milestone's."""
    published = view.findings.published
    if published is None or (published.first - date.date.last).days < _LONG_AGO_DAYS:
        return False
    founded = any(view.match(name, within) for name in ("founding", "founded", "anniversary"))
    return founded and view.match("tie", within) is not None


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

"""The words of the calendar and those around a time, as one list of entries: "time"."""

from collections.abc import Iterator
from typing import Any

from app.lexicon.matcher import Entry, expand


def list_times(table: dict[str, Any]) -> Iterator[Entry]:
    """Yield the entries of the list "time": the value is what a word is, and its number where it has one.

    Values are "month 5", "month_alone 5" and, of a form that is both, "month_any 5"; "weekday 0" (Monday) and
    "weekday_bound 2"; "day -1", "unit 7", "unit_one 7" (in days); "feast 509" (9 May); otherwise the key of the
    table [time].
    """
    for key, entries in table["time"].items():
        for words in entries:
            yield Entry("time", words, key)
    calendar = table["calendar"]
    yield from _list_months(calendar)
    for key, name in (("weekdays", "weekday"), ("weekdays_bound", "weekday_bound")):
        for number, words in enumerate(calendar[key]):
            if words:
                yield Entry("time", words, f"{name} {number}")
    for key, name in (("days", "day"), ("units", "unit"), ("units_one", "unit_one"), ("feasts", "feast")):
        for words, number in calendar[key].items():
            yield Entry("time", words, f"{name} {number}")


def _list_months(calendar: dict[str, Any]) -> Iterator[Entry]:
    for index in range(12):
        beside = set(_spell(calendar["months"][index])) | set(_spell(calendar["months_short"][index]))
        alone = set(_spell(calendar["months_alone"][index]))
        for form in sorted(beside | alone):
            name = "month_any" if form in beside & alone else "month" if form in beside else "month_alone"
            yield Entry("time", form, f"{name} {index + 1}")


def _spell(words: str) -> Iterator[str]:
    return (form for form in expand(words) if form)

"""Find how many years an anniversary or a look back spans: "20th anniversary", "25 years ago"."""

import re
from collections.abc import Iterator

from app.domain.dates import EdtfDate, Precision
from app.domain.spans import Span
from app.ingest.stages.mentions.view import View

# "20th ", "20-", "20-й ", "20 " before the word for years or for an anniversary.
_FIGURE = re.compile(r"(?<!\d)(\d{1,2})(?:[-‑]?[^\W\d_]{1,4})?[\s‑-]?$")
# A figure after "turns".
_AFTER = re.compile(r"\s(\d{1,2})(?!\w)")


def find_terms(view: View, within: Span) -> Iterator[tuple[Span, int]]:
    """Iterate over the numbers of years told: "20th anniversary", "twenty years", "turns 20", "half a century"."""
    marks, text = view.findings.marks, view.findings.text
    for mark in marks.within("jubilee", within):
        yield mark.span, int(mark.value)
    for phrase in ("anniversary", "years_ago", "years"):
        for mark in marks.within(phrase, within):
            number = _number_before(view, mark.span.start)
            if number is not None:
                yield Span(number[0].start, mark.span.end), number[1]
    for mark in marks.within("turns", within):
        following = _AFTER.match(text, mark.span.end)
        word = marks.at("number", mark.span.end + 1)
        if following:
            yield Span(mark.span.start, following.end()), int(following[1])
        elif word:
            yield Span(mark.span.start, word.span.end), int(word.value)


def _number_before(view: View, end: int) -> tuple[Span, int] | None:
    start = max(0, end - 12)
    match = _FIGURE.search(view.findings.text[start:end])
    if match:
        return Span(start + match.start(), end), int(match[1])
    for name in ("ordinal", "number"):
        mark = view.findings.marks.before(name, end)
        if mark and not view.findings.text[mark.span.end : end].strip(" \xa0-") and end - mark.span.end <= 2:
            return mark.span, int(mark.value)
    return None


def shift_back(date: EdtfDate, years: int) -> EdtfDate | None:
    """Return the day or month `years` before a date; None where there is none."""
    if years <= 0 or years >= date.first.year:
        return None
    if date.precision is Precision.MONTH:
        return EdtfDate.of_month(date.first.year - years, date.first.month)
    try:
        return EdtfDate.of_day(date.first.replace(year=date.first.year - years))
    except ValueError:
        return None

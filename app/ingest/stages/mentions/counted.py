"""How often the two have met: which clauses only count, and which count the contact that they tell of."""

import re

from app.domain.dates import Precision
from app.domain.spans import Span, iterate_within
from app.ingest.stages.mentions.days import find_days
from app.ingest.stages.mentions.view import View

# "The fifth time", "the fifth personal meeting".
_COUNTED_WORDS = 2
# "5th", «5-й», «5-ы».
_ORDINAL = re.compile(r"(?<![\w.,])\d{1,2}-?[^\W\d_]{1,3}\b")

_YEAR = re.compile(r"(?<![\w/-])(?:19|20)\d\d(?![\w-])")


def is_nth(view: View, within: Span) -> bool:
    """Tell whether the contact told of is counted, without a day: "it was the fifth time that they met"."""
    if any(date.date.precision > Precision.YEAR for date in find_days(view, within) if date.exact):
        return False
    counted = [mark.span for name in ("count_time", "count_noun") for mark in view.marks(name, within)]
    ends = [mark.span.end for mark in view.marks("ordinal", within)]
    ends += [match.end() for match in _ORDINAL.finditer(view.told, within.start, within.end)]
    for end in ends:
        behind = [span.start for span in counted if span.start >= end]
        if behind and len(view.told[end : min(behind)].split()) <= _COUNTED_WORDS:
            return True
    return False


def counts_contacts(view: View, within: Span) -> bool:
    """Tell whether a sentence says how often the two met: "the fourth time", "met four times", "in the 4th time"."""
    if not view.are_both_in(within) and view.match("they", within) is None:
        return is_nth(view, within)
    if not any(view.match(name, within) for name in ("meeting_verb", "meeting_noun")):
        return False
    return any(view.match(name, within) for name in ("count_time", "repetition"))


def counts(view: View, clause: Span) -> bool:
    """Tell whether a clause tells a year that is no part of a date: "in 2023, they met six times" counts."""
    dates = list(iterate_within(view.findings.dates, clause))
    if any(date.date.precision is Precision.DAY for date in dates):
        return False
    if is_nth(view, clause) and view.match("meeting_verb", clause):
        # "Since the beginning of 2021 they meet for the fourth time" tells of the fourth.
        return False
    return any(
        not any(date.span.start <= year.start() < date.span.end for date in dates)
        for year in _YEAR.finditer(view.told, clause.start, clause.end)
    )

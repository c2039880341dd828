"""Spans: where in a text something stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol, TypeVar


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """Half-open range `[start, end)` in Unicode code points of one version's stored text."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        """Refuse a range that is empty, reversed or begins before the text."""
        if not 0 <= start < end:
            raise ValueError(f"not a span: [{start}, {end})")
        # An article has hundreds of spans, and this way each takes half the time.
        _set_start(self, start)
        _set_end(self, end)

    def of(self, text: str) -> str:
        """Return the words of `text` at this span; raise ValueError if the text is too short."""
        if self.end > len(text):
            raise ValueError(f"span [{self.start}, {self.end}) beyond a text of {len(text)} characters")
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> "Span":
        """Return the span moved `by` characters to the right."""
        return Span(self.start + by, self.end + by)


# The class is frozen; only the slots themselves take a value.
_set_start, _set_end = Span.__dict__["start"].__set__, Span.__dict__["end"].__set__


class HasSpan(Protocol):
    """Anything that stands somewhere in a text."""

    @property
    def span(self) -> Span:
        """Where it stands."""


Item = TypeVar("Item", bound=HasSpan)


_get_start = attrgetter("span.start")
_get_own_start = attrgetter("start")


def iterate_within(items: Sequence[Item], span: Span) -> Iterator[Item]:
    """Iterate over those of `items`, which are in the order of the text, that lie wholly within `span`.

    Takes time for what it finds only, however long the text: texts of megabytes come in as well.
    """
    if not items:
        return
    for index in range(bisect_left(items, span.start, key=_get_start), len(items)):
        item = items[index]
        if item.span.start >= span.end:
            return
        if span.holds(item.span):
            yield item


def find_holder(spans: Sequence[Span], span: Span) -> Span | None:
    """Return the one of `spans`, which are in order and share no character, that holds `span`; None if none does."""
    index = bisect_right(spans, span.start, key=_get_own_start) - 1
    return spans[index] if index >= 0 and spans[index].holds(span) else None

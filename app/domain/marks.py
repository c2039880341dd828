"""Where the words of a lexicon stand in one text: found once, asked for by place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from app.domain.spans import Span

_start, _end = attrgetter("span.start"), attrgetter("span.end")


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry of a word list as it stands in a text; `value` is what it stands for, where the list says so."""

    span: Span
    value: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of a text by the name of their list, each list in the order of the text, none overlapping."""

    lists: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)

    def all(self, name: str) -> tuple[Mark, ...]:
        """Return every mark of the named list."""
        return self.lists.get(name, ())

    def within(self, name: str, span: Span) -> Iterator[Mark]:
        """Iterate over the marks of the named list that lie within `span`, in the order of the text."""
        marks = self.lists.get(name)
        if not marks:
            return iter(())
        low = bisect_left(marks, span.start, key=_start)
        return map(marks.__getitem__, range(low, bisect_right(marks, span.end, low, key=_end)))

    def first(self, name: str, span: Span) -> Mark | None:
        """Return the first mark of the named list within `span`, or None."""
        marks = self.lists.get(name)
        if not marks:
            return None
        index = bisect_left(marks, span.start, key=_start)
        return marks[index] if index < len(marks) and marks[index].span.end <= span.end else None

    def last(self, name: str, span: Span) -> Mark | None:
        """Return the last mark of the named list within `span`, or None."""
        mark = self.before(name, span.end)
        return mark if mark is not None and mark.span.start >= span.start else None

    def has(self, name: str, span: Span) -> bool:
        """Tell whether any mark of the named list lies within `span`."""
        return self.first(name, span) is not None

    def at(self, name: str, start: int) -> Mark | None:
        """Return the mark of the named list that begins at code point `start`, or None."""
        marks = self.lists.get(name)
        if not marks:
            return None
        index = bisect_left(marks, start, key=_start)
        return marks[index] if index < len(marks) and marks[index].span.start == start else None

    def before(self, name: str, end: int) -> Mark | None:
        """Return the last mark of the named list that ends at or before code point `end`, or None."""
        marks = self.lists.get(name)
        if not marks:
            return None
        index = bisect_right(marks, end, key=_end) - 1
        return marks[index] if index >= 0 else None

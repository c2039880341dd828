"""Spans: where in a text something stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range `[start, end)` in Unicode code points of one version's stored text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a range that is empty, reversed or begins before the text."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

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

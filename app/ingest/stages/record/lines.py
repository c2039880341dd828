"""The text of a row: its cells, a line each, so that every value has its words and its place in them."""

from app.domain.readings import Citation
from app.domain.spans import Span


class Lines:
    """Collects lines `name: value`; each call gives the span of the value in the text."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._spans: list[Span] = []

    def add(self, name: str, value: str) -> Span:
        """Add a line and return where its value stands."""
        start = self._length + len(name) + 2
        line = f"{name}: {value}"
        self._spans.append(Span(self._length, self._length + len(line)))
        self._lines.append(line)
        self._length += len(line) + 1
        return Span(start, start + len(value))

    def add_source(self, source: Citation) -> None:
        """Add the line that names a source."""
        day = source.published.text if source.published else None
        told = (source.publisher, day, source.language, source.url, source.id)
        self.add("source", ", ".join(filter(None, told)))

    @property
    def text(self) -> str:
        """The text so far."""
        return "\n".join(self._lines)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The lines of the text: they are its sentences."""
        return tuple(self._spans)

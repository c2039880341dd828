"""Which code points of a text already belong to a find."""

from collections.abc import Iterable

from app.domain.findings import FoundPerson
from app.domain.spans import Span


class Taken:
    """The code points of a text that finds have taken."""

    def __init__(self, length: int, found: Iterable[FoundPerson] = ()) -> None:
        """Take the places of `found` in a text of `length` code points."""
        self._taken = bytearray(length)
        for person in found:
            self.take(person.span)

    def take(self, span: Span) -> None:
        """Take `span`."""
        self._taken[span.start : span.end] = b"\x01" * (span.end - span.start)

    def is_free(self, span: Span) -> bool:
        """Tell whether no find has taken any of `span`."""
        return not any(self._taken[span.start : span.end])


def keep_longest(text: str, found: Iterable[FoundPerson]) -> list[FoundPerson]:
    """Of overlapping finds keep the longest: "presidents of Russia and Belarus" over "president of Russia"."""
    kept: list[FoundPerson] = []
    taken = Taken(len(text))
    for person in sorted(found, key=lambda person: (person.span.start - person.span.end, person.span.start)):
        if taken.is_free(person.span):
            taken.take(person.span)
            kept.append(person)
    return sorted(kept, key=lambda person: person.span.start)

"""The values of a row of an export, each checked when it is read: JSON may hold anything."""

import re
from enum import StrEnum
from typing import TypeVar

from app.domain.dates import EdtfDate
from app.domain.errors import InvalidDateError, SourceError
from app.domain.exported import Row
from app.domain.ids import ID_LENGTH
from app.domain.spans import Span

Word = TypeVar("Word", bound=StrEnum)

_ID = re.compile(f"[0-9a-f]{{{ID_LENGTH}}}")


class Cells:
    """Reads the values of a row; each method raises SourceError, whose text is the reason, for what cannot be meant."""

    def __init__(self, row: Row) -> None:
        self._row = row

    def read_text(self, name: str) -> str | None:
        """Read a text, None where there is none."""
        value = self._row.get(name)
        if value is not None and not isinstance(value, str):
            raise refuse(f"{name}: not a text: {str(value)[:80]}")
        return value

    def read_some(self, name: str) -> str:
        """Read a text that must be there; it may be empty."""
        value = self.read_text(name)
        if value is None:
            raise refuse(f"no {name}")
        return value

    def read_id(self, name: str) -> str:
        """Read an id."""
        value = self.read_some(name)
        if not _ID.fullmatch(value):
            raise refuse(f"{name}: not an id: {value[:80]!r}")
        return value

    def read_number(self, name: str) -> int:
        """Read a whole number from 0 on."""
        value = self._row.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise refuse(f"{name}: not a number: {str(value)[:80]}")
        return value

    def read_flag(self, name: str, *, absent: bool | None = None) -> bool:
        """Read what is true or false; a row without it gives `absent`, where that is told."""
        value = self._row.get(name, absent)
        if not isinstance(value, bool):
            raise refuse(f"{name}: neither true nor false: {str(value)[:80]}")
        return value

    def read_date(self, name: str) -> EdtfDate | None:
        """Read an EDTF date, None where there is none."""
        value = self.read_text(name)
        try:
            return EdtfDate.parse(value) if value else None
        except InvalidDateError as error:
            raise refuse(f"{name}: {error}") from error

    def read_optional(self, name: str, words: type[Word]) -> Word | None:
        """Read one of a closed list of words, None where there is none."""
        value = self.read_text(name)
        try:
            return words(value) if value is not None else None
        except ValueError as error:
            raise refuse(f"{name}: {value!r} is none of {', '.join(words)}") from error

    def read_word(self, name: str, words: type[Word]) -> Word:
        """Read one of a closed list of words."""
        word = self.read_optional(name, words)
        if word is None:
            raise refuse(f"no {name}")
        return word

    def read_rows(self, name: str) -> list["Cells"]:
        """Read a list of rows."""
        value = self._row.get(name)
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise refuse(f"{name}: not a list of objects")
        return [Cells(one) for one in value]

    def read_words(self, name: str) -> list[str]:
        """Read a list of texts."""
        value = self._row.get(name)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise refuse(f"{name}: not a list of texts")
        return value

    def read_spans(self, name: str, text: str) -> tuple[Span, ...]:
        """Read the bounds of stretches of `text`, one after the other."""
        spans: list[Span] = []
        try:
            for start, end in self._row[name]:
                spans.append(Span(start, end))
        except (KeyError, TypeError, ValueError) as error:
            raise refuse(f"{name}: not a list of [start, end]") from error
        ends = [0, *(span.end for span in spans)]
        if any(span.start < end for span, end in zip(spans, ends, strict=False)) or ends[-1] > len(text):
            raise refuse(f"{name}: not stretches of the text in their order")
        return tuple(spans)


def refuse(reason: str) -> SourceError:
    """Make the error of a row that cannot be meant."""
    return SourceError("", reason)

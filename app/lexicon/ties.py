"""When the ties of the two states were made: treaties signed, relations established."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from app.domain.dates import EdtfDate
from app.domain.errors import LexiconError
from app.domain.vocabulary import TOPICS
from app.lexicon.language import FOLDER

_FILE = "ties.toml"


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie of the two states, the day on which it was made and what it is about."""

    name: str
    day: date
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """The known ties, the oldest first."""

    ties: tuple[Tie, ...]

    @property
    def first(self) -> date:
        """The day of the oldest tie: the two states had none before it."""
        return self.ties[0].day

    def find(self, told: EdtfDate) -> Tie | None:
        """Return the tie that was made on the day, or in the month, that `told` tells, or None."""
        return next((tie for tie in self.ties if told.holds(tie.day)), None)


@lru_cache(maxsize=1)
def get_ties() -> Ties:
    """Read ties.toml; raise LexiconError, naming file, line and key, for a tie without a name, a day or topics."""
    text = (FOLDER / _FILE).read_text("utf-8")
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if line.strip() == "[[tie]]"]
    rows: list[dict[str, Any]] = tomllib.loads(text).get("tie", [])
    if not rows:
        raise LexiconError(f"{_FILE}, line 1: no 'tie'")
    ties = [_make_tie(row, line) for row, line in zip(rows, lines, strict=True)]
    return Ties(tuple(sorted(ties, key=lambda tie: tie.day)))


def _make_tie(row: dict[str, Any], line: int) -> Tie:
    name, day, topics = row.get("name"), row.get("day"), row.get("topics")
    checks = {
        "name": isinstance(name, str) and bool(name),
        "day": type(day) is date,
        "topics": isinstance(topics, list) and bool(topics) and set(topics) <= set(TOPICS),
    }
    for key, is_right in checks.items():
        if not is_right:
            raise LexiconError(f"{_FILE}, line {line}: {key!r} of a tie is missing or wrong")
    return Tie(row["name"], row["day"], tuple(row["topics"]))

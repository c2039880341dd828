"""What this process answered last at an address, as long as nothing has been written since: who has it already is told
so without its being made anew."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock

_MOST = 2_000
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Arrival:
    """What was known when a request came, before it read anything: the moment, the day that it sees, and the version
    of the database (`app.store.changes`), None if that is not known."""

    moment: datetime
    day: date
    version: int | None


@dataclass(frozen=True, slots=True)
class Given:
    """What an answer was sent with: its tag, the last change of what it was made from where that can be told, and its
    headers."""

    tag: str
    modified: datetime | None
    headers: Mapping[str, str]


class KnownAnswers:
    """Answers by their addresses, those that were asked for last; each is one of a day and a version of the database.

    An answer can be newer than the version that it is kept under, never older: the version is read before the answer.
    """

    def __init__(self) -> None:
        self._answers: OrderedDict[str, tuple[date, int, Given]] = OrderedDict()
        self._lock = Lock()

    def find(self, address: str, arrival: Arrival) -> Given | None:
        """Find what is still the answer at an address."""
        with self._lock:
            found = self._answers.get(address)
            if found is None or found[:2] != (arrival.day, arrival.version):
                return None
            self._answers.move_to_end(address)
            return found[2]

    def keep(self, address: str, arrival: Arrival, given: Given) -> None:
        """Keep what was answered at an address; of one that nobody would ask for twice nothing is kept."""
        if arrival.version is None or len(address) > _LONGEST:
            return
        with self._lock:
            self._answers[address] = (arrival.day, arrival.version, given)
            self._answers.move_to_end(address)
            if len(self._answers) > _MOST:
                self._answers.popitem(last=False)

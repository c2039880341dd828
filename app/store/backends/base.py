"""What the program asks of an engine that holds a record, whichever it is."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping
from contextlib import AbstractContextManager
from typing import Any, ClassVar

from sqlalchemy import URL, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

WAIT_SECONDS = 30
"""How long whoever writes waits for whoever writes already."""

Watch = Callable[[], Hashable]
"""Asks whether anything was written: what it returns is another value whenever a transaction was committed since.

It raises what the driver raises if the database does not answer."""


class Backend(ABC):
    """One kind of database: how it is opened, how it fails, and what it can tell of itself.

    It is made for one address and opens nothing by itself.
    """

    writing: ClassVar[Mapping[str, Any]]
    """Options of an engine or a connection that writes: whoever writes waits until nobody else does."""

    def __init__(self, url: URL) -> None:
        self.url = url

    @property
    @abstractmethod
    def name(self) -> str:
        """How messages call the database: never with a password."""

    @abstractmethod
    def make_engine(self, *, migrating: bool = False) -> Engine:
        """Make an engine without looking at what the database holds; migrations rebuild tables with it."""

    @abstractmethod
    def prepare(self) -> None:
        """Make room for the database where there is none yet; raise DatabaseError where none can be."""

    @abstractmethod
    def is_settled(self) -> bool:
        """Tell whether the database is there, and set up as this program wants it."""

    @abstractmethod
    def settle(self) -> None:
        """Set the database up as this program wants it, under the lock."""

    @abstractmethod
    def lock(self) -> AbstractContextManager[None]:
        """Wait until no other process migrates the database, and keep others from it meanwhile."""

    @abstractmethod
    def read_revision(self) -> str | None:
        """Return the revision of the tables, `None` where there are none; raise DatabaseError if they are another
        program's."""

    @abstractmethod
    def read_search_rules(self) -> int | None:
        """Return the number of the rules by which the rows of the search indexes were made."""

    @abstractmethod
    def find_failure(self, error: DBAPIError) -> str | None:
        """Say why the database itself failed (a full disk, for one); `None` for a statement that it refused."""

    @abstractmethod
    def is_overdue(self, error: DBAPIError) -> bool:
        """Tell whether a statement was given up because it took too long."""

    @abstractmethod
    def limit_statements(self, engine: Engine, seconds: float) -> None:
        """Give up every statement through this engine that takes longer. Connections that it opened before are not
        held to it."""

    @abstractmethod
    def note_change(self, session: Session) -> None:
        """Let a session that writes be noticed by whoever watches."""

    @abstractmethod
    def watch(self, engine: Engine) -> Watch:
        """Open a watch over a connection of its own."""

    @abstractmethod
    def prove_whole(self, session: Session) -> None:
        """Raise DatabaseError if what the database is made of is damaged, as far as it can be found in a second or
        so for each gigabyte."""

    @abstractmethod
    def tidy(self, engine: Engine) -> None:
        """Leave the database behind as whoever copies its files expects it."""

    @abstractmethod
    def hold_feeds(self) -> AbstractContextManager[None]:
        """Be the one run that reads feeds into the database; raise BusyError, which names the other, if one does."""

"""The tree of errors that the application raises on purpose.

SummitryError
├── InvalidDateError        a text is not an EDTF date we know
├── InvalidWeekError        a text is not the name of a week
├── SourceError             a source could not be read; carries the source's name and the reason
├── SettingsError           a setting cannot be meant
├── LexiconError            a lexicon file contradicts itself
├── ClusterError            a cluster cannot be worked with, or no longer
├── BusyError               another run does the same and must end first
├── StoppedError            an ingestion was stopped (app.ingest.pipeline)
├── NotFoundError, GoneError  nothing is at an address, or no longer (app.web.errors)
└── DatabaseError           the database cannot be opened, read or written, or is not ours
    ├── NewerDatabaseError  it was written by a newer program
    └── SlowStatementError  it was asked for what takes longer than is allowed
"""

# A cell can hold megabytes; so much of it tells which one is meant.
_MOST_SHOWN = 80


class SummitryError(Exception):
    """Any error whose message is meant for the person at the terminal, with the status with which a command ends."""

    exit_status = 1


class InvalidDateError(SummitryError, ValueError):
    """A text is not one of the EDTF forms that this project uses."""

    def __init__(self, text: str, reason: str = "") -> None:
        shown = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
        super().__init__(f"not an EDTF date: {shown!r}" + (f" ({reason})" if reason else ""))
        self.text = text


class InvalidWeekError(SummitryError, ValueError):
    """A text is not the name of a week of the calendar, such as `2024-W21`."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a week: {text[:_MOST_SHOWN]!r}")


class SourceError(SummitryError):
    """A source could not be read. `str()` is the reason alone; `source` names the input."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(reason)
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type["SourceError"], tuple[str, str]]:
        """Let the error travel between processes: an exception is rebuilt from its constructor's arguments."""
        return type(self), (self.source, self.reason)


class SettingsError(SummitryError):
    """A setting holds what cannot be meant."""


class LexiconError(SummitryError):
    """A lexicon file is incomplete or contradicts itself."""


class ClusterError(SummitryError):
    """A cluster cannot be reached, lacks something, or has gone."""


class BusyError(SummitryError):
    """Another run is at work that this one would get in the way of."""

    @classmethod
    def of_feeds(cls, holder: str) -> "BusyError":
        """Make the error of two runs that read feeds at once: they would ask every site twice, and one after the other
        too fast. `holder` names the other run."""
        of_whom = f" ({holder})" if holder else ""
        return cls(f"feeds are being read already{of_whom}: try again when that run has ended")


class DatabaseError(SummitryError):
    """The database cannot be opened, created, migrated, read or written: a full disk, for one."""


class NewerDatabaseError(DatabaseError):
    """The database was written by a newer program than this one."""


class SlowStatementError(DatabaseError):
    """A statement was given up because it took longer than is allowed; the database is as sound as it was."""

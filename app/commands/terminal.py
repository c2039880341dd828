"""What the commands share: their settings and arguments, the bar on standard error, how a rejected source is named."""

import re
import sys
from typing import Annotated

import pydantic
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from app.domain.errors import SettingsError
from app.domain.printable import make_printable
from app.settings import Settings, get_settings
from app.store.views import FeedRow

errors = Console(stderr=True, highlight=False)

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="Files, folders (read recursively), article tables (.csv, .csv.gz), crawls (.warc, .warc.gz), record "
        "folders, corrections and lists of feeds (.toml; the latter by `ingest` only), http(s) URLs, or - for "
        "standard input.",
        show_default=False,
    ),
]
WorkerCount = Annotated[int, typer.Option(min=1, max=64, help="Processes that read articles.")]

PROCESSES = "processes"
_CLUSTER = re.compile(r"dask://(\[[0-9a-fA-F:.]+\]:|[A-Za-z0-9_.-]+:)([0-9]{1,5})/?")


def _check_executor(value: str) -> str:
    found = _CLUSTER.fullmatch(value)
    if value != PROCESSES and not (found and 0 < int(found[2]) < 65536):
        raise typer.BadParameter(f"{make_printable(value)!r} is neither {PROCESSES} nor dask://HOST:PORT")
    return value


Executor = Annotated[
    str,
    typer.Option(
        metavar=f"{PROCESSES}|dask://HOST:PORT",
        callback=_check_executor,
        help="Who reads files and tables: processes of this machine, as many as --workers says, or the workers of the "
        "Dask cluster whose scheduler is there.",
    ),
]


def make_progress() -> Progress:
    """Make a bar that is shown on a terminal only and leaves nothing behind."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal)


def format_rejected(source: str, reason: str) -> str:
    """Make one line of what was rejected; a file's name cannot forge another one."""
    return f"rejected: {make_printable(source)}: {make_printable(reason)}"


def format_feed(feed: FeedRow) -> str:
    """Make one line of a feed: when it was read last, and when and why it last could not be."""
    words = f"last read {feed.succeeded}" if feed.succeeded else "never read"
    if feed.failed:
        words += f"; last failed {feed.failed}: {feed.reason}"
    return make_printable(f"{feed.kind} {feed.url} ({feed.publisher}): {words}")


def print_rejected(rejected: list[tuple[str, str]]) -> None:
    """Name on standard error what was rejected and why."""
    for source, reason in rejected:
        print(format_rejected(source, reason), file=sys.stderr)


def read_settings() -> Settings:
    """Read the settings; raise SettingsError for one that cannot be meant."""
    try:
        return get_settings()
    except pydantic.ValidationError as error:
        what = error.errors()[0]
        name = "_".join(map(str, ("SUMMITRY", *what["loc"]))).upper()
        raise SettingsError(f"{name}: {what['msg']}: {what['input']!r}") from error


def format_removed(number: int) -> str:
    """Say how many rows a file of ours no longer held; nothing if none was missing."""
    return f", {number} taken out because their file no longer holds them" if number else ""

"""The command line: `summitry`."""

import logging
import sys
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from sqlalchemy.exc import SQLAlchemyError
from typer.core import TyperGroup
from typer.main import get_command

from app import __version__
from app.domain.collecting import pause_collecting
from app.domain.errors import SummitryError
from app.domain.printable import make_printable


class _Command(NamedTuple):
    """Where the function of a command is, which has the name of the command, and what the list of commands says."""

    module: str
    told: str


_COMMANDS = {
    "ingest": _Command("app.commands.ingest", "Read articles, a record and corrections into the database."),
    "extract": _Command("app.commands.extract", "Print what is read from articles as JSON lines."),
    "evaluate": _Command("app.commands.evaluate", "Measure what is read from articles against gold."),
    "export": _Command("app.commands.export", "Write the record as CSV and JSON lines."),
    "serve": _Command("app.commands.serve", "Serve the timeline."),
    "runs": _Command("app.commands.runs", "List past ingestions and what they rejected."),
    "check": _Command("app.commands.inspecting", "Prove that the database keeps its promises."),
    "review": _Command("app.commands.inspecting", "List what deserves an editor's eye."),
    "withdraw": _Command("app.commands.withdraw", "Remove a source, and all that it told."),
    "backup": _Command("app.commands.backup", "Copy the database into one file, while it is in use."),
    "copy": _Command("app.commands.copy", "Copy a record to another database: to PostgreSQL, or back."),
    "build": _Command("app.building", "Write the whole site as files."),
}


class _Commands(TyperGroup):
    """The commands, of which one is imported when it is asked for: a server needs nothing that reads articles, and
    starts in half the time without it."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        # By their names Typer guesses what was meant by one that is not there.
        self.commands = dict.fromkeys(_COMMANDS)  # type: ignore[assignment]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import a command; None if there is none of this name."""
        if cmd_name not in _COMMANDS:
            return None
        module, told = _COMMANDS[cmd_name]
        with pause_collecting():
            command = getattr(import_module(module), cmd_name)
        alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        alone.command(cmd_name, short_help=told)(command)
        return get_command(alone)


program = typer.Typer(
    name="summitry",
    cls=_Commands,
    help="A timeline of Russia–Belarus summitry, with the source sentence behind every fact.",
    epilog="Settings come from the environment: SUMMITRY_DATABASE_URL (default sqlite:///var/summitry.db), "
    "SUMMITRY_BASE_URL, SUMMITRY_FULL_TEXT, SUMMITRY_CONTACT, SUMMITRY_ACCESS_LOG, SUMMITRY_METRICS, "
    "SUMMITRY_STATEMENT_SECONDS. See README.md.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"summitry {__version__}")
        raise typer.Exit


@program.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Take the options of the program itself; a callback prints the version before a command is looked for."""


def run() -> None:
    """Run the command line; an error of ours is one sentence, never a traceback."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    # trafilatura and its friends log every oddity of a page; what matters to the user is our reason.
    for name in ("trafilatura", "htmldate", "courlan", "py3langid"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        program()
    except SummitryError as error:
        print(f"summitry: {make_printable(str(error))}", file=sys.stderr)
        sys.exit(error.exit_status)
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error)
        print(f"summitry: the database refused a statement: {make_printable(reason)}", file=sys.stderr)
        sys.exit(1)

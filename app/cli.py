"""The command line: `summitry`."""

import json
import logging
import os
import socket
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from sqlalchemy.exc import SQLAlchemyError

from app import __version__
from app.backup import backup
from app.domain.errors import SourceError, SummitryError
from app.domain.languages import format_unread
from app.domain.printable import make_printable
from app.evaluate import evaluate
from app.export import export_record
from app.ingest.feeds.following import Following
from app.ingest.feeds.visits import make_visitor
from app.ingest.interrupts import Interrupts
from app.ingest.pipeline import Report, StoppedError, ingest_sources, make_workers, read_item
from app.ingest.printing import format_reading
from app.ingest.sources import SourceKind, count_items, list_items, list_sources
from app.ingest.sources.tables import is_table
from app.inspecting import check, review
from app.lexicon.language import has_language
from app.store.engine import find_database_file, open_database, read_session, trim_log
from app.store.feeds import list_feeds
from app.store.locking import hold_feeds
from app.store.own import FileSeen, FolderSeen
from app.store.readiness import check_file
from app.store.runs import count_languages, list_runs
from app.terminal import (
    Sources,
    WorkerCount,
    format_feed,
    format_rejected,
    make_progress,
    print_rejected,
    read_settings,
)
from app.web.base_url import read_base_url
from app.withdraw import withdraw

program = typer.Typer(
    name="summitry",
    help="A timeline of Russia–Belarus summitry, with the source sentence behind every fact.",
    epilog="Settings come from the environment: SUMMITRY_DATABASE_URL (default sqlite:///var/summitry.db), "
    "SUMMITRY_BASE_URL, SUMMITRY_FULL_TEXT, SUMMITRY_CONTACT, SUMMITRY_ACCESS_LOG, SUMMITRY_METRICS. See README.md.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


_GRACE_SECONDS = 10


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


@program.command(short_help="Read articles, a record and corrections into the database.")
def ingest(
    sources: Sources,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
    workers: WorkerCount = 1,
) -> None:
    """Read articles, a curated record and corrections into the database.

    Plain text, Markdown and HTML are read, and article tables (.csv, .csv.gz with the columns url, title,
    published and text), one article a row; README files, hidden files, datapackage.json and lists of feeds in folders
    are passed over.

    A folder with events.csv and sources.csv is a curated record, a .toml file with [[correction]] tables holds what
    editors say (docs/record.md): what such a file no longer holds is taken out of the record. A folder that
    `summitry export` has written gives its record back. A list of feeds (.toml, docs/sources.md) that is named itself
    is followed: what is new in its feeds and names both presidents is fetched.

    The same content again changes nothing. What cannot be read is named with the reason and stays listed in
    `summitry runs`; the rest is stored. An article in a language without rules is stored too: nothing is read from
    it, and the report says so.

    Exit status: 0 if nothing was rejected, 1 if something was, 2 for wrong usage.
    """
    settings = read_settings()
    engine = open_database(settings.database_url)
    found = list(list_sources(sources))
    follows = any(getattr(source, "kind", None) is SourceKind.FEEDS for source in found)
    with ExitStack() as stack:
        if follows:
            stack.enter_context(hold_feeds(find_database_file(settings.database_url)))
        readers = stack.enter_context(make_workers(workers)) if workers > 1 else None
        bar = stack.enter_context(make_progress())
        task = bar.add_task("reading", total=None if bar.disable or follows else count_items(found))
        interrupts = stack.enter_context(Interrupts())
        following = Following(engine, make_visitor(interrupts.is_noted))

        def advance(name: str, outcome: str) -> None:
            bar.advance(task)
            following.note(name, outcome)

        items = list_items(found, following.list_news)
        report = ingest_sources(engine, items, readers, advance, interrupts.is_noted)
        trim_log(engine)
    if as_json:
        typer.echo(json.dumps(_make_json(report), ensure_ascii=False))
    else:
        _print_report(report, following.outcomes)
    print_rejected(report.rejected)
    raise typer.Exit(1 if report.rejected else 0)


def _make_json(report: Report) -> dict[str, object]:
    row: dict[str, object] = asdict(report)
    del row["outcomes"]
    row["rejected"] = [{"source": source, "reason": reason} for source, reason in report.rejected]
    row["unread"] = [{"source": source, "language": language} for source, language in report.unread]
    row["withdrawn"] = [{"source": source, "day": day} for source, day in report.withdrawn]
    return row


def _print_report(report: Report, feeds: list[tuple[str, str]]) -> None:
    reasons = {name: f": {reason}" for name, reason in report.rejected}
    reasons |= {name: f", not read: {format_unread(language)}" for name, language in report.unread}
    reasons |= {name: f", withdrawn on {day}: nothing of it is stored" for name, day in report.withdrawn}
    table = Table("source", "outcome", box=None, pad_edge=False, header_style="bold")
    rows: dict[str, Counter[str]] = {}
    for name, outcome in report.outcomes:
        path, _, row = name.rpartition(", row ")
        words = outcome + reasons.get(name, "")
        if row.isdigit() and (is_table(path) or path.endswith(".jsonl")) and outcome != "rejected":
            # Thousands of rows of one table are one line; those that were rejected are named one by one.
            rows.setdefault(path, Counter())[words] += 1
        else:
            table.add_row(escape(make_printable(name)), escape(make_printable(words)))
    for path, counts in rows.items():
        outcomes = "; ".join(f"{count} {words}" for words, count in sorted(counts.items()))
        table.add_row(escape(make_printable(path)), escape(make_printable(f"rows: {outcomes}")))
    for url, words in feeds:
        table.add_row(escape(make_printable(url)), escape(f"feed: {words}"))
    console = Console(highlight=False)
    console.print(table)
    unread = f" From {len(report.unread)} of them nothing is read: see above." if report.unread else ""
    console.print(
        f"{report.documents} read: {report.stored} stored, {report.unchanged} unchanged, "
        f"{len(report.rejected)} rejected{_format_removed(report.removed)}.{unread} "
        f"The record has {report.events} events, {report.quotes} quotes, {report.claims} count claims."
    )


def _format_removed(number: int) -> str:
    """Say how many rows a file of ours no longer held; nothing if none was missing."""
    return f", {number} taken out because their file no longer holds them" if number else ""


@program.command(short_help="Print what is read from articles as JSON lines.")
def extract(sources: Sources) -> None:
    """Print what is read from articles, one JSON object a line, without a database.

    Exit status: 0 when every source could be read, also if it holds nothing; 1 if one could not (it is named on
    standard error, the rest is printed); 2 for wrong usage.
    """
    rejected: list[tuple[str, str]] = []
    for source in list_items(list_sources(sources)):
        name, result = read_item(source)
        if isinstance(result, FileSeen | FolderSeen):
            continue
        if isinstance(result, SourceError):
            rejected.append((name, result.reason))
        else:
            typer.echo(json.dumps(format_reading(result), ensure_ascii=False))
    print_rejected(rejected)
    raise typer.Exit(1 if rejected else 0)


program.command(short_help="Measure what is read from articles against gold.")(evaluate)


@program.command(short_help="Write the record as CSV and JSON lines.")
def export(
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help="Where to write; made if it is not there.", show_default=False),
    ],
) -> None:
    """Write the record into a folder as CSV and JSON lines, with a datapackage.json that describes them.

    events, sources, quotes, claims and facts are written, each as .csv and as .jsonl: every row names its source;
    facts, quotes and claims give the sentence in which their words stand, and where in it. Of other people's articles
    only the sentences read are written. One record gives the same files byte for byte, whenever and wherever they
    are written and in whatever order its sources came. docs/export.md tells the columns.

    An earlier export in FOLDER is replaced and other files stay; a folder with files of these names that no export
    has written is refused. `summitry ingest FOLDER` reads an export into another database.

    Exit status: 0 when all was written; 1 if it could not be, and then nothing was; 2 for wrong usage.
    """
    counts = export_record(open_database(read_settings().database_url), folder)
    told = ", ".join(f"{number} {name}" for name, number in counts.items())
    typer.echo(make_printable(f"{folder}: {told}, each as .csv and .jsonl, and datapackage.json"))


@program.command(short_help="Serve the timeline.")
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Server processes.")] = 1,
) -> None:
    """Serve the timeline. Set SUMMITRY_BASE_URL to the public address when it is served under another name.

    A line of JSON for every request goes to standard output, without what was searched for: SUMMITRY_ACCESS_LOG=query
    adds that, SUMMITRY_ACCESS_LOG=off writes none. SUMMITRY_METRICS=1 gives figures at /metrics. SIGTERM or Ctrl-C
    stops it: what was asked for is still answered, for up to 10 seconds. docs/operating.md tells more.
    """
    settings = read_settings()
    if settings.base_url:
        read_base_url(settings.base_url)
    engine = open_database(settings.database_url)
    check_file(engine)
    engine.dispose()
    _check_port(host, port)
    address = f"http://{'[' + host + ']' if ':' in host else host}:{port}"
    # Worker processes read their settings from the environment.
    os.environ.setdefault("SUMMITRY_BASE_URL", address)
    print(f"Summitry is served on {address} (Ctrl-C stops it)", file=sys.stderr, flush=True)
    # Imported here because no other command serves.
    import uvicorn

    from app.web.metrics import SHARED_FOLDER

    with ExitStack() as stack:
        if settings.metrics and workers > 1:
            # Read by prometheus_client when a worker imports it.
            os.environ[SHARED_FOLDER] = stack.enter_context(tempfile.TemporaryDirectory(prefix="summitry-"))
        uvicorn.run(
            "app.main:create_served_app",
            factory=True,
            host=host,
            port=port,
            workers=workers,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )


def _check_port(host: str, port: int) -> None:
    """Say in one sentence that an address cannot be listened on, before anything says that it is served."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise SummitryError(
            f"cannot listen on {host}, port {port}: {(error.strerror or str(error)).lower()}"
        ) from error


@program.command(short_help="List past ingestions and what they rejected.")
def runs(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many of the last runs to list.")] = 20,
) -> None:
    """List past ingestions, newest first, what each rejected and why, and what it stored without reading it; then
    the feeds, when each was read last and when and why it last could not be."""
    with read_session(open_database(read_settings().database_url)) as session:
        rows = list_runs(session, limit)
        languages = count_languages(session, (row.id for row in rows))
        feeds = list_feeds(session)
    if not rows:
        typer.echo("Nothing has been ingested yet.")
    for row in rows:
        ended = f"ended {row.finished}" if row.finished else "did not end"
        typer.echo(
            f"run {row.id}: began {row.started}, {ended}: {row.documents} read, {row.stored} stored, "
            f"{row.unchanged} unchanged, {len(row.rejected)} rejected{_format_removed(row.removed)}"
        )
        for source, reason in row.rejected:
            typer.echo(f"  {format_rejected(source, reason)}")
        for language, count in languages.get(row.id, {}).items():
            if not has_language(language):
                typer.echo(f"  {make_printable(f'not read: {count} stored, {format_unread(language)}')}")
    for feed in feeds:
        typer.echo(format_feed(feed))


program.command(short_help="Prove that the database keeps its promises.")(check)
program.command(short_help="List what deserves an editor's eye.")(review)
program.command(short_help="Remove a source, and all that it told.")(withdraw)
program.command(short_help="Copy the database into one file, while it is in use.")(backup)


def run() -> None:
    """Run the command line; an error of ours is one sentence and exit status 1, never a traceback."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    # trafilatura and its friends log every oddity of a page; what matters to the user is our reason.
    for name in ("trafilatura", "htmldate", "courlan", "py3langid"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        program()
    except StoppedError as error:
        print(f"summitry: {error}", file=sys.stderr)
        sys.exit(130)
    except SummitryError as error:
        print(f"summitry: {make_printable(str(error))}", file=sys.stderr)
        sys.exit(1)
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error)
        print(f"summitry: the database refused a statement: {make_printable(reason)}", file=sys.stderr)
        sys.exit(1)

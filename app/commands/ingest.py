"""`summitry ingest`."""

import json
from collections import Counter
from contextlib import ExitStack
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.commands.terminal import (
    PROCESSES,
    Executor,
    Sources,
    WorkerCount,
    format_removed,
    make_progress,
    print_rejected,
    read_settings,
)
from app.domain.errors import ClusterError
from app.domain.languages import format_unread
from app.domain.printable import make_printable
from app.ingest.feeds.following import Following
from app.ingest.feeds.visits import make_visitor
from app.ingest.interrupts import Interrupts
from app.ingest.pipeline import Report, Result, ingest_sources
from app.ingest.readers import make_cluster_workers, make_workers
from app.ingest.sources import PAGE, Item, SourceKind, count_items, list_items, list_sources
from app.ingest.sources.tables import is_table
from app.ingest.workers import Workers
from app.store.backends import find_backend
from app.store.engine import open_database, tidy_up


def ingest(
    sources: Sources,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
    workers: WorkerCount = 1,
    executor: Executor = PROCESSES,
) -> None:
    """Read articles, a curated record and corrections into the database.

    Plain text, Markdown and HTML are read, and article tables (.csv, .csv.gz with the columns url, title,
    published and text), one article a row; README files, hidden files, datapackage.json and lists of feeds in folders
    are passed over.

    Of a crawl (.warc, .warc.gz) the pages that name both presidents are read; the report tells how many were passed
    over (docs/reading.md).

    A folder with events.csv and sources.csv is a curated record, a .toml file with [[correction]] tables holds what
    editors say (docs/record.md): what such a file no longer holds is taken out of the record. A folder that
    `summitry export` has written gives its record back. A list of feeds (.toml, docs/sources.md) that is named itself
    is followed: what is new in its feeds and names both presidents is fetched.

    The same content again changes nothing. What cannot be read is named with the reason and stays listed in
    `summitry runs`; the rest is stored. An article in a language without rules is stored too: nothing is read from
    it, and the report says so.

    With --executor dask://HOST:PORT the workers of a Dask cluster read the files and the rows of tables, and the record
    is the same. It needs the extra `cluster` (pip install 'summitry[cluster]'), workers that have this very version of
    summitry and of Python, and paths that lead to the same files on every machine. Everything else (standard input,
    addresses, feeds, a record) is read here, and only this process writes (docs/scaling.md).

    Exit status: 0 if nothing was rejected, 1 if something was, 2 for wrong usage.
    """
    settings = read_settings()
    engine = open_database(settings.database_url)
    found = list(list_sources(sources))
    follows = any(getattr(source, "kind", None) is SourceKind.FEEDS for source in found)
    with ExitStack() as stack:
        if follows:
            stack.enter_context(find_backend(settings.database_url).hold_feeds())
        readers = _make_readers(executor, workers, found)
        if readers:
            stack.enter_context(readers)
        bar = stack.enter_context(make_progress())
        has_no_end = follows or any(getattr(source, "kind", None) is SourceKind.WARC for source in found)
        task = bar.add_task("reading", total=None if bar.disable or has_no_end else count_items(found))
        interrupts = stack.enter_context(Interrupts())
        following = Following(engine, make_visitor(interrupts.is_noted))

        def advance(name: str, outcome: str) -> None:
            bar.advance(task)
            following.note(name, outcome)

        items = list_items(found, following.list_news)
        report = ingest_sources(engine, items, readers, advance, interrupts.is_noted)
        tidy_up(engine)
    if as_json:
        typer.echo(json.dumps(_make_json(report), ensure_ascii=False))
    else:
        _print_report(report, following.outcomes)
    print_rejected(report.rejected)
    raise typer.Exit(1 if report.rejected else 0)


def _make_readers(executor: str, workers: int, found: list[Item]) -> Workers[Item, Result] | None:
    """Make the workers that were asked for; None if everything is read in this process."""
    if executor == PROCESSES:
        return make_workers(workers) if workers > 1 else None
    if workers > 1:
        raise typer.BadParameter(
            "a cluster has workers of its own: leave --workers out", param_hint="--workers"
        )
    try:
        return make_cluster_workers(executor.removeprefix("dask://").rstrip("/"), found)
    except ClusterError as error:
        raise typer.BadParameter(f"{make_printable(str(error))}.", param_hint="--executor") from error


def _make_json(report: Report) -> dict[str, object]:
    row: dict[str, object] = asdict(report)
    del row["outcomes"]
    row["passed_over"] = sum(report.passed_over.values())
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
    pages = {path: Counter({"passed over": number}) for path, number in report.passed_over.items()}
    for name, outcome in report.outcomes:
        path, _, row = name.rpartition(", row ")
        crawl = name.rpartition(PAGE)[0]
        words = outcome + reasons.get(name, "")
        if outcome != "rejected" and row.isdigit() and (is_table(path) or path.endswith(".jsonl")):
            # Thousands of rows of one table are one line; those that were rejected are named one by one.
            rows.setdefault(path, Counter())[words] += 1
        elif outcome != "rejected" and crawl in pages:
            pages[crawl][words] += 1
        else:
            table.add_row(escape(make_printable(name)), escape(make_printable(words)))
    for what, groups in (("rows", rows), ("pages", pages)):
        for path, counts in groups.items():
            outcomes = (
                "; ".join(f"{count} {words}" for words, count in sorted(counts.items()) if count) or "none"
            )
            table.add_row(escape(make_printable(path)), escape(make_printable(f"{what}: {outcomes}")))
    for url, words in feeds:
        table.add_row(escape(make_printable(url)), escape(f"feed: {words}"))
    console = Console(highlight=False)
    console.print(table)
    passed_over = sum(report.passed_over.values())
    without = f" {passed_over} pages do not name both presidents and were passed over." if passed_over else ""
    unread = f" From {len(report.unread)} of them nothing is read: see above." if report.unread else ""
    console.print(
        f"{report.documents} read: {report.stored} stored, {report.unchanged} unchanged, "
        f"{len(report.rejected)} rejected{format_removed(report.removed)}.{without}{unread} "
        f"The record has {report.events} events, {report.quotes} quotes, {report.claims} count claims."
    )

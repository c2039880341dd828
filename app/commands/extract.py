"""`summitry extract`."""

import json
import sys
from collections import Counter

import typer

from app.commands.terminal import Sources, print_rejected
from app.domain.errors import SourceError
from app.domain.readings import Reading
from app.ingest.pipeline import read_items
from app.ingest.printing import format_reading
from app.ingest.sources import CrawlSeen, list_items, list_sources


def extract(sources: Sources) -> None:
    """Print what is read from articles, one JSON object a line, without a database.

    Exit status: 0 when every source could be read, also if it holds nothing; 1 if one could not (it is named on
    standard error, the rest is printed); 2 for wrong usage.
    """
    rejected: list[tuple[str, str]] = []
    passed_over = Counter[str]()
    for name, result in read_items(list_items(list_sources(sources))):
        if isinstance(result, SourceError):
            rejected.append((name, result.reason))
        elif isinstance(result, CrawlSeen):
            passed_over[name] += result.passed_over
        elif isinstance(result, Reading):
            typer.echo(json.dumps(format_reading(result), ensure_ascii=False))
    for name, number in passed_over.items():
        print(f"passed over: {name}: {number} pages do not name both presidents", file=sys.stderr)
    print_rejected(rejected)
    raise typer.Exit(1 if rejected else 0)

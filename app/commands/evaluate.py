"""The command that measures: `summitry evaluate`."""

import json
import sys
from contextlib import ExitStack
from typing import Annotated

import typer
from rich.console import Console

from app.commands.terminal import Sources, WorkerCount, make_progress, print_rejected
from app.domain.printable import make_printable
from app.ingest.evaluation.gold import GoldError, read_gold
from app.ingest.evaluation.printing import format_evaluation, print_evaluation
from app.ingest.evaluation.run import Evaluation, evaluate_items
from app.ingest.readers import make_workers
from app.ingest.sources import count_items, list_items, list_sources

# How many are named on standard error of sources that were not measured, and of rejected ones.
_NAMED = 3
_REJECTED = 40

Gold = Annotated[
    str, typer.Argument(metavar="GOLD.jsonl", help="What people read in these sources.", show_default=False)
]


def evaluate(
    gold: Gold,
    sources: Sources,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="List every miss and every invention.")] = False,
    workers: WorkerCount = 1,
) -> None:
    """Measure what is read from articles against gold, per language and in all.

    GOLD.jsonl has one JSON object an article, in the form of `summitry extract`, joined to a file by `source`
    (its name) or to a row of an article table by `url`. What is null there is not compared, "optional": true is
    neither missed nor invented. A row of which the gold says nothing should tell nothing.

    events: kind, status, first and last day and city all equal, one to one. quotes: a stretch in quotation marks
    is found if quotes hold 0.8 of its words, and a found one right if 0.8 of its words were wanted. claims: year
    and count. records: rows that tell of an event, found and rightly so. docs/reading.md tells the rest.

    Exit status: 0 when everything was measured; 1 if a source could not be read or the gold is broken; 2 for
    wrong usage.
    """
    articles = read_gold(gold)
    with ExitStack() as stack:
        readers = stack.enter_context(make_workers(workers)) if workers > 1 else None
        bar = stack.enter_context(make_progress())
        found = list(list_sources(sources))
        task = bar.add_task("reading", total=None if bar.disable else count_items(found))
        evaluation = evaluate_items(articles, list_items(found), readers, lambda: bar.advance(task))
    if as_json:
        typer.echo(json.dumps(format_evaluation(evaluation, verbose=verbose), ensure_ascii=False))
    else:
        print_evaluation(evaluation, Console(highlight=False), verbose=verbose)
    print_rejected(evaluation.rejected if verbose else evaluation.rejected[:_REJECTED])
    if len(evaluation.rejected) > _REJECTED and not verbose:
        print(f"rejected: {len(evaluation.rejected)} in all (--verbose names them)", file=sys.stderr)
    _print_unmeasured(evaluation)
    if len(evaluation.absent) == len(articles):
        raise GoldError(f"{gold}: none of its articles is among the sources")
    raise typer.Exit(1 if evaluation.rejected else 0)


def _print_unmeasured(evaluation: Evaluation) -> None:
    """Say on standard error what was left out of the figures."""
    for names, what in (
        (evaluation.absent, "in gold without a source"),
        (evaluation.unknown, "without gold"),
    ):
        if names:
            some = ", ".join(make_printable(name) for name in names[:_NAMED])
            more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            print(f"not measured: {len(names)} {what}: {some}{more}", file=sys.stderr)

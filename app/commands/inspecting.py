"""The commands that look into the database: `summitry check` and `summitry review`."""

import json
from dataclasses import asdict
from itertools import groupby
from typing import Annotated

import typer

from app.commands.terminal import read_settings
from app.domain.clock import Clock, get_utc_day
from app.domain.printable import make_printable
from app.ingest.proving import prove_database
from app.store.checks import count_proved
from app.store.engine import Engine, open_database, read_session
from app.store.reviewing import GROUPS, list_cases

_NOUNS = {
    "facts": ("fact", "facts"),
    "quotes": ("quote", "quotes"),
    "claims": ("count claim", "count claims"),
    "texts": ("text", "texts"),
    "events": ("event", "events"),
    "former_slugs": ("former slug", "former slugs"),
}


def check(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print counts and faults as one JSON object.")
    ] = False,
) -> None:
    """Prove that the database keeps its promises, and name each that is broken, a line each.

    Every span yields its words, every displayed value has a fact, every event is what its sources give and has
    one, nothing is left over, the search finds what there is, slugs are alive. Nothing is changed.

    Exit status: 0 if all promises hold, 1 if one is broken or the database cannot be read, 2 for wrong usage.
    """
    is_sound = print_check(open_database(read_settings().database_url), as_json)
    raise typer.Exit(0 if is_sound else 1)


def review(
    as_json: Annotated[bool, typer.Option("--json", help="Print the cases as one JSON object.")] = False,
) -> None:
    """List what deserves an editor's eye, a case a line: low evidence, sources that disagree, overdue plans, what may
    be one event told twice, corrections that hit nothing, and what is told and belongs to no event.

    Exit status: 0, however many cases there are; 1 if the database cannot be read; 2 for wrong usage.
    """
    print_review(open_database(read_settings().database_url), as_json)


def print_check(engine: Engine, as_json: bool) -> bool:
    """Print every broken promise as it is found, or one line that says what was proved; tell whether all hold."""
    with read_session(engine) as session:
        faults = []
        for fault in prove_database(session):
            faults.append(fault)
            if not as_json:
                typer.echo(make_printable(f"{fault.promise}: {fault.where} {fault.what}"))
        if as_json:
            counts = {} if faults else count_proved(session)
            row = {"ok": not faults, "counts": counts, "faults": [asdict(fault) for fault in faults]}
            typer.echo(json.dumps(row, ensure_ascii=False))
        elif not faults:
            typer.echo(_format_counts(count_proved(session)))
    return not faults


def _format_counts(counts: dict[str, int]) -> str:
    told = [f"{number:,} {_NOUNS[noun][number != 1]}" for noun, number in counts.items()]
    return f"{', '.join(told[:-1])} and {told[-1]}: all promises hold."


def print_review(engine: Engine, as_json: bool, clock: Clock = get_utc_day) -> None:
    """Print the cases for an editor, by group, each with what is the matter and the path of its page."""
    with read_session(engine) as session:
        cases = list_cases(session, clock())
    if as_json:
        row = {
            group: [
                {"slug": case.slug, "what": case.what, "path": case.path}
                for case in cases
                if case.group == group
            ]
            for group in GROUPS
        }
        typer.echo(json.dumps(row, ensure_ascii=False))
        return
    for group, of_group in groupby(cases, key=lambda case: case.group):
        listed = list(of_group)
        typer.echo(f"{GROUPS[group]} ({len(listed)})")
        for case in listed:
            name = f"{case.slug}: " if case.slug else ""
            typer.echo(make_printable(f"  {name}{case.what}  {case.path}"))
    if not cases:
        typer.echo("Nothing asks for an editor's eye.")

"""The command `summitry withdraw`."""

import json
from typing import Annotated

import typer

from app.commands.terminal import read_settings
from app.domain.clock import get_utc_day
from app.domain.printable import make_printable
from app.ingest.withdrawing import Withdrawal, WithdrawalError, check_reason, restore_named, withdraw_named
from app.store.engine import open_database
from app.store.views import ArticleRow, NamedSource


def withdraw(
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE",
            help="The source: its id, its address, or the address of its page (/articles/ID).",
            show_default=False,
        ),
    ],
    reason: Annotated[
        str | None, typer.Option("--reason", help="Why. Shown to every reader.", show_default=False)
    ] = None,
    both: Annotated[
        bool, typer.Option("--both", help="Where an article and our digest of it are at ARTICLE: both.")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take a withdrawal back.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as one JSON object.")] = False,
) -> None:
    """Remove a source, and all that it told, from the record.

    Its texts go, of every version, and with them its facts, quotes and counts. What a row of the record has from it
    (its words, its counts) goes too. The events that it told of are resolved anew, in one step: one that no
    other source tells of is gone (410), the others lose what only this source told. The row of the record stays in
    its file; its page names the source as withdrawn.

    The source's name stays, with the day and the reason: its page answers 410 and gives them, /corrections lists it.
    It is not read again, neither from a file nor from a feed nor from an export, and no export holds it. Copies of it
    at other addresses are other sources.

    With --undo it is as if it had never been read: ingest it once more, and the folder of the record that names it.

    Exit status: 0 when it is withdrawn now, also if it was before; 1 if there is no such source or ARTICLE means two;
    2 for wrong usage.
    """
    if (reason is None) is not undo:
        raise typer.BadParameter("give either --reason or --undo", param_hint="--reason")
    told = None if reason is None else _check(reason)
    engine = open_database(read_settings().database_url)
    if told is None:
        done = restore_named(engine, article, both=both)
    else:
        done = withdraw_named(engine, article, told, get_utc_day(), both=both)
    if as_json:
        typer.echo(json.dumps(_make_json(done, is_undone=undo), ensure_ascii=False))
        return
    for line in _format(done, is_undone=undo):
        typer.echo(make_printable(line))


def _check(reason: str) -> str:
    try:
        return check_reason(reason)
    except WithdrawalError as error:
        raise typer.BadParameter(str(error), param_hint="--reason") from error


def _make_json(done: Withdrawal, *, is_undone: bool) -> dict[str, object]:
    return {
        "restored" if is_undone else "withdrawn": [one.article.id for one in done.changed],
        "unchanged": [one.article.id for one in done.already],
        "removed": {"events": done.events, "quotes": done.quotes, "claims": done.claims},
    }


def _format(done: Withdrawal, *, is_undone: bool) -> list[str]:
    lines = []
    for one in done.changed:
        what = "is no longer withdrawn: ingest it again" if is_undone else "is withdrawn"
        lines.append(f"{_format_name(one.article)} {what} (/articles/{one.article.id})")
    for one in done.already:
        lines.append(_format_already(one))
    if done.changed and not is_undone:
        lines.append(
            f"The record has {_count(done.events, 'event')}, {_count(done.quotes, 'quote')} and "
            f"{_count(done.claims, 'count claim')} less than before."
        )
    return lines


def _format_already(one: NamedSource) -> str:
    if one.withdrawn is None:
        return f"{_format_name(one.article)} is not withdrawn: nothing changed"
    return f"{_format_name(one.article)} was withdrawn already, on {one.withdrawn}: {one.reason} (nothing changed)"


def _format_name(article: ArticleRow) -> str:
    """Name a source for the terminal: by its title, else its address, else its publisher; a digest as one."""
    name = article.title or article.url or article.publisher or article.id
    return f"{'The digest' if article.digest else 'The source'} “{name}”"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

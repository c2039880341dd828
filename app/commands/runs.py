"""`summitry runs`."""

from typing import Annotated

import typer

from app.commands.terminal import format_feed, format_rejected, format_removed, read_settings
from app.domain.languages import format_unread
from app.domain.printable import make_printable
from app.lexicon.language import has_language
from app.store.engine import open_database, read_session
from app.store.feeds import list_feeds
from app.store.runs import count_languages, list_runs


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
            f"{row.unchanged} unchanged, {len(row.rejected)} rejected{format_removed(row.removed)}"
        )
        for source, reason in row.rejected:
            typer.echo(f"  {format_rejected(source, reason)}")
        for language, count in languages.get(row.id, {}).items():
            if not has_language(language):
                typer.echo(f"  {make_printable(f'not read: {count} stored, {format_unread(language)}')}")
    for feed in feeds:
        typer.echo(format_feed(feed))

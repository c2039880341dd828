"""The command `summitry build`."""

import json
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from app.building.folder import BuildError
from app.building.site import build_site
from app.commands.terminal import errors, make_progress, read_settings
from app.domain.clock import get_utc_day
from app.domain.printable import make_printable


def build(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="The folder of the site; made if it is not there.", show_default=False
        ),
    ],
    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url",
            metavar="URL",
            help="Where the site will stand, for absolute links; else SUMMITRY_BASE_URL.",
            show_default=False,
        ),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that make pages.")] = 1,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was written as one JSON object.")
    ] = False,
) -> None:
    """Write the whole site as files that any host of files serves: no server of ours is needed.

    Every page, feed, calendar, export and image is what `summitry serve` would answer, in all languages and at the
    same address; views of the timeline that have a query there have a path here, one for each year, topic, place,
    person, kind and status, and for every two of the first four. Searches and narrower views are made in the browser.
    docs/static.md tells how to host it and what differs.

    The files are those of one moment, also while articles are ingested. They are written beside FOLDER and then take
    its place: a build that fails leaves the former one as it was. Files that have not changed stay the same files. A
    FOLDER with anything in it that no build has written is refused.

    Exit status: 0 when the site is written; 1 if it could not be, or if it is but a link leads nowhere; 2 for wrong
    usage.
    """
    settings = read_settings()
    if base_url is not None:
        settings = settings.model_copy(update={"base_url": base_url})
    if not settings.base_url:
        raise BuildError("name the address at which the site will stand: --base-url https://example.org")
    begun = monotonic()
    with make_progress() as progress:
        task = progress.add_task("writing", total=None)

        def tell(done: int, known: int) -> None:
            progress.update(task, completed=done, total=known)

        built = build_site(
            folder,
            settings,
            get_utc_day(),
            workers=workers,
            tell=tell,
        )
    for path in built.dead:
        errors.print(make_printable(f"leads nowhere: {path}"), markup=False)
    if as_json:
        told = {
            "folder": str(folder),
            "files": len(built.written.files),
            "pages": built.pages,
            "unchanged": built.written.kept,
            "bytes": built.written.size,
            "dead": list(built.dead),
        }
        typer.echo(json.dumps(told))
    else:
        typer.echo(
            make_printable(
                f"{folder}: {len(built.written.files):,} files, {built.pages:,} of them pages, "
                f"{built.written.size / 1e6:,.1f} MB, {built.written.kept:,} as they were, "
                f"in {monotonic() - begun:,.0f} s"
            )
        )
    raise typer.Exit(1 if built.dead else 0)

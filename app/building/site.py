"""Writing the whole site: every answer of the application as a file where a host of files finds it."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from fastapi import FastAPI

from app import __version__
from app.building.folder import BuildError, NewFolder, Written, check_folder, replace_folder
from app.building.gathering import Askers, gather, list_first
from app.building.hosting import HEADERS, REDIRECTS, list_languages, make_headers, make_redirects
from app.building.search_index import list_index_files
from app.main import create_app
from app.settings import Settings
from app.store.backing_up import back_up
from app.store.copying import copy_record
from app.store.engine import find_database_file, open_database
from app.web.base_url import read_base_url
from app.web.language import speak, split_path

_NO_PAGE = "/404"
_FORMS = ("json", "ics", "bib", "ris", "csl.json", "png")


@dataclass(frozen=True, slots=True)
class Built:
    """What was written, and the links that lead nowhere, as they would on the server."""

    written: Written
    pages: int
    dead: tuple[str, ...]


def build_site(
    folder: Path,
    settings: Settings,
    today: date,
    *,
    workers: int,
    tell: Callable[[int, int], None],
) -> Built:
    """Write the site of the database that the settings name, as it is at this moment and on this day, into a folder of
    its own.

    `settings.base_url` is where it will stand; `tell` is told how many of how many answers known so far are written.
    Raises BuildError, DatabaseError, BusyError or SettingsError in one sentence; then what was in `folder` is there.
    """
    base_url = read_base_url(settings.base_url or "")
    check_folder(folder)
    with tempfile.TemporaryDirectory(prefix="summitry-build-") as room:
        copy = Path(room) / "record.db"
        # One moment for all pages, whatever is stored meanwhile.
        _take(settings.database_url, copy)
        own = settings.model_copy(
            update={
                "database_url": f"sqlite:///{copy}",
                "base_url": base_url,
                "access_log": "off",
                "metrics": False,
            }
        )
        app = create_app(own, lambda: today, as_files=True)
        askers = Askers(own, today, workers)
        try:
            with replace_folder(folder) as new:
                return _write(app, askers, new, today, tell)
        finally:
            askers.close()
            app.state.engine.dispose()


def _take(url: str, copy: Path) -> None:
    """Copy a database of whichever kind into a file."""
    file = find_database_file(url)
    if file is not None:
        back_up(file, copy, replace=False, advance=lambda done, pages: None)
        return
    source, target = open_database(url), open_database(f"sqlite:///{copy}")
    try:
        copy_record(source, target, lambda done, rows: None)
    finally:
        source.dispose()
        target.dispose()


def _write(
    app: FastAPI, askers: Askers, new: NewFolder, today: date, tell: Callable[[int, int], None]
) -> Built:
    files: list[str] = []
    moved: list[tuple[str, str]] = []
    dead: list[str] = []
    pages = 0

    def write(name: str, content: bytes) -> None:
        files.append(name)
        new.write(name, content)

    for answer in gather(askers, list_first(app.state.engine, today), tell):
        if answer.status in (301, 302, 307, 308) and answer.location:
            target = urlsplit(answer.location).path
            moved.append((answer.path, target))
            write(name_file(answer.path, is_page=True), _make_moved_page(app, answer.path, target))
        elif answer.status in (200, 300, 410):
            pages += answer.is_page
            write(name_file(answer.path, is_page=answer.is_page), answer.body)
        elif answer.status == 404:
            dead.append(answer.path)
        else:
            raise BuildError(f"{answer.path} cannot be made: the application answers {answer.status}")
    for answer in askers.ask([f"{prefix}{_NO_PAGE}" for prefix in list_languages()]):
        write(f"{answer.path.lstrip('/')}.html", answer.body)
    for name, content in list_index_files(app, today):
        write(name, content)
    write(REDIRECTS, make_redirects([*moved, *_list_moved_forms(moved)], app.state.assets.icon.url).encode())
    write(HEADERS, make_headers(files).encode())
    told = {
        "version": __version__,
        "base_url": app.state.base_url,
        "day": today.isoformat(),
        "pages": pages,
    }
    return Built(new.finish(**told), pages, tuple(sorted(dead)))


def name_file(path: str, *, is_page: bool) -> str:
    """Name the file of an address: a page is the index of a folder, which every host of files finds without being
    told."""
    name = unquote(path).strip("/")
    return f"{name}/index.html".lstrip("/") if is_page else name


def _make_moved_page(app: FastAPI, path: str, target: str) -> bytes:
    with speak(split_path(path)[0]):
        page: str = app.state.templates.get_template("pages/moved.html").render(target=target)
    return page.encode()


def _list_moved_forms(moved: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """List where the other forms of an event lead, which a file cannot do for them."""
    return [
        (f"{source}.{form}", f"{target}.{form}")
        for source, target in moved
        if source.startswith("/events/")
        for form in _FORMS
    ]

"""Every address of the site: from the front page along the links, and what no page links to."""

import multiprocessing
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date

from app.building.asking import Answer, Asker
from app.domain.filters import Filters
from app.main import create_app
from app.settings import Settings
from app.store.articles import list_article_ids
from app.store.engine import Engine, read_session
from app.store.events import list_former_slugs
from app.store.timeline import list_events
from app.store.withdrawn import list_withdrawn
from app.web.filed import SEARCH
from app.web.language import LANGUAGES, link

_ALWAYS = ("/", SEARCH, "/robots.txt", "/sitemap.xml", "/embed.js", "/corrections", "/embed/")
_SHARED = re.compile(r"-[0-9a-f]{4}$")
# So many addresses are given to a process at once.
_CHUNK = 16


class Askers:
    """The processes that ask, or this one alone; each has an application of its own on the same database."""

    def __init__(self, settings: Settings, today: date, workers: int) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._asker: Asker | None = None
        if workers == 1:
            self._asker = _make_asker(settings, today)
        else:
            # A fork would share the connections to the database.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(workers, context, _begin, (settings, today))

    def ask(self, paths: Sequence[str]) -> Iterator[Answer]:
        """Ask for paths; the answers come in the same order."""
        if self._asker is not None:
            return map(self._asker.ask, paths)
        assert self._pool is not None
        return self._pool.map(_ask, paths, chunksize=_CHUNK)

    def close(self) -> None:
        """End them."""
        if self._asker is not None:
            self._asker.close()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def gather(askers: Askers, first: Iterable[str], tell: Callable[[int, int], None]) -> Iterator[Answer]:
    """Ask for these paths and for every path that an answer links to, each once.

    `tell` is told how many of how many known so far are done.
    """
    seen = dict.fromkeys(first)
    wave, done = list(seen), 0
    while wave:
        found: dict[str, None] = {}
        for answer in askers.ask(wave):
            found.update(dict.fromkeys(one for one in answer.links if one not in seen))
            done += 1
            tell(done, len(seen) + len(found))
            yield answer
        seen.update(found)
        wave = list(found)


def list_first(engine: Engine, today: date) -> list[str]:
    """List the addresses to begin with: the front pages, every source, and those that used to be pages."""
    with read_session(engine) as session:
        events = [one.slug for one in list_events(session, Filters(), today, None).events]
        former = list_former_slugs(session)
        articles = [*list_article_ids(session), *(one.article.id for one in list_withdrawn(session))]
    shared = sorted({_SHARED.sub("", slug) for slug in events if _SHARED.search(slug)} - {*events, *former})
    pages = [*(f"/events/{slug}" for slug in (*former, *shared)), *(f"/articles/{one}" for one in articles)]
    return [
        link(path, code) for path in (*_ALWAYS, *pages) for code in (LANGUAGES if _is_page(path) else ("en",))
    ]


def _is_page(path: str) -> bool:
    return "." not in path


_worker: list[Asker] = []


def _begin(settings: Settings, today: date) -> None:
    _worker.append(_make_asker(settings, today))


def _ask(path: str) -> Answer:
    return _worker[0].ask(path)


def _make_asker(settings: Settings, today: date) -> Asker:
    return Asker(create_app(settings, lambda: today, as_files=True))

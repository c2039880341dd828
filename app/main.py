"""The web application, put together: settings, database, clock, templates, routes."""

import gc
import logging
from collections.abc import Callable
from typing import Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from app.domain.clock import Clock, Moments, get_utc_day, get_utc_moment
from app.settings import Settings
from app.store.changes import Changes
from app.store.engine import limit_statements, open_database
from app.web import routes
from app.web.access_log import make_access_log, start_access_log
from app.web.assets import read_assets
from app.web.base_url import read_base_url
from app.web.description import mend
from app.web.errors import add_error_handlers
from app.web.faces import read_faces
from app.web.filed import Filed
from app.web.gate import Gate
from app.web.headers import PAGE_POLICY, Headers
from app.web.language import Prefixes
from app.web.licence import LICENCE
from app.web.maps import read_outlines
from app.web.metrics import Metrics
from app.web.observing import NotedRoute, Observed
from app.web.page import make_templates
from app.web.page_cache import PageCache, State
from app.web.share_images import Studio
from app.web.turns import OnceATurn

log = logging.getLogger(__name__)

# What fits into one packet gains nothing by being compressed.
_SMALLEST = 1_000

MOST_MADE_AT_ONCE = 4
"""Pages made at a time in each process. Their threads take turns at one interpreter: with many more a page costs
twice as much of the processor (docs/performance.md); with fewer, those that wait for the database hold up others."""

LOCAL = "http://127.0.0.1:8000"


class Application(FastAPI):
    """FastAPI behind what is ours: headers, compression and languages, which the answer to a fault has too; in front of
    these what is kept of answers, who is let in, and whoever observes."""

    front: ASGIApp | None = None
    get_state: Callable[[], State | None]
    """Returns what every answer is made from: the database as it is now, and the day."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. What is kept never comes to FastAPI."""
        if self.front is None:
            self.front = self._build_front()
        await self.front(scope, receive, send)

    def _build_front(self) -> ASGIApp:
        """Put together what answers, within the loop that serves."""
        current_default_thread_limiter().total_tokens = MOST_MADE_AT_ONCE
        made = super().__call__
        pages = Prefixes(Filed(made, self.state.base_url) if self.state.as_files else made)
        compressed = GZipMiddleware(pages, minimum_size=_SMALLEST, compresslevel=9)
        whole = Headers(compressed, self.state.base_url)
        kept = PageCache(whole, OnceATurn(self.get_state))
        guarded = Gate(kept, self.state.base_url)
        return Observed(guarded, self.state.observers) if self.state.observers else guarded

    def openapi(self) -> dict[str, Any]:
        """Describe the API, once."""
        if self.openapi_schema is None:
            self.openapi_schema = mend(super().openapi(), self.state.base_url)
        return self.openapi_schema


def create_app(
    settings: Settings | None = None,
    clock: Clock = get_utc_day,
    moments: Moments = get_utc_moment,
    *,
    as_files: bool = False,
) -> FastAPI:
    """Make the application; `clock` tells its day, `moments` when requests come. With `as_files` it answers as the site
    that `summitry build` writes (`app.web.filed`).

    Raises DatabaseError if its database cannot be opened, SettingsError for a setting that cannot be meant.

    Settings are read from the environment at every call, not once a process: `summitry serve` tells its workers
    the address through it.
    """
    settings = settings or Settings()
    app = Application(
        title="Summitry",
        description="Meetings and calls of the presidents of Russia and Belarus, as their sources tell them.",
        license_info={
            "name": "The record: CC BY 4.0. Sentences and quotations belong to their sources.",
            "url": LICENCE,
        },
        docs_url=None,
        redoc_url=None,
        # Given by a route of ours, as all other JSON is.
        openapi_url=None,
        # Such a redirect would be absolute and made from the Host header.
        redirect_slashes=False,
    )
    app.state.settings = settings
    app.state.base_url = read_base_url(settings.base_url or LOCAL)
    app.state.clock = clock
    app.state.as_files = as_files
    app.state.moments = moments
    engine = open_database(settings.database_url)
    # Whoever writes the site as files waits for all of it.
    app.state.engine = engine if as_files else limit_statements(engine, settings.statement_seconds)
    app.get_state = _watch(app)
    app.state.assets = read_assets()
    if app.state.assets.htmx is None:
        log.warning("static/vendor/htmx.min.js is missing (make setup): pages are served without it")
    app.state.outlines = read_outlines()
    if not app.state.outlines:
        log.warning("static/vendor/map.json is missing (make setup): the map is shown without outlines")
    faces = read_faces()
    app.state.studio = None if faces is None else Studio(faces)
    if faces is None:
        log.warning("faces in static/vendor are missing (make setup): pages are shared without an image")
    app.state.templates = make_templates(
        app.state.assets,
        app.state.base_url,
        settings.contact,
        with_images=faces is not None,
        policy=PAGE_POLICY if as_files else None,
    )
    app.state.metrics = Metrics() if settings.metrics else None
    app.state.observers = [app.state.metrics.observe] if settings.metrics else []
    if settings.access_log != "off":
        app.state.observers.append(make_access_log(moments, with_query=settings.access_log == "query"))
    app.add_middleware(NotedRoute)
    for router in routes.ROUTERS:
        app.include_router(router)
    add_error_handlers(app)
    return app


def _watch(app: FastAPI) -> Callable[[], State | None]:
    changes = Changes(app.state.engine)

    def get_state() -> State | None:
        version = changes.get_version()
        return None if version is None else (version, app.state.clock())

    return get_state


def create_served_app(settings: Settings | None = None, clock: Clock = get_utc_day) -> FastAPI:
    """Make the application for a process that does nothing but serve it.

    What is loaded by now stays for good. Python's search for cycles would go through all of it every few requests and
    hold one up for as long as making a page takes.
    """
    app = create_app(settings, clock)
    if app.state.settings.access_log != "off":
        start_access_log()
    gc.collect()
    gc.freeze()
    return app

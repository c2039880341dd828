"""The web application, put together: settings, database, clock, templates, routes."""

import gc
import logging
from typing import Any

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from app.domain.clock import Clock, Moments, get_utc_day, get_utc_moment
from app.settings import Settings
from app.store.changes import Changes
from app.store.engine import open_database
from app.web import routes
from app.web.access_log import make_access_log, start_access_log
from app.web.assets import read_assets
from app.web.base_url import read_base_url
from app.web.description import mend
from app.web.errors import add_error_handlers
from app.web.faces import read_faces
from app.web.headers import Headers
from app.web.language import Prefixes
from app.web.licence import LICENCE
from app.web.maps import read_outlines
from app.web.metrics import Metrics
from app.web.observing import NotedRoute, Observed
from app.web.page import make_templates
from app.web.page_cache import PageCache, State
from app.web.share_images import Studio

log = logging.getLogger(__name__)

# What fits into one packet gains nothing by being compressed.
_SMALLEST = 1_000

LOCAL = "http://127.0.0.1:8000"


class Application(FastAPI):
    """FastAPI with our headers, compression and languages outside of everything else: the answer to a fault has them
    too."""

    def openapi(self) -> dict[str, Any]:
        """Describe the API, once."""
        if self.openapi_schema is None:
            self.openapi_schema = mend(super().openapi(), self.state.base_url)
        return self.openapi_schema

    def build_middleware_stack(self) -> ASGIApp:
        """Put the headers round the stack, its outermost error handler included, and whoever observes round all."""
        pages = Prefixes(super().build_middleware_stack())
        compressed = GZipMiddleware(pages, minimum_size=_SMALLEST, compresslevel=9)
        answering = Headers(PageCache(compressed, self.get_state), self.state.base_url)
        return Observed(answering, self.state.observers)

    def get_state(self) -> State | None:
        """Return what every answer is made from: the database as it is now, and the day."""
        version = self.state.changes.get_version()
        return None if version is None else (version, self.state.clock())


def create_app(
    settings: Settings | None = None, clock: Clock = get_utc_day, moments: Moments = get_utc_moment
) -> FastAPI:
    """Make the application; `clock` tells its day, `moments` when requests come.

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
    app.state.moments = moments
    app.state.engine = open_database(settings.database_url)
    app.state.changes = Changes(app.state.engine)
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
        app.state.assets, app.state.base_url, settings.contact, with_images=faces is not None
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

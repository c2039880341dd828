"""What runs a site: its health, its static files, and what it tells crawlers."""

from typing import Annotated
from xml.sax.saxutils import escape

from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from app import __version__
from app.domain.filters import Filters
from app.store.readiness import REVISION, find_obstacle
from app.store.revisions import get_last_change, list_changes
from app.store.runs import list_runs
from app.store.subjects import list_people, list_places, list_topics
from app.store.timeline import get_record_size, list_years
from app.store.week_counts import list_weeks_of_events
from app.web.conditional import answer
from app.web.deps import BaseUrlDep, SessionDep, TodayDep
from app.web.errors import NotFoundError
from app.web.metrics import MEDIA_TYPE, Metrics
from app.web.week_names import WEEKS, make_week_path

router = APIRouter(include_in_schema=False)

_MOST_ADDRESSES = 50_000
_NEVER_KEPT = {"Cache-Control": "no-store"}
_CRAWLERS = """User-agent: *
Disallow: /api/
Allow: /

Sitemap: {base_url}/sitemap.xml
"""


@router.get("/healthz")
async def get_health() -> PlainTextResponse:
    """Answer `ok` as long as the process answers at all, whatever the database does (`/readyz` tells that)."""
    return PlainTextResponse("ok\n", headers=_NEVER_KEPT)


@router.get("/readyz")
def get_readiness(request: Request) -> JSONResponse:
    """Tell whether pages can be served: the database can be read and has the tables of this program; else 503."""
    obstacle = find_obstacle(request.app.state.engine)
    if obstacle is None:
        return JSONResponse(
            {"ready": True, "version": __version__, "revision": REVISION}, headers=_NEVER_KEPT
        )
    problem = {"type": "about:blank", "title": "Service Unavailable", "status": 503, "detail": obstacle}
    headers = {**_NEVER_KEPT, "Retry-After": "5"}
    return JSONResponse(problem, 503, media_type="application/problem+json", headers=headers)


@router.get("/metrics")
def get_metrics(request: Request, session: SessionDep) -> Response:
    """Give the figures of the running site to Prometheus, where SUMMITRY_METRICS asks for it."""
    metrics: Metrics | None = request.app.state.metrics
    if metrics is None:
        raise HTTPException(404)
    runs = list_runs(session, 1)
    body = metrics.expose(get_record_size(session), runs[0] if runs else None)
    return Response(body, media_type=MEDIA_TYPE, headers=_NEVER_KEPT)


@router.get("/robots.txt")
def get_robots(base_url: BaseUrlDep) -> PlainTextResponse:
    """Tell crawlers where the sitemap is."""
    return PlainTextResponse(_CRAWLERS.format(base_url=base_url))


@router.get("/sitemap.xml")
def get_sitemap(request: Request, session: SessionDep, today: TodayDep, base_url: BaseUrlDep) -> Response:
    """List the pages that stand for something: no views, no pages of other people's texts.

    `lastmod` is when anything shown of an event, or of any of them, changed last. Other pages have none: when an event
    went from one of them is not known, and a day that is not true is worse than none.
    """
    changed = get_last_change(session, today)
    paths: list[tuple[str, str | None]] = [("/", changed)]
    paths += [(path, None) for path in ("/overview", "/quotes", "/search", "/about")]
    years = list_years(session, Filters(), today)
    paths += [(f"/years/{year.year}", None) for year in years if year.matching]
    paths += [(f"/people/{person.value}", None) for person in list_people(session)]
    paths += [(f"/places/{place.slug}", None) for place in list_places(session)]
    paths += [(f"/topics/{topic.value}", None) for topic in list_topics(session)]
    # What has no event would come and go without a change of any event, of which Last-Modified tells.
    weeks = list_weeks_of_events(session)
    paths += [(path, None) for path in (*((WEEKS,) if weeks else ()), *map(make_week_path, weeks))]
    paths += [(f"/events/{slug}", updated) for slug, updated in list_changes(session, today)]
    locations = "".join(_make_location(base_url + path, moment) for path, moment in paths[:_MOST_ADDRESSES])
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{locations}</urlset>\n'
    )
    return answer(request, body.encode(), "application/xml", {"Cache-Control": "no-cache"}, changed)


def _make_location(address: str, changed: str | None) -> str:
    lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(address)}</loc>{lastmod}</url>\n"


@router.get("/favicon.ico")
async def get_icon(request: Request) -> RedirectResponse:
    """Lead browsers that look for an icon of their own accord to ours."""
    return RedirectResponse(request.app.state.assets.icon.url, 307)


@router.get("/static/{name:path}")
async def get_asset(request: Request, name: str, accept_encoding: Annotated[str, Header()] = "") -> Response:
    """Serve a static file from memory. Its name changes with its content, so a browser may keep it for ever."""
    asset = request.app.state.assets.find(f"/static/{name}")
    if asset is None:
        raise NotFoundError("There is no such file.")
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Vary": "Accept-Encoding",
        # A sandbox gives an embedded page an origin that is nobody's, and it loads these too.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if "gzip" in accept_encoding:
        headers["Content-Encoding"] = "gzip"
        return Response(asset.compressed, headers=headers, media_type=asset.media_type)
    return Response(asset.content, headers=headers, media_type=asset.media_type)

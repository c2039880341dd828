"""`/embed/…`: pages of ours for frames of other sites, and the script by which these give a frame its height.

The path is that of the page with `/embed` in front, in every language: `/embed/?year=2019`, `/ru/embed/events/…`.
"""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.store.events import list_events_of
from app.store.taking import list_taken
from app.web.conditional import answer
from app.web.deps import FrameDep, SessionDep, TodayDep, ViewDep
from app.web.embedding import make_embedded_choice, make_embedded_event, make_embedded_view, read_theme
from app.web.frames import FRAMED, HOST_SCRIPT
from app.web.language import link
from app.web.page import render
from app.web.slugs import Moved, Shared, find_event

router = APIRouter(include_in_schema=False)


@router.get(FRAMED)
def redirect_to_view(request: Request) -> Response:
    """Lead to the one address of a view."""
    return _redirect(request, f"{FRAMED}/")


@router.get(f"{FRAMED}/")
def show_embedded_view(
    request: Request, session: SessionDep, frame: FrameDep, view: ViewDep, theme: str = ""
) -> Response:
    """Show the first events of a view. What is unknown in the address is passed over, as on the page."""
    return render(request, make_embedded_view(session, frame, view[0], read_theme(theme)))


@router.get(f"{FRAMED}/events/{{slug}}")
def show_embedded_event(
    slug: str, request: Request, session: SessionDep, today: TodayDep, frame: FrameDep, theme: str = ""
) -> Response:
    """Show one event. A former slug leads on or is gone for ever; one that several events share answers 300."""
    found = find_event(session, slug, today)
    if isinstance(found, Shared):
        return render(request, make_embedded_choice(frame, slug, found.events, read_theme(theme)), 300)
    if isinstance(found, Moved):
        return _redirect(request, f"{FRAMED}/events/{found.slug}")
    (taken,) = list_taken(session, list_events_of(session, slug, today))
    return render(request, make_embedded_event(frame, taken, read_theme(theme)))


@router.get(HOST_SCRIPT)
def give_host_script(request: Request) -> Response:
    """Give the script that other sites may load: at an address that stays, so it is asked for anew now and then."""
    script = request.app.state.assets.host_script
    headers = {"Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "public, max-age=3600"}
    return answer(request, script.content, script.media_type, headers)


def _redirect(request: Request, path: str) -> RedirectResponse:
    query = request.url.query
    return RedirectResponse(link(f"{path}?{query}" if query else path), 301)

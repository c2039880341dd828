"""Share images: `/share.png` of a view, `/events/{slug}.png`, `/quotes/{id}.png`, in the language of the prefix."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from app.store.engine import Session, read_session
from app.store.events import list_events_of
from app.store.quotes import get_quote
from app.web.answers import OPEN
from app.web.conditional import answer
from app.web.deps import BaseUrlDep, TodayDep, make_knowledge
from app.web.errors import NotFoundError
from app.web.language import gettext, link
from app.web.query import read_filters
from app.web.share_cards import Card, make_event_card, make_quote_card, make_view_card
from app.web.share_images import BusyError, Studio
from app.web.slugs import Moved, Shared, find_event

router = APIRouter(include_in_schema=False)

# Programs ask again and again for the image of one link; what a card says changes once a day at most on its own.
_HEADERS = {**OPEN, "Cache-Control": "public, max-age=600"}


def get_studio(request: Request) -> Studio:
    """Give a route the studio; 404 where set-up did not put the faces in place."""
    studio: Studio | None = request.app.state.studio
    if studio is None:
        raise HTTPException(404)
    return studio


StudioDep = Annotated[Studio, Depends(get_studio)]


@router.get("/share.png")
def give_view_image(request: Request, studio: StudioDep, today: TodayDep, base_url: BaseUrlDep) -> Response:
    """Give the image of a view of the timeline. Unknown values are passed over, as on the page."""

    def read(session: Session) -> Card:
        pairs = request.query_params.multi_items()
        filters, _ = read_filters(pairs, make_knowledge(session, today))
        return make_view_card(session, filters, today, base_url)

    return _give(request, studio, read)


@router.get("/events/{slug}.png")
def give_event_image(
    slug: str, request: Request, studio: StudioDep, today: TodayDep, base_url: BaseUrlDep
) -> Response:
    """Give the image of one event. A former slug leads on or is gone for ever; one that several events share leads to
    the page that names them all."""

    def read(session: Session) -> Card | Response:
        found = find_event(session, slug, today)
        if isinstance(found, Shared):
            return RedirectResponse(link(f"/events/{slug}"), 302, OPEN)
        if isinstance(found, Moved):
            return RedirectResponse(link(f"/events/{found.slug}.png"), 301, OPEN)
        [event] = list_events_of(session, slug, today)
        return make_event_card(session, event, today, base_url)

    return _give(request, studio, read)


@router.get("/quotes/{quote_id}.png")
def give_quote_image(quote_id: str, request: Request, studio: StudioDep, base_url: BaseUrlDep) -> Response:
    """Give the image of one quote; every attestation has that of the one that stands for it, as its page has."""

    def read(session: Session) -> Card:
        detail = get_quote(session, quote_id)
        if detail is None:
            raise NotFoundError(gettext("There is no such quote."))
        return make_quote_card(detail.quote, base_url)

    return _give(request, studio, read)


def _give(request: Request, studio: Studio, read: Callable[[Session], Card | Response]) -> Response:
    # The session is given back before the image is drawn: whoever waits for that holds no connection.
    with read_session(request.app.state.engine) as session:
        card = read(session)
    if isinstance(card, Response):
        return card
    try:
        image = studio.give(card)
    except BusyError as error:
        return PlainTextResponse(f"{error}\n", 503, {"Retry-After": "2"})
    return answer(request, image, "image/png", _HEADERS)

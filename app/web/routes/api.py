"""The timeline as JSON."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse, RedirectResponse, Response

from app.store.counting import hold_claims, list_claims
from app.store.events import find_slug, get_event
from app.store.timeline import list_events
from app.web.claim_items import ClaimItems, make_claim
from app.web.deps import BaseUrlDep, SessionDep, TodayDep, ViewDep
from app.web.errors import GoneError, NotFoundError
from app.web.items import EventDetailItem, EventItems, Problem, make_detail, make_item
from app.web.licence import LICENCE_LINK
from app.web.query import make_path

router = APIRouter()

SlugPath = Annotated[str, Path(description="Slug of the event, such as `2019-12-07-sochi`.")]

# Data for everyone: pages of other sites may load it too.
_OPEN = {
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-cache",
    "Link": LICENCE_LINK,
}

_FILTERS: list[dict[str, Any]] = [
    {
        "name": name,
        "in": "query",
        "required": False,
        "description": f"{words} Repeatable. `-{name}=` excludes.",
        "schema": {"type": "array", "items": {"type": "string"}},
        "explode": True,
    }
    for name, words in (
        ("year", "Year of the event."),
        ("topic", "Topic; of several, an event must have all."),
        ("place", "Slug of a city, such as `saint-petersburg`."),
        ("person", "Slug of a person, such as `dmitry-medvedev`."),
        ("kind", "`meeting`, `call`, `milestone`, `related`."),
        ("format", "`council`, `sidelines`, `informal`, `visit`, `bilateral`, `telephone`, `video`."),
        ("status", "`held`, `planned`, `cancelled`, `overdue`."),
    )
] + [
    {
        "name": "q",
        "in": "query",
        "required": False,
        "description": "Words of titles, people, places, topics, sentences and quotes. Repeatable: any of them.",
        "schema": {"type": "array", "items": {"type": "string"}},
        "explode": True,
    }
]


@router.get(
    "/events.json",
    operation_id="list_events",
    summary="Every event of a view",
    response_model=EventItems,
    openapi_extra={"parameters": _FILTERS},
)
def give_events(session: SessionDep, today: TodayDep, view: ViewDep, base_url: BaseUrlDep) -> JSONResponse:
    """Give every event of the view, never a page of it. Unknown values are passed over, as on the page."""
    # A view is asked for, and `after` would make a page of it.
    filters = replace(view[0], after=None)
    found = list_events(session, filters, today, None)
    body = {
        "count": len(found.events),
        "url": base_url + make_path(filters),
        "events": [make_item(event, base_url) for event in found.events],
    }
    return JSONResponse(body, headers=_OPEN)


@router.get(
    "/events/{slug}.json",
    operation_id="get_event",
    summary="One event with everything that was read of it",
    response_model=EventDetailItem,
    responses={404: {"model": Problem}, 410: {"model": Problem}},
)
def give_event(slug: SlugPath, session: SessionDep, today: TodayDep, base_url: BaseUrlDep) -> Response:
    """Give one event with its facts, each with the sentence it was read from, its quotes, claims and articles."""
    answer = find_slug(session, slug, today)
    if answer is not None and answer.slug not in (None, slug):
        return RedirectResponse(f"/events/{answer.slug}.json", 301, _OPEN)
    if answer is not None and answer.slug is None and not answer.shared_by:
        raise GoneError("No source tells of this event any more.")
    if answer is not None and answer.slug is None:
        several = [make_item(event, base_url) for event in answer.shared_by]
        return JSONResponse({"count": len(several), "events": several}, 300, _OPEN)
    detail = get_event(session, slug, today)
    if detail is None:
        raise NotFoundError(f"There is no event “{slug}”.")
    return JSONResponse(make_detail(detail, base_url), headers=_OPEN)


@router.get(
    "/api/claims",
    operation_id="list_claims",
    summary="Counts of meetings held against the record",
    response_model=ClaimItems,
)
def give_claims(session: SessionDep, base_url: BaseUrlDep) -> JSONResponse:
    """Give every count of a year's meetings with what the record has of them up to its day.

    A meeting of that very day counts. `one-on-one` and `visits` count something narrower than the record does, so
    that their numbers need not agree with it.
    """
    held = hold_claims(session, list_claims(session))
    return JSONResponse({"claims": [make_claim(one, base_url) for one in held]}, headers=_OPEN)

"""A view of the timeline, and an event, as files to take away."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.store.events import list_events_of
from app.store.taking import TakenEvent, list_taken, list_taken_events
from app.web.answers import OPEN
from app.web.deps import BaseUrlDep, SessionDep, TodayDep, ViewDep
from app.web.described_files import EVENT_ROWS, SLIDES_EXAMPLE, describe, describe_references
from app.web.files import TABLE, get_ending, give_file, give_json, give_references
from app.web.parameters import EVENT_PARAMETERS, SlugPath
from app.web.slides import make_slides
from app.web.slugs import Moved, Shared, find_event
from app.web.table import format_events
from app.web.works import make_event_work, make_view_work

router = APIRouter()


@router.get(
    "/events.csv",
    **describe(
        "list_events_csv", "Every event of a view as CSV", TABLE, EVENT_ROWS, parameters=EVENT_PARAMETERS
    ),
)
def give_table(
    request: Request, session: SessionDep, today: TodayDep, view: ViewDep, base_url: BaseUrlDep
) -> Response:
    """Give every event of the view as a table, never a page of it; the rows are those of `/events.json`."""
    events = list_taken_events(session, replace(view[0], after=None), today)
    return give_file(request, format_events(events, base_url), TABLE, "summitry.csv")


@router.get(
    "/events.timeline.json",
    **describe(
        "list_events_timeline_json",
        "Every dated event of a view for TimelineJS",
        "application/json",
        SLIDES_EXAMPLE,
        parameters=EVENT_PARAMETERS,
        as_json=True,
    ),
)
def give_slides(
    request: Request, session: SessionDep, today: TodayDep, view: ViewDep, base_url: BaseUrlDep
) -> Response:
    """Give every event of the view that has a date as TimelineJS reads it."""
    filters = replace(view[0], after=None)
    events = list_taken_events(session, filters, today)
    slides = make_slides(make_view_work(filters, today, base_url), events, base_url)
    return give_json(request, slides, "application/json")


@router.get("/events.bib", **describe_references(".bib", "events", parameters=EVENT_PARAMETERS))
@router.get("/events.ris", **describe_references(".ris", "events", parameters=EVENT_PARAMETERS))
@router.get("/events.csl.json", **describe_references(".csl.json", "events", parameters=EVENT_PARAMETERS))
def give_view_references(
    request: Request, session: SessionDep, today: TodayDep, view: ViewDep, base_url: BaseUrlDep
) -> Response:
    """Give every event of the view as references, in the form that the address ends in."""
    events = list_taken_events(session, replace(view[0], after=None), today)
    return _give_events(request, "summitry", events, today, base_url)


@router.get("/events/{slug}.bib", **describe_references(".bib", "event"))
@router.get("/events/{slug}.ris", **describe_references(".ris", "event"))
@router.get("/events/{slug}.csl.json", **describe_references(".csl.json", "event"))
def give_event_references(
    slug: SlugPath, request: Request, session: SessionDep, today: TodayDep, base_url: BaseUrlDep
) -> Response:
    """Give one event as a reference. A former slug leads on or is gone for ever; one that several events share
    answers 300 with all of them."""
    found = find_event(session, slug, today)
    if isinstance(found, Moved):
        return RedirectResponse(f"/events/{found.slug}{get_ending(request)}", 301, OPEN)
    if isinstance(found, Shared):
        return _give_events(request, slug, list_taken(session, found.events), today, base_url, 300)
    events = list_events_of(session, slug, today)
    return _give_events(request, slug, list_taken(session, events), today, base_url)


def _give_events(
    request: Request, name: str, events: Iterable[TakenEvent], today: date, base_url: str, status: int = 200
) -> Response:
    works = [make_event_work(one.event, one.sources, today, base_url, one.telling) for one in events]
    return give_references(request, name, works, status)

"""A view, and an event, as files to take away."""

from dataclasses import replace

from fastapi import APIRouter
from fastapi.responses import Response

from app.store.taking import list_taken_events
from app.web.deps import BaseUrlDep, SessionDep, TodayDep, ViewDep
from app.web.licence import OPEN_DATA
from app.web.table import format_table

router = APIRouter(include_in_schema=False)


@router.get("/events.csv")
def give_table(session: SessionDep, today: TodayDep, view: ViewDep, base_url: BaseUrlDep) -> Response:
    """Give every event of the view as a table, never a page of it; the rows are those of `/events.json`."""
    events = list_taken_events(session, replace(view[0], after=None), today)
    return _give(format_table(events, base_url), "text/csv; charset=utf-8; header=present", "summitry.csv")


def _give(body: str, media_type: str, name: str) -> Response:
    """Give a file under a name to save it by; what is no character (half of a pair) is left out of it."""
    headers = {
        **OPEN_DATA,
        "Content-Type": media_type,
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return Response(body.encode("utf-8", "replace"), headers=headers)

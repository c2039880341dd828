"""`/`: the timeline."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.web.deps import BaseUrlDep, FrameDep, SessionDep, ViewDep
from app.web.page import render
from app.web.timeline import make_timeline_page

router = APIRouter(include_in_schema=False)


@router.get("/")
def show_timeline(
    request: Request, session: SessionDep, frame: FrameDep, view: ViewDep, base_url: BaseUrlDep
) -> HTMLResponse:
    """Show one view of the timeline."""
    filters, unknown = view
    return render(request, make_timeline_page(session, frame, filters, unknown, base_url))

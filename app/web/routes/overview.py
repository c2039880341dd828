"""`/overview`: the record, or one view of it, as tables and pictures."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.web.deps import FrameDep, SessionDep, ViewDep
from app.web.overview import make_overview_page
from app.web.page import render

router = APIRouter(include_in_schema=False)


@router.get("/overview")
def show_overview(request: Request, session: SessionDep, frame: FrameDep, view: ViewDep) -> HTMLResponse:
    """Show the overview of one view."""
    filters, unknown = view
    page = make_overview_page(session, frame, filters, unknown, request.app.state.outlines)
    return render(request, page)

"""`/search`: events, quotes and sources together."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.web.deps import FrameDep, SessionDep
from app.web.page import render
from app.web.search import make_search_page
from app.web.search_view import read_search

router = APIRouter(include_in_schema=False)


@router.get("/search")
def show_search(request: Request, session: SessionDep, frame: FrameDep) -> HTMLResponse:
    """Show what a search finds; without one, how to search."""
    view = read_search(request.query_params.multi_items())
    return render(request, make_search_page(session, frame, view))

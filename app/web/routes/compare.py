"""`/compare`: two years, two topics or two other values of one facet side by side."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.web.comparison import make_compare_page
from app.web.deps import BaseUrlDep, FrameDep, SessionDep, ViewDep
from app.web.page import render

router = APIRouter(include_in_schema=False)


@router.get("/compare")
def show_comparison(
    request: Request, session: SessionDep, frame: FrameDep, view: ViewDep, base_url: BaseUrlDep
) -> HTMLResponse:
    """Show the two values that the URL names side by side, or what is missing before they can be."""
    filters, unknown = view
    return render(request, make_compare_page(session, frame, filters, unknown, base_url))

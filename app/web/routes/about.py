"""`/about`: what this is, how it is read, and how fresh it is."""

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.store.feeds import list_feeds
from app.store.runs import list_runs
from app.store.views import FeedRow, RunRow
from app.web.deps import FrameDep, SessionDep
from app.web.page import Page, render

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage(Page):
    """What the record is made from: the last ingestion (None if there was none yet) and the feeds."""

    template: ClassVar[str] = "about"
    section: ClassVar[str] = "/about"

    last_run: RunRow | None
    feeds: tuple[FeedRow, ...]


@router.get("/about")
def show_about(request: Request, session: SessionDep, frame: FrameDep) -> HTMLResponse:
    """Say what this is, how it is read, and when each feed was read last."""
    page = AboutPage(
        frame=frame,
        title="About",
        canonical="/about",
        last_run=next(iter(list_runs(session, 1)), None),
        feeds=tuple(list_feeds(session)),
    )
    return render(request, page)

"""The weeks of the record: the list of them, the page of each, and their feed."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.domain.errors import InvalidWeekError
from app.domain.weeks import Week
from app.web.deps import BaseUrlDep, FrameDep, SessionDep, TodayDep
from app.web.described_files import WEEKS_FEED, describe
from app.web.errors import NotFoundError
from app.web.feeds import MEDIA_TYPE as ATOM
from app.web.feeds import give_feed
from app.web.language import gettext, link
from app.web.page import render
from app.web.week_feed import make_weeks_feed
from app.web.week_names import FEED, WEEKS, find_week_name
from app.web.weeks import make_week_page, make_weeks_page

router = APIRouter()


@router.get(WEEKS, include_in_schema=False)
def show_weeks(
    request: Request, session: SessionDep, frame: FrameDep, year: Annotated[list[str] | None, Query()] = None
) -> HTMLResponse:
    """Show the weeks that have anything, of the years asked for the first that has any; other values mean nothing."""
    return render(request, make_weeks_page(session, frame, year or ()))


@router.get(
    FEED,
    **describe("list_weeks_atom", "The newest weeks that have begun as an Atom feed", ATOM, WEEKS_FEED),
)
def give_weeks_feed(request: Request, session: SessionDep, today: TodayDep, base_url: BaseUrlDep) -> Response:
    """Give the newest weeks that have begun and have anything as an Atom feed, the newest first."""
    # What left a week is told by no moment: the tag alone tells what has changed.
    return give_feed(request, make_weeks_feed(session, today, base_url), base_url, None)


@router.get(f"{WEEKS}/{{name}}", include_in_schema=False)
def show_week(
    name: Annotated[str, Path(max_length=200)], request: Request, session: SessionDep, frame: FrameDep
) -> Response:
    """Show one week. Another spelling of its name, or one of its days, leads to it."""
    try:
        week = Week.parse(name)
    except InvalidWeekError as error:
        meant = find_week_name(name)
        if meant is None:
            raise _make_error(name) from error
        return RedirectResponse(link(f"{WEEKS}/{meant}"), 301)
    page = make_week_page(session, frame, week)
    if page is None:
        raise _make_error(name)
    return render(request, page)


def _make_error(name: str) -> NotFoundError:
    return NotFoundError(
        gettext(
            "There is no week “%(name)s” in the years of the record; a week is named as 2024-W21 is.",
            name=name,
        )
    )

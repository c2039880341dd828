"""`/about`: what this is, how it is read, what it lacks, how fresh it is, and what may be done with it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.store.coverage import get_coverage, get_gaps
from app.store.feeds import list_feeds
from app.store.runs import list_runs
from app.store.withdrawn import list_withdrawn
from app.web.about import MEASURED, AboutPage, list_rejected, list_short_years
from app.web.deps import FrameDep, SessionDep, TodayDep
from app.web.language import gettext, pgettext
from app.web.page import render

router = APIRouter(include_in_schema=False)

_RUNS = 5


@router.get("/about")
def show_about(request: Request, session: SessionDep, frame: FrameDep, today: TodayDep) -> HTMLResponse:
    """Say what this is, how it is read, what it lacks, and when it was read last."""
    runs = list_runs(session, _RUNS)
    coverage, gaps = get_coverage(session), get_gaps(session, today)
    rejected, rejected_total = list_rejected(runs)
    page = AboutPage(
        frame=frame,
        title=pgettext("page", "About"),
        canonical="/about",
        description=gettext(
            "When the presidents of Russia and Belarus met, telephoned or said they would, and how we know: every fact "
            "here opens the sentence it was read from."
        ),
        last_run=next(iter(runs), None),
        feeds=tuple(list_feeds(session)),
        coverage=coverage,
        unread=tuple(one for one in coverage.languages if not one.is_read),
        gaps=gaps,
        short=list_short_years(gaps.counts),
        reached=sum(not one.reckoning.in_person.missing for one in gaps.counts),
        rejected=rejected,
        rejected_total=rejected_total,
        runs=len(runs),
        withdrawn=len(list_withdrawn(session)),
        measured=MEASURED,
    )
    return render(request, page)

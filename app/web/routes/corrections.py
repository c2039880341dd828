"""What editors have corrected: the page of all corrections, and its feed."""

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app.store.correction_rows import list_corrections
from app.store.views import CorrectionRow, WithdrawnRow
from app.store.withdrawn import list_withdrawn
from app.web.deps import BaseUrlDep, FrameDep, SessionDep
from app.web.formatting import format_action, format_correction, format_withdrawal
from app.web.language import gettext
from app.web.page import Page, render

router = APIRouter(include_in_schema=False)

PATH = "/corrections"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage(Page):
    """Every correction and every source that was withdrawn, the newest first."""

    template: ClassVar[str] = "corrections"

    corrections: tuple[CorrectionRow, ...]
    withdrawn: tuple[WithdrawnRow, ...]


@router.get(PATH)
def show_corrections(request: Request, session: SessionDep, frame: FrameDep) -> HTMLResponse:
    """Show all corrections, also those that name no event of the record, and what was withdrawn."""
    page = CorrectionsPage(
        frame=frame,
        title=gettext("Corrections"),
        canonical=PATH,
        description=gettext(
            "What editors corrected in the record, and which sources were withdrawn, each with its reason."
        ),
        corrections=list_corrections(session),
        withdrawn=list_withdrawn(session),
    )
    return render(request, page)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A correction or a withdrawal in the feed: its name within the feed, ISO day, title, author, words and address."""

    name: str
    day: str
    title: str
    author: str
    words: str
    address: str


@router.get(f"{PATH}.atom")
def give_feed(request: Request, session: SessionDep, base_url: BaseUrlDep) -> Response:
    """Give corrections and withdrawals as an Atom feed (RFC 4287), the newest first; an entry's id stays while its
    words do."""
    corrected = (_make_corrected(one, base_url) for one in list_corrections(session))
    withdrawn = (_make_withdrawn(one, base_url) for one in list_withdrawn(session))
    entries = sorted((*corrected, *withdrawn), key=lambda one: one.day, reverse=True)
    template = request.app.state.templates.get_template("feeds/corrections.xml")
    body = template.render(
        entries=entries,
        # A feed must say when it last changed; one without entries has not changed since there was a day to tell.
        updated=entries[0].day if entries else "1970-01-01",
        address=base_url + PATH,
        host=base_url.partition("://")[2].partition("/")[0].partition(":")[0],
    )
    return Response(body, media_type="application/atom+xml", headers={"Cache-Control": "no-cache"})


def _make_corrected(one: CorrectionRow, base_url: str) -> FeedEntry:
    return FeedEntry(
        name=f"correction/{one.id}",
        day=one.made,
        title=format_action(one),
        author=one.author,
        words=format_correction(one),
        address=f"{base_url}{PATH}#c-{one.id}",
    )


def _make_withdrawn(one: WithdrawnRow, base_url: str) -> FeedEntry:
    return FeedEntry(
        name=f"withdrawal/{one.article.id}",
        day=one.day,
        title=format_withdrawal(one.article, one.day),
        author="Summitry",
        words=one.reason,
        address=f"{base_url}/articles/{one.article.id}",
    )

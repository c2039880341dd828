"""What editors have corrected: the page of all corrections, and its feed."""

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app.store.correction_rows import list_corrections
from app.store.views import CorrectionRow, WithdrawnRow
from app.store.withdrawn import list_withdrawn
from app.web.deps import BaseUrlDep, FrameDep, SessionDep
from app.web.described_files import CORRECTIONS_FEED, describe
from app.web.feeds import MEDIA_TYPE as ATOM
from app.web.feeds import Entry, Feed, give_feed, make_tag
from app.web.formatting import format_action, format_correction, format_withdrawal
from app.web.language import ENGLISH, gettext, speak
from app.web.page import Page, render

router = APIRouter()

PATH = "/corrections"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage(Page):
    """Every correction and every source that was withdrawn, the newest first."""

    template: ClassVar[str] = "corrections"

    corrections: tuple[CorrectionRow, ...]
    withdrawn: tuple[WithdrawnRow, ...]


@router.get(PATH, include_in_schema=False)
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


@router.get(
    f"{PATH}.atom",
    **describe(
        "list_corrections_atom", "Corrections and withdrawals as an Atom feed", ATOM, CORRECTIONS_FEED
    ),
)
def give_corrections_feed(request: Request, session: SessionDep, base_url: BaseUrlDep) -> Response:
    """Give corrections and withdrawals as an Atom feed, the newest first; an entry's id stays while its words do."""
    with speak(ENGLISH):
        corrected = [_make_corrected(one, base_url) for one in list_corrections(session)]
        withdrawn = [_make_withdrawn(one, base_url) for one in list_withdrawn(session)]
    entries = sorted((*corrected, *withdrawn), key=lambda one: one.updated, reverse=True)
    feed = Feed(
        id=base_url + PATH,
        title="Summitry: corrections",
        subtitle="What editors corrected in the record, and which sources were withdrawn, each with its reason.",
        address=f"{base_url}{PATH}.atom",
        page=base_url + PATH,
        entries=tuple(entries),
    )
    # Only days are known of these, and of one that was taken back nothing: the tag tells what has changed.
    return give_feed(request, feed, base_url, None)


def _make_corrected(one: CorrectionRow, base_url: str) -> Entry:
    return Entry(
        id=make_tag(base_url, one.made, f"correction/{one.id}"),
        title=format_action(one),
        updated=f"{one.made}T00:00:00Z",
        author=one.author,
        words=format_correction(one),
        address=f"{base_url}{PATH}#c-{one.id}",
    )


def _make_withdrawn(one: WithdrawnRow, base_url: str) -> Entry:
    return Entry(
        id=make_tag(base_url, one.day, f"withdrawal/{one.article.id}"),
        title=format_withdrawal(one.article, one.day),
        updated=f"{one.day}T00:00:00Z",
        words=one.reason,
        address=f"{base_url}/articles/{one.article.id}",
    )

"""What editors have corrected: the page of all corrections, and its feed."""

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app.store.correction_rows import list_corrections
from app.store.views import CorrectionRow, WithdrawnRow
from app.store.withdrawn import list_withdrawn
from app.web.deps import BaseUrlDep, FrameDep, SessionDep
from app.web.formatting import format_correction
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


@router.get(f"{PATH}.atom")
def give_feed(request: Request, session: SessionDep, base_url: BaseUrlDep) -> Response:
    """Give the corrections as an Atom feed (RFC 4287); an entry's id stays while its words do."""
    corrections = list_corrections(session)
    template = request.app.state.templates.get_template("feeds/corrections.xml")
    body = template.render(
        corrections=[(one, format_correction(one)) for one in corrections],
        # A feed must say when it last changed; one without entries has not changed since there was a day to tell.
        updated=max((one.made for one in corrections), default="1970-01-01"),
        address=base_url + PATH,
        host=base_url.partition("://")[2].partition("/")[0].partition(":")[0],
    )
    return Response(body, media_type="application/atom+xml", headers={"Cache-Control": "no-cache"})

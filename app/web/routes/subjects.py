"""The pages of one person, one place, one topic and one year."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse

from app.domain.filters import Choice, Filters
from app.domain.vocabulary import TOPICS
from app.store.counting import hold_claims, list_claims, list_contacts
from app.store.subjects import get_place, list_people
from app.store.timeline import list_known
from app.web.counting import make_year_count
from app.web.deps import BaseUrlDep, FrameDep, SessionDep
from app.web.errors import NotFoundError
from app.web.formatting import format_person, format_topic
from app.web.page import render
from app.web.subjects import SubjectPage, read_part, read_said

router = APIRouter(include_in_schema=False)

Slug = Annotated[str, Path(max_length=200)]


@router.get("/people/{slug}")
def show_person(slug: Slug, request: Request, session: SessionDep, frame: FrameDep) -> HTMLResponse:
    """Show the events at which a person was, and what they said."""
    if all(slug != person.value for person in list_people(session)):
        raise NotFoundError(f"Nobody named “{slug}” is on record.")
    name = format_person(slug)
    page = SubjectPage(
        frame=frame,
        title=name,
        canonical=f"/people/{slug}",
        noun="Person",
        heading=name,
        part=read_part(session, frame, Filters({"person": Choice((slug,))})),
        said=read_said(session, f"What {name} said", Filters({"speaker": Choice((slug,))})),
    )
    return render(request, page)


@router.get("/places/{slug}")
def show_place(slug: Slug, request: Request, session: SessionDep, frame: FrameDep) -> HTMLResponse:
    """Show the events of a place."""
    place = get_place(session, slug)
    if place is None:
        raise NotFoundError(f"No event at a place “{slug}” is on record.")
    page = SubjectPage(
        frame=frame,
        title=place.name,
        canonical=f"/places/{slug}",
        noun="Place",
        heading=place.name,
        part=read_part(session, frame, Filters({"place": Choice((slug,))})),
    )
    return render(request, page)


@router.get("/topics/{slug}")
def show_topic(slug: Slug, request: Request, session: SessionDep, frame: FrameDep) -> HTMLResponse:
    """Show the events of a topic, and what was said there."""
    if slug not in TOPICS:
        raise NotFoundError(f"There is no topic “{slug}”.")
    name = format_topic(slug)
    page = SubjectPage(
        frame=frame,
        title=name[:1].upper() + name[1:],
        canonical=f"/topics/{slug}",
        noun="Topic",
        heading=name[:1].upper() + name[1:],
        part=read_part(session, frame, Filters({"topic": Choice((slug,))})),
        said=read_said(session, "Said around these events", Filters({"topic": Choice((slug,))})),
    )
    return render(request, page)


@router.get("/years/{year}")
def show_year(
    year: Slug, request: Request, session: SessionDep, frame: FrameDep, base_url: BaseUrlDep
) -> HTMLResponse:
    """Show all events of a year, and how many meetings the sources count in it against those recorded."""
    known = list_known(session, "year")
    claims = list_claims(session, int(year)) if year.isascii() and year.isdecimal() and len(year) == 4 else ()
    if year not in known and not claims:
        raise NotFoundError(f"No event of a year “{year}” is on record.")
    number = int(year)
    page = SubjectPage(
        frame=frame,
        title=year,
        canonical=f"/years/{year}",
        noun="Year",
        heading=year,
        part=read_part(session, frame, Filters({"year": Choice((year,))}), limit=None),
        said=read_said(session, f"Quotes of {year}", Filters({"year": Choice((year,))})),
        counted=make_year_count(
            number, list_contacts(session, {number})[number], hold_claims(session, claims), base_url
        ),
        near=tuple(
            (words, f"/years/{one}")
            for words, one in (("Before:", number - 1), ("After:", number + 1))
            if str(one) in known
        ),
    )
    return render(request, page)

"""The pages of one person, one place, one topic and one year."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse

from app.domain.filters import Choice, Filters
from app.domain.vocabulary import TOPICS
from app.store.counting import hold_claims, list_claims, list_contacts
from app.store.engine import Session
from app.store.marks import list_marks
from app.store.parts import Brief, list_briefs, list_together
from app.store.subjects import get_place, list_people
from app.store.timeline import list_events, list_known
from app.web.counting import make_year_count
from app.web.deps import BaseUrlDep, FrameDep, SessionDep, make_knowledge
from app.web.errors import NotFoundError
from app.web.formatting import format_city, format_person, format_topic
from app.web.language import gettext, pgettext
from app.web.months import make_months
from app.web.names import Role, format_name
from app.web.page import Frame, render
from app.web.part import MOST_EVENTS, Listing, make_bare_listing, make_listing
from app.web.person import list_names, list_terms
from app.web.query import make_path
from app.web.quote_phrases import name_said
from app.web.said import Said, read_said, read_said_at, read_said_by
from app.web.strip import make_ticks
from app.web.subjects import (
    Beginning,
    Start,
    SubjectPage,
    YearAbout,
    make_description,
    make_lead,
    read_about,
    read_beginning,
)
from app.web.thread import read_thread
from app.web.years import make_sections

router = APIRouter(include_in_schema=False)

Slug = Annotated[str, Path(max_length=200)]


@router.get("/people/{slug}")
def show_person(slug: Slug, request: Request, session: SessionDep, frame: FrameDep) -> HTMLResponse:
    """Show the events at which a person was, and what they said; with `with`, those at which another was too."""
    people = {person.value: person for person in list_people(session)}
    if slug not in people:
        raise NotFoundError(gettext("Nobody named “%(slug)s” is on record.", slug=slug))
    begun = _read_beginning(request, session, frame, {one for one in people if one != slug})
    name = format_person(slug)
    page = SubjectPage(
        frame=frame,
        title=name,
        canonical=f"/people/{slug}",
        noun=gettext("Person"),
        heading=name,
        timeline_path=make_path(Filters({"person": Choice((slug,))})),
        image=make_path(Filters({"person": Choice((slug,))}), "/share.png"),
        terms=list_terms(slug),
        names=list_names(slug),
    )
    if begun.beside is not None:
        return render(request, _list_together(session, page, slug, begun.beside, begun))
    said = read_said_by(session, name_said(slug), slug)
    return render(request, _list_newest(session, page, Filters({"person": Choice((slug,))}), begun, said))


@router.get("/places/{slug}")
def show_place(slug: Slug, request: Request, session: SessionDep, frame: FrameDep) -> HTMLResponse:
    """Show the events of a place, and what was said there."""
    place = get_place(session, slug)
    if place is None:
        raise NotFoundError(gettext("No event at a place “%(slug)s” is on record.", slug=slug))
    begun = _read_beginning(request, session, frame)
    name = format_city(place.name)
    filters = Filters({"place": Choice((slug,))})
    page = SubjectPage(
        frame=frame,
        title=name,
        canonical=f"/places/{slug}",
        noun=gettext("Place"),
        heading=name,
        timeline_path=make_path(filters),
        image=make_path(filters, "/share.png"),
    )
    said = read_said_at(session, gettext("Said around the events there"), slug)
    return render(request, _list_newest(session, page, filters, begun, said))


@router.get("/topics/{slug}")
def show_topic(slug: Slug, request: Request, session: SessionDep, frame: FrameDep) -> HTMLResponse:
    """Show a topic as a thread through the meetings, its postponements marked, and what was said there."""
    if slug not in TOPICS:
        raise NotFoundError(gettext("There is no topic “%(slug)s”.", slug=slug))
    begun = _read_beginning(request, session, frame)
    name = format_topic(slug)
    heading = name[:1].upper() + name[1:]
    filters = Filters({"topic": Choice((slug,))})
    page = SubjectPage(
        frame=frame,
        title=heading,
        canonical=f"/topics/{slug}",
        noun=gettext("Topic"),
        heading=heading,
        timeline_path=make_path(filters),
        image=make_path(filters, "/share.png"),
        thread=read_thread(session, slug, frame.today, begun.after),
    )
    said = read_said(session, gettext("Said around these events"), Filters({"topic": Choice((slug,))}))
    return render(request, _add_about(session, page, filters, begun, said))


@router.get("/years/{year}")
def show_year(
    year: Slug, request: Request, session: SessionDep, frame: FrameDep, base_url: BaseUrlDep
) -> HTMLResponse:
    """Show all events of a year by month, and how many meetings the sources count in it against those recorded."""
    known = list_known(session, "year")
    claims = list_claims(session, int(year)) if year.isascii() and year.isdecimal() and len(year) == 4 else ()
    if year not in known and not claims:
        raise NotFoundError(gettext("No event of a year “%(year)s” is on record.", year=year))
    number = int(year)
    filters = Filters({"year": Choice((year,))})
    listed = list_events(session, filters, frame.today, None)
    ticks = make_ticks(list_marks(session, filters, frame.today, {number}))
    sections, _ = make_sections(listed.events, (), (), after_year=None, whole=True)
    before, after = (str(one) if str(one) in known else None for one in (number - 1, number + 1))
    page = SubjectPage(
        frame=frame,
        title=year,
        canonical=f"/years/{year}",
        noun=gettext("Year"),
        heading=year,
        timeline_path=make_path(filters),
        image=make_path(filters, "/share.png"),
        year=YearAbout(
            year=number,
            ticks=ticks,
            months=make_months(sections[0]) if sections else None,
            counted=make_year_count(
                number, list_contacts(session, {number})[number], hold_claims(session, claims), base_url
            ),
            before=before,
            after=after,
            compare=f"/compare?year={number}&year={number - 1}" if before and listed.total else None,
        ),
    )
    begun = _read_beginning(request, session, frame, can_go_on=False)
    said = read_said(session, gettext("Quotes of %(year)s", year=year), Filters({"year": Choice((year,))}))
    return render(request, _add_about(session, page, filters, begun, said))


def _read_beginning(
    request: Request,
    session: Session,
    frame: Frame,
    people: set[str] | frozenset[str] = frozenset(),
    *,
    can_go_on: bool = True,
) -> Beginning:
    is_known = make_knowledge(session, frame.today)
    return read_beginning(
        request.query_params.multi_items(),
        lambda slug: can_go_on and is_known("after", slug),
        people,
    )


def _list_newest(
    session: Session, page: SubjectPage, filters: Filters, begun: Beginning, said: Said | None
) -> SubjectPage:
    view = replace(filters, after=begun.after)
    listed = list_events(session, view, page.frame.today, MOST_EVENTS)
    briefs = list_briefs(session, filters, page.frame.today)
    listing = make_listing(session, listed, filters, begun.after, page.frame.today, page.canonical)
    return _add_about(session, replace(page, listing=listing), filters, begun, said, briefs)


def _add_about(
    session: Session,
    page: SubjectPage,
    filters: Filters,
    begun: Beginning,
    said: Said | None,
    briefs: Sequence[Brief] | None = None,
) -> SubjectPage:
    """Add what stands around the list on its first page; a later one says that it is one."""
    page = replace(page, unknown=begun.unknown)
    if begun.after is not None:
        start = Start(gettext("To its beginning"), page.canonical)
        return _go_on(page, page.canonical, begun.after, start)
    if briefs is None:
        briefs = list_briefs(session, filters, page.frame.today)
    about = read_about(session, page.frame, filters, briefs, said)
    return replace(
        page,
        about=about,
        lead=make_lead(about.part),
        description=make_description(page.heading, about.part),
    )


def _list_together(
    session: Session, page: SubjectPage, person: str, other: str, begun: Beginning
) -> SubjectPage:
    """Make the list of the events at which two people were."""
    listed = list_together(session, person, other, page.frame.today, MOST_EVENTS, begun.after)
    heading = gettext("%(person)s with %(other)s", person=page.heading, other=format_person(other))
    path = f"{page.canonical}?with={other}"
    listing: Listing = make_bare_listing(listed, begun.after, path)
    narrowed = replace(page, heading=heading, listing=listing, unknown=begun.unknown)
    start = Start(_name_everything(person), page.canonical)
    return _go_on(narrowed, path, begun.after, start)


def _name_everything(person: str) -> str:
    if name := format_name("person", person, Role.WITH):
        return gettext("Everything on %(person)s", person=name)
    return pgettext("the name as it stands", "Everything on %(person)s", person=format_person(person))


def _go_on(page: SubjectPage, path: str, after: str | None, start: Start) -> SubjectPage:
    """Make a page that is not the first one of a subject."""
    joint = "&" if "?" in path else "?"
    title = page.heading if after is None else gettext("%(subject)s, continued", subject=page.heading)
    return replace(
        page,
        title=title,
        canonical=path if after is None else f"{path}{joint}after={after}",
        noindex=True,
        description=title,
        start=start,
        terms=(),
        names=(),
    )

"""The page of one event, and that of a slug which several events share."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.domain.dates import EdtfDate, Precision, tells_days
from app.domain.filters import Filters
from app.domain.ids import make_slug
from app.domain.weeks import Week
from app.store.engine import Session
from app.store.events import get_event
from app.store.marks import list_marks
from app.store.timeline import list_years
from app.store.views import CorrectionRow, EventDetail, EventRow, SourceRow
from app.web.citing import Citation, make_citations
from app.web.counting import CountedIn, make_counted_in
from app.web.deps import BaseUrlDep, FrameDep, SessionDep, TodayDep
from app.web.evidence import Fact, make_facts
from app.web.formatting import format_status
from app.web.frames import Embed, make_embed
from app.web.language import link, ngettext
from app.web.linked_data import make_event_data, read_exact
from app.web.notes import make_notes
from app.web.originals import make_original_link
from app.web.page import Frame, Page, render
from app.web.phrases import name_event
from app.web.slugs import Moved, Shared, find_event
from app.web.statements import Statement, make_statements
from app.web.story import Chapter, make_story
from app.web.strip import Tick, format_year_counts, make_ticks
from app.web.week_names import WeekLink, make_week_link
from app.web.wording import format_standing, format_tellers
from app.web.works import make_event_work

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class EventYear:
    """The year of an event: all its events in words, and as ticks, one of which stands out."""

    year: int
    words: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage(Page):
    """One event: what was read of it, from which words, and what stands around it. Each source has the address of
    its original beside it, if one is known.
    """

    template: ClassVar[str] = "event"
    section: ClassVar[str] = "/"

    event: EventRow
    standing: str
    told_by: str
    year: EventYear | None
    day_told: bool
    in_calendars: bool
    places: tuple[tuple[str, str], ...]
    weeks: tuple[WeekLink, ...]
    facts: tuple[Fact, ...]
    story: tuple[Chapter, ...]
    corrections: tuple[CorrectionRow, ...]
    announced_next: tuple[EventRow, ...]
    said: tuple[Statement, ...]
    counted: tuple[CountedIn, ...]
    sources: tuple[tuple[SourceRow, str | None], ...]
    notes: Mapping[str, str]
    earlier: EventRow | None
    later: EventRow | None
    permalink: str
    citations: tuple[Citation, ...]
    embed: Embed


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedSlugPage(Page):
    """The several events that one bare slug can mean."""

    template: ClassVar[str] = "shared_slug"
    section: ClassVar[str] = "/"

    slug: str
    events: tuple[EventRow, ...]


@router.get("/events/{slug}")
def show_event(
    slug: str, request: Request, session: SessionDep, today: TodayDep, frame: FrameDep, base_url: BaseUrlDep
) -> Response:
    """Show one event. A former slug leads on or is gone for ever; one that several events share answers 300."""
    found = find_event(session, slug, today)
    if isinstance(found, Shared):
        # 300 Multiple Choices: the address means several pages, and a choice of ours would be a guess.
        return render(request, _make_shared_page(frame, slug, found.events), status=300)
    if isinstance(found, Moved):
        return RedirectResponse(link(f"/events/{found.slug}"), status_code=301)
    detail = get_event(session, slug, today)
    year = _read_year(session, detail.event, today)
    return render(request, _make_event_page(frame, detail, year, base_url))


def _make_event_page(frame: Frame, detail: EventDetail, year: EventYear | None, base_url: str) -> EventPage:
    event = detail.event
    canonical = f"/events/{event.slug}"
    told_by = format_tellers([source.article for source in detail.sources])
    facts, story = make_facts(detail.facts), make_story(event, detail.story)
    title = name_event(event)
    return EventPage(
        frame=frame,
        title=title,
        canonical=canonical,
        image=f"{canonical}.png",
        description=f"{format_status(event, frame.today)}. {told_by}",
        cited=True,
        dated=told.text if (told := read_exact(event.date)) else None,
        linked=make_event_data(detail, base_url),
        event=event,
        standing=format_standing(event),
        told_by=told_by,
        year=year,
        day_told=event.date is not None and EdtfDate.parse(event.date).precision == Precision.DAY,
        in_calendars=tells_days(event.date),
        places=tuple(dict.fromkeys((make_slug(city), city) for city in event.cities)),
        weeks=_make_week_links(event),
        facts=facts,
        story=story,
        corrections=detail.corrections,
        announced_next=detail.announced_next,
        said=make_statements(detail.quotes),
        counted=make_counted_in(event, detail.claims, base_url),
        sources=tuple((source, make_original_link(source.article)) for source in detail.sources),
        notes=make_notes([source.article for source in detail.sources], facts, story),
        earlier=detail.earlier,
        later=detail.later,
        permalink=base_url + link(canonical),
        citations=make_citations(make_event_work(event, (), frame.today, base_url)),
        embed=make_embed(canonical, title, base_url),
    )


def _read_year(session: Session, event: EventRow, today: date) -> EventYear | None:
    """Read the year of an event; an event without a date has none."""
    if event.first is None:
        return None
    number = int(event.first[:4])
    bar = next((bar for bar in list_years(session, Filters(), today) if bar.year == number), None)
    if bar is None:
        return None
    marks = list_marks(session, Filters(), today, {number})
    own = (event.date, event.kind, event.status)
    ticks = make_ticks(replace(mark, matching=(mark.date, mark.kind, mark.status) == own) for mark in marks)
    return EventYear(number, format_year_counts(bar), ticks)


def _make_week_links(event: EventRow) -> tuple[WeekLink, ...]:
    """Make the ways to the weeks of its first and its last day; an event of which no day is told stands in none."""
    if not tells_days(event.date):
        return ()
    told = EdtfDate.parse(event.date)
    weeks = dict.fromkeys(Week.of_day(day) for day in (told.first, told.last))
    return tuple(map(make_week_link, weeks))


def _make_shared_page(frame: Frame, slug: str, events: tuple[EventRow, ...]) -> SharedSlugPage:
    return SharedSlugPage(
        frame=frame,
        title=ngettext("Which of %(num)s event?", "Which of %(num)s events?", len(events)),
        canonical=f"/events/{slug}",
        noindex=True,
        slug=slug,
        events=events,
    )

"""Following a view or an event: `/feed.atom`, `/calendar.ics` and `/events/{slug}.ics`."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.domain.dates import tells_days
from app.domain.filters import Filters
from app.store.events import list_events_of
from app.store.revisions import get_last_change
from app.store.timeline import list_events
from app.web.answers import OPEN
from app.web.calendars import MEDIA_TYPE, make_calendar
from app.web.conditional import answer
from app.web.deps import BaseUrlDep, SessionDep, TodayDep, ViewDep
from app.web.described import OF_EVENT
from app.web.described_files import CALENDAR_EXAMPLE, EVENTS_FEED, describe
from app.web.errors import NotFoundError
from app.web.feeds import MEDIA_TYPE as ATOM
from app.web.feeds import MINTED, Entry, Feed, give_feed, make_said, make_tag
from app.web.formatting import format_title, format_topic
from app.web.language import ENGLISH, gettext, speak
from app.web.originals import make_original_link
from app.web.parameters import EVENT_PARAMETERS, SlugPath
from app.web.phrases import make_heading
from app.web.query import make_path
from app.web.slugs import Moved, Shared, find_event
from app.web.telling import Followed, list_followed, make_words

router = APIRouter()


@router.get(
    "/feed.atom",
    **describe("list_events_atom", "A view as a feed", ATOM, EVENTS_FEED, parameters=EVENT_PARAMETERS),
)
def give_view_feed(
    request: Request, session: SessionDep, today: TodayDep, view: ViewDep, base_url: BaseUrlDep
) -> Response:
    """Give every event of a view as an Atom feed, the one that changed last first."""
    filters = replace(view[0], after=None)
    followed = list_followed(session, list_events(session, filters, today, None).events)
    ordered = sorted(sorted(followed, key=_get_slug), key=_get_updated, reverse=True)
    address = base_url + make_path(filters, "/feed.atom")
    with speak(ENGLISH):
        feed = Feed(
            id=address,
            title=_name_view(filters),
            subtitle="Events as their sources tell them; an entry moves up when anything shown of it changes.",
            address=address,
            page=base_url + make_path(filters),
            entries=tuple(_make_entry(one, base_url) for one in ordered),
        )
    return give_feed(request, feed, base_url, get_last_change(session, today))


@router.get(
    "/calendar.ics",
    **describe(
        "list_events_ics",
        "The events of a view that are told to the day, as a calendar",
        MEDIA_TYPE,
        CALENDAR_EXAMPLE,
        parameters=EVENT_PARAMETERS,
    ),
)
def give_view_calendar(
    request: Request, session: SessionDep, today: TodayDep, view: ViewDep, base_url: BaseUrlDep
) -> Response:
    """Give every event of a view that is told to the day as a calendar."""
    filters = replace(view[0], after=None)
    events = list_events(session, filters, today, None).events
    told = [event for event in events if tells_days(event.date)]
    with speak(ENGLISH):
        name = _name_view(filters)
    body = make_calendar(
        name,
        list_followed(session, told),
        len(events) - len(told),
        base_url + make_path(filters),
        base_url,
        _get_host(base_url),
    )
    return answer(request, body, MEDIA_TYPE, _name_file("summitry"), get_last_change(session, today))


@router.get(
    "/events/{slug}.ics",
    **describe(
        "get_event_ics",
        "One event as a calendar",
        MEDIA_TYPE,
        CALENDAR_EXAMPLE,
        further={
            301: OF_EVENT[301],
            302: "Several events share the slug: `Location` is the page that names them",
            404: "There is no such event, or no exact day of it is told",
            410: OF_EVENT[410],
        },
    ),
)
def give_event_calendar(
    slug: SlugPath, request: Request, session: SessionDep, today: TodayDep, base_url: BaseUrlDep
) -> Response:
    """Give one event as a calendar; 404 with a sentence for one of which no day is told."""
    found = find_event(session, slug, today)
    if isinstance(found, Moved):
        return RedirectResponse(f"/events/{found.slug}.ics", 301, OPEN)
    if isinstance(found, Shared):
        # The page that names them all answers 300; a calendar of one of them would be a guess.
        return RedirectResponse(f"/events/{slug}", 302, OPEN)
    [event] = list_events_of(session, slug, today)
    if not tells_days(event.date):
        raise NotFoundError(gettext("No exact day of this event is told, so that no calendar can show it."))
    followed = list_followed(session, [event])
    page = f"{base_url}/events/{slug}"
    with speak(ENGLISH):
        name = format_title(event.title)
    body = make_calendar(name, followed, 0, page, base_url, _get_host(base_url))
    return answer(request, body, MEDIA_TYPE, _name_file(slug), followed[0].revision.updated)


def _make_entry(followed: Followed, base_url: str) -> Entry:
    event, revision, evidence = followed.event, followed.revision, followed.evidence
    links = (make_original_link(article) for article in followed.articles)
    return Entry(
        id=make_tag(base_url, MINTED, f"events/{revision.uid}"),
        title=format_title(event.title),
        published=revision.published,
        updated=revision.updated,
        address=f"{base_url}/events/{event.slug}",
        words=make_words(followed),
        said=make_said(evidence, base_url) if evidence else None,
        sources=tuple(dict.fromkeys(one for one in links if one)),
        categories=tuple((topic, format_topic(topic)) for topic in event.topics),
    )


def _name_view(filters: Filters) -> str:
    return f"Summitry: {make_heading(filters)}" if filters else "Summitry: all events"


def _get_slug(followed: Followed) -> str:
    return followed.event.slug


def _get_updated(followed: Followed) -> str:
    return followed.revision.updated


def _get_host(base_url: str) -> str:
    return urlsplit(base_url).hostname or ""


def _name_file(name: str) -> Mapping[str, str]:
    return {**OPEN, "Content-Disposition": f'inline; filename="{name}.ics"'}

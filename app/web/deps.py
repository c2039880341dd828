"""What routes depend on: a session, the day, the frame of their page, and the view that the URL asks for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Request

from app.domain.filters import Filters
from app.settings import Settings
from app.store.engine import Session, read_session
from app.store.events import find_slug
from app.store.timeline import get_record_size, list_known
from app.store.views import RecordSize
from app.web.query import read_filters


@dataclass(frozen=True, slots=True)
class Frame:
    """What the frame round every page shows: the day, and the size of the record (unknown on an error page)."""

    today: date
    record: RecordSize | None


def get_today(request: Request) -> date:
    """Give a route the day, from the application's one clock."""
    clock: Callable[[], date] = request.app.state.clock
    return clock()


TodayDep = Annotated[date, Depends(get_today)]


def get_session(request: Request) -> Iterator[Session]:
    """Give a route a session on one snapshot of the database, and note the moment before it was taken."""
    request.state.arrived = request.app.state.moments()
    with read_session(request.app.state.engine) as session:
        yield session


def get_site_settings(request: Request) -> Settings:
    """Give a route the settings that the application was made with."""
    settings: Settings = request.app.state.settings
    return settings


def get_base_url(request: Request) -> str:
    """Give a route what stands before every absolute link, without a slash at its end."""
    base_url: str = request.app.state.base_url
    return base_url


SessionDep = Annotated[Session, Depends(get_session)]
SettingsDep = Annotated[Settings, Depends(get_site_settings)]
BaseUrlDep = Annotated[str, Depends(get_base_url)]


def get_frame(session: SessionDep, today: TodayDep) -> Frame:
    """Give a route the frame of its page."""
    return Frame(today, get_record_size(session))


def get_view(request: Request, session: SessionDep, today: TodayDep) -> tuple[Filters, list[str]]:
    """Give a route the view of the timeline that the URL asks for, and what in it was passed over."""
    return read_filters(request.query_params.multi_items(), make_knowledge(session, today))


FrameDep = Annotated[Frame, Depends(get_frame)]
ViewDep = Annotated[tuple[Filters, list[str]], Depends(get_view)]


def make_knowledge(session: Session, today: date) -> Callable[[str, str], bool]:
    """Make the judge of `read_filters`: a value is known if the record has it or a closed list names it."""
    values: dict[str, set[str]] = {}

    def is_known(facet: str, value: str) -> bool:
        if facet == "after":
            answer = find_slug(session, value, today)
            return answer is not None and answer.slug is not None
        if facet not in values:
            values[facet] = list_known(session, facet)
        return value in values[facet]

    return is_known

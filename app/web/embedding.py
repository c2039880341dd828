"""The pages for frames of other sites: an event, a view of the timeline, and errors, as small as they can be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.domain.filters import Filters
from app.domain.vocabulary import Origin
from app.store.engine import Session
from app.store.taking import TakenEvent, list_taken
from app.store.timeline import list_events
from app.store.views import EventRow
from app.web.deps import Frame
from app.web.evidence import Sentence, make_sentences
from app.web.language import ngettext
from app.web.page import Page
from app.web.phrases import make_count_sentence, name_event, name_view
from app.web.query import make_path
from app.web.telling import make_place
from app.web.wording import format_standing, format_tellers

MOST = 15
"""So many events of a view are shown, room for the meetings of any year so far; a link leads to the rest."""

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedPage(Page):
    """What stands in a frame. `canonical` is the page that it is a part of; `theme` is the one of THEMES that the site
    around it asked for, else the reader's own preference counts."""

    noindex: bool = True
    theme: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedEvent(EmbeddedPage):
    """One event: how it stands, when, where, what came of it, and the sentence that tells of it best."""

    template: ClassVar[str] = "embedded_event"

    event: EventRow
    standing: str
    place: str
    told_by: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedView(EmbeddedPage):
    """The first events of a view, each with the sentence that tells of it best, if one does; `rest` are the events
    left out."""

    template: ClassVar[str] = "embedded_view"

    heading: str
    says: str
    entries: tuple[tuple[EventRow, tuple[Sentence, ...]], ...]
    rest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedChoice(EmbeddedPage):
    """The events that share a slug, which names none of them alone."""

    template: ClassVar[str] = "embedded_choice"

    slug: str
    events: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedError(EmbeddedPage):
    """What is said in place of what was asked for."""

    template: ClassVar[str] = "embedded_error"

    message: str


def make_embedded_event(frame: Frame, taken: TakenEvent, theme: str | None) -> EmbeddedEvent:
    """Make what is framed of one event."""
    event = taken.event
    return EmbeddedEvent(
        frame=frame,
        title=name_event(event),
        canonical=f"/events/{event.slug}",
        theme=theme,
        event=event,
        standing=format_standing(event),
        place=make_place(event),
        told_by=format_tellers(taken.sources),
        sentences=_list_sentences(taken),
    )


def make_embedded_view(session: Session, frame: Frame, view: Filters, theme: str | None) -> EmbeddedView:
    """Make what is framed of a view: always its beginning, whatever page of it was asked for."""
    filters = replace(view, after=None)
    found = list_events(session, filters, frame.today, MOST)
    heading = name_view(filters)
    return EmbeddedView(
        frame=frame,
        title=heading,
        canonical=make_path(filters),
        theme=theme,
        heading=heading,
        says=make_count_sentence(filters, found.total, shown=len(found.events)),
        entries=tuple((one.event, _list_written(one)) for one in list_taken(session, found.events)),
        rest=found.total - len(found.events),
    )


def make_embedded_choice(
    frame: Frame, slug: str, events: Sequence[EventRow], theme: str | None
) -> EmbeddedChoice:
    """Make what is framed at a slug that several events share."""
    return EmbeddedChoice(
        frame=frame,
        title=ngettext("Which of %(num)s event?", "Which of %(num)s events?", len(events)),
        canonical=f"/events/{slug}",
        theme=theme,
        slug=slug,
        events=tuple(events),
    )


def make_embedded_error(today: date, heading: str, message: str) -> EmbeddedError:
    """Make what is framed in place of what cannot be shown."""
    return EmbeddedError(frame=Frame(today, None), title=heading, canonical="/", message=message)


def read_theme(text: str) -> str | None:
    """Read what a site asked for; anything that is none of THEMES is passed over."""
    return text if text in THEMES else None


def _list_written(taken: TakenEvent) -> tuple[Sentence, ...]:
    """List the sentence of an event unless it is a cell of the record, which says nothing that its entry does not."""
    return tuple(one for one in _list_sentences(taken) if one.article.origin != Origin.RECORD)


def _list_sentences(taken: TakenEvent) -> tuple[Sentence, ...]:
    return make_sentences([taken.telling]) if taken.telling else ()

"""What the address of an event means, whatever is asked of it: a page, a file, an image."""

from dataclasses import dataclass
from datetime import date

from app.store.engine import Session
from app.store.events import find_slug
from app.store.views import EventRow
from app.web.errors import GoneError, NotFoundError
from app.web.language import gettext


@dataclass(frozen=True, slots=True)
class Present:
    """It is the slug of an event."""

    slug: str


@dataclass(frozen=True, slots=True)
class Moved:
    """It was the slug of an event, which now has this one."""

    slug: str


@dataclass(frozen=True, slots=True)
class Shared:
    """Several events share it, and it names none of them alone."""

    events: tuple[EventRow, ...]


def find_event(session: Session, slug: str, today: date) -> Present | Moved | Shared:
    """Find what a slug means. Raises NotFoundError if it never meant anything, GoneError if no source tells of its
    event any more."""
    found = find_slug(session, slug, today)
    if found is None:
        raise NotFoundError(gettext("There is no event “%(slug)s”.", slug=slug))
    if found.shared_by:
        return Shared(found.shared_by)
    if found.slug is None:
        raise GoneError(gettext("No source tells of this event any more."))
    return Present(slug) if found.slug == slug else Moved(found.slug)

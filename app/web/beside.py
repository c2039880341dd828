"""What stands beside a person, a place, a topic or a year: people, places, topics and forms, each with its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from app.domain.filters import Choice, Filters
from app.store.engine import Session
from app.store.parts import Brief, count_values
from app.store.views import FacetCount
from app.web.formatting import format_value
from app.web.language import gettext, mark
from app.web.query import make_path

_SHOWN = 8
_HEADINGS = {
    "person": mark("With whom"),
    "place": mark("Where"),
    "topic": mark("On which topics"),
    "format": mark("In which form"),
}
_PAGES = {"person": "/people/", "place": "/places/", "topic": "/topics/"}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One value: its own page, if it has one, and the list of as many events as `count` says."""

    words: str
    page: str | None
    count: int
    path: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The values of one facet beside the subject: the first, and the rest."""

    facet: str
    heading: str
    shown: tuple[Neighbour, ...]
    rest: tuple[Neighbour, ...]


def list_beside(session: Session, filters: Filters, briefs: Sequence[Brief]) -> tuple[Beside, ...]:
    """List what stands beside the subject of a view, whose events are `briefs`; a facet without values is left out."""
    found = []
    for facet, heading in _HEADINGS.items():
        own = filters.of(facet).wanted
        if facet == "place" and own:
            # Of the other places of one event the page of a place has nothing to say.
            continue
        counts = [one for one in count_values(session, briefs, facet) if one.value not in own]
        neighbours = tuple(_make_neighbour(facet, one, filters) for one in counts)
        if neighbours:
            found.append(Beside(facet, gettext(heading), neighbours[:_SHOWN], neighbours[_SHOWN:]))
    return tuple(found)


def _make_neighbour(facet: str, one: FacetCount, filters: Filters) -> Neighbour:
    page = f"{_PAGES[facet]}{quote(one.value)}" if facet in _PAGES else None
    return Neighbour(format_value(facet, one.value), page, one.count, _make_view(facet, one.value, filters))


def _make_view(facet: str, value: str, filters: Filters) -> str:
    """Write the address of the events that the subject and a value share.

    A timeline of two people shows the events of either, so that of both is a list on the person's page.
    """
    own = filters.of(facet).wanted
    if facet == "person" and own:
        return f"/people/{quote(own[0])}?with={quote(value)}"
    return make_path(filters.with_choice(facet, Choice(tuple(sorted((*own, value))))))

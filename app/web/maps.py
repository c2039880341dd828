"""Where events are: a map of two sheets with a mark a place, and the table of all places and countries beside it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.domain.filters import Filters
from app.domain.ids import make_slug
from app.lexicon.places import City, get_places
from app.web.assets import STATIC
from app.web.counted import Figure, make_figure, narrow
from app.web.formatting import format_country, format_place
from app.web.language import format_number
from app.web.map_labels import NARROW, WIDE, Label, Spot, place_labels
from app.web.sheets import SHEETS, Sheet

_LARGEST, _SMALLEST = 46.0, 11.0


@dataclass(frozen=True, slots=True)
class Outline:
    """The paths of one sheet: all land, the borders in it, and Belarus."""

    land: str
    borders: str
    belarus: str


Outlines = Mapping[str, Outline]
"""The outlines by the name of their sheet; empty where set-up did not draw them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a sheet: a disc whose area tells the number of events, and where its name has room on a wide and on a
    narrow screen."""

    x: float
    y: float
    radius: float
    words: str
    figure: Figure
    wide: Label | None
    narrow: Label | None


@dataclass(frozen=True, slots=True)
class DrawnSheet:
    """One sheet with its marks, the greatest first, so that the small ones lie upon them."""

    name: str
    width: int
    height: int
    outline: Outline | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the table. `sheet` names the sheet on which it is marked, if on any."""

    slug: str
    words: str
    country: str | None
    figure: Figure
    sheet: str | None


@dataclass(frozen=True, slots=True)
class Country:
    """A country and the events at any of its places."""

    words: str
    places: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class Map:
    """The map with its tables: `beyond` are places that lie on no sheet, `unknown` those of which we do not know where
    they lie; `nowhere` events tell no place."""

    sheets: tuple[DrawnSheet, ...]
    drawn: bool
    places: tuple[Place, ...]
    countries: tuple[Country, ...]
    beyond: tuple[Place, ...]
    unknown: tuple[Place, ...]
    nowhere: int


def read_outlines(folder: Path = STATIC) -> Outlines:
    """Read the outlines that set-up drew; nothing if they are not there. Raises ValueError for another file."""
    path = folder / "vendor" / "map.json"
    if not path.exists():
        return {}
    sheets = json.loads(path.read_bytes())["sheets"]
    return {sheet.name: Outline(**sheets[sheet.name]) for sheet in SHEETS}


def make_map(placed: Mapping[str, Set[str]], total: int, filters: Filters, outlines: Outlines) -> Map:
    """Make the map of the events of a view, `total` in number, of which `placed` has the ids by their place.

    If the view asks for places, only these are shown: a view can ask for events at any of several, not at all of them.
    """
    wanted = filters.of("place").wanted
    events = {place: ids for place, ids in placed.items() if not wanted or place in wanted}
    order = sorted(events, key=lambda slug: (-len(events[slug]), slug))
    where = {slug: _find_sheet(slug) for slug in order}
    places = tuple(
        Place(
            slug,
            format_place(slug),
            format_country(city.country) if (city := _find_city(slug)) else None,
            make_figure(len(events[slug]), narrow(filters, "place", slug)),
            sheet.name if (sheet := where[slug]) else None,
        )
        for slug in order
    )
    most = max(map(len, events.values()), default=0)
    sheets = (_draw(sheet, places, most, outlines.get(sheet.name)) for sheet in SHEETS)
    return Map(
        sheets=tuple(sheet for sheet in sheets if sheet.marks),
        drawn=bool(outlines),
        places=places,
        countries=_count_countries(events, filters),
        beyond=tuple(one for one in places if one.sheet is None and _find_city(one.slug)),
        unknown=tuple(one for one in places if not _find_city(one.slug)),
        nowhere=total - len(set[str]().union(*placed.values())),
    )


def _draw(sheet: Sheet, places: Iterable[Place], most: int, outline: Outline | None) -> DrawnSheet:
    here = [one for one in places if one.sheet == sheet.name]
    spots = []
    for one in here:
        city = _get_cities()[one.slug]
        x, y = sheet.project(city.latitude, city.longitude)
        radius = max(_LARGEST * (one.figure.count / most) ** 0.5, _SMALLEST)
        spots.append(
            Spot(round(x), round(y), round(radius, 1), f"{one.words} {format_number(one.figure.count)}")
        )
    wide, small = (place_labels(spots, sheet.width, sheet.height, size) for size in (WIDE, NARROW))
    return DrawnSheet(
        sheet.name,
        sheet.width,
        sheet.height,
        outline,
        tuple(
            Mark(spot.x, spot.y, spot.radius, spot.words, one.figure, *labels)
            for one, spot, *labels in zip(here, spots, wide, small, strict=True)
        ),
    )


def _count_countries(events: Mapping[str, Set[str]], filters: Filters) -> tuple[Country, ...]:
    """Count the events at any place of a country; one at two of its places is one."""
    slugs: dict[str, list[str]] = defaultdict(list)
    for slug in events:
        if city := _find_city(slug):
            slugs[city.country].append(slug)
    numbers = Counter(
        {code: len(set[str]().union(*(events[slug] for slug in slugs[code]))) for code in slugs}
    )
    return tuple(
        Country(
            format_country(code),
            len(slugs[code]),
            make_figure(numbers[code], narrow(filters, "place", *slugs[code])),
        )
        for code in sorted(slugs, key=lambda code: (-numbers[code], code))
    )


def _find_sheet(slug: str) -> Sheet | None:
    city = _find_city(slug)
    if city is None:
        return None
    position = city.latitude, city.longitude
    return next((sheet for sheet in SHEETS if sheet.holds(*sheet.project(*position), _SMALLEST)), None)


def _find_city(slug: str) -> City | None:
    return _get_cities().get(slug)


@lru_cache(maxsize=1)
def _get_cities() -> dict[str, City]:
    return {make_slug(city.name): city for city in get_places().cities.values()}

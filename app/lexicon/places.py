"""Where things are: cities under their English names, the residences that lie in them, and countries."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.domain.errors import LexiconError
from app.lexicon.bearers import check_names
from app.lexicon.language import FOLDER, get_tables
from app.lexicon.schema import find_line

_FILE = "places.toml"


@dataclass(frozen=True, slots=True)
class City:
    """A city, the country (ISO 3166 alpha-2) in which it lies, and where: degrees north and degrees east."""

    name: str
    country: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Places:
    """The known places. `cities` maps the name of a city, or of a residence or quarter in one, to the city; the
    names of `capitals`, and in some words those of `powers`, stand for governments as well; `countries` are codes."""

    cities: dict[str, City]
    capitals: frozenset[str]
    powers: frozenset[str]
    countries: frozenset[str]


@lru_cache(maxsize=1)
def get_places() -> Places:
    """Read places.toml and check the cities of every language against it; raise LexiconError, naming file, line and
    key, for a place in an unknown city, an unknown city, one without a position, or a form that names two."""
    text = (FOLDER / _FILE).read_text("utf-8")
    table = tomllib.loads(text)
    cities = _read_cities(text, table)
    for residence, name in table["residences"].items():
        if name not in cities or residence in cities:
            line = find_line(text, "residences", residence)
            raise LexiconError(f"{_FILE}, line {line}: {residence!r} is a city, or {name!r} is none")
        cities[residence] = cities[name]
    for key in ("capitals", "powers"):
        for name in table[key]:
            if name not in cities:
                line = next((n for n, row in enumerate(text.splitlines(), 1) if row.startswith(key)), 1)
                raise LexiconError(f"{_FILE}, line {line}: {key}: {name!r} is not among the places")
    countries = frozenset(code for language in get_tables().values() for code in language["countries"])
    check_names("cities", set(cities), _FILE)
    check_names("countries", countries, _FILE)
    return Places(cities, frozenset(table["capitals"]), frozenset(table["powers"]), countries)


def _read_cities(text: str, table: dict[str, Any]) -> dict[str, City]:
    countries = {name: country for country, names in table["cities"].items() for name in names}
    positions: dict[str, Any] = table["positions"]
    for name in sorted(countries.keys() - positions.keys()):
        raise LexiconError(f"{_FILE}, line {find_line(text, 'positions')}: [positions] lacks {name!r}")
    for name, position in positions.items():
        if name not in countries or not _is_position(position):
            line = find_line(text, "positions", name)
            raise LexiconError(
                f"{_FILE}, line {line}: {name!r} is no city, or {position} no degrees north and east"
            )
    return {name: City(name, country, *positions[name]) for name, country in countries.items()}


def _is_position(value: object) -> bool:
    match value:
        case [float() as latitude, float() as longitude]:
            return abs(latitude) <= 90 and abs(longitude) <= 180
        case _:
            return False

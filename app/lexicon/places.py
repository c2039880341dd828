"""Where things are: cities under their English names, and countries."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from app.domain.errors import LexiconError
from app.lexicon.language import FOLDER
from app.lexicon.patterns import make_pattern


@dataclass(frozen=True, slots=True)
class City:
    """A city and the country (ISO 3166 alpha-2) in which it lies."""

    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Places:
    """The known places. `cities` and `countries` map a lower-case form to what it names."""

    cities: dict[str, City]
    countries: dict[str, str]
    city_pattern: re.Pattern[str]
    country_pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def get_places() -> Places:
    """Read places.toml; raise LexiconError if one form would name two cities."""
    with (FOLDER / "places.toml").open("rb") as file:
        table = tomllib.load(file)
    cities: dict[str, City] = {}
    for country, rows in table["cities"].items():
        for name, forms in rows.items():
            city = City(name, country)
            for form in forms:
                if cities.setdefault(form.lower(), city) != city:
                    raise LexiconError(f"places.toml: {form!r} names two cities")
    countries = {form.lower(): code for code, forms in table["countries"].items() for form in forms}
    all_cities = [form for rows in table["cities"].values() for forms in rows.values() for form in forms]
    all_countries = [form for forms in table["countries"].values() for form in forms]
    return Places(
        cities,
        countries,
        make_pattern(all_cities, cased=True, possessive=True),
        make_pattern(all_countries, cased=True, possessive=True),
    )

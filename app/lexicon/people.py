"""Who is who: people known by surname alone, and who was president when."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.domain.errors import LexiconError
from app.domain.ids import make_slug
from app.lexicon.language import FOLDER
from app.lexicon.patterns import make_pattern


@dataclass(frozen=True, slots=True)
class Office:
    """A president's term: from its first day until the day of the handover (None: still)."""

    country: str
    person: str
    first: date
    until: date | None


@dataclass(frozen=True, slots=True)
class People:
    """The known people. `forms` maps a lower-case form to the slug of its bearer; `leaders` head other countries."""

    names: dict[str, str]
    forms: dict[str, str]
    pattern: re.Pattern[str]
    offices: tuple[Office, ...]
    leaders: frozenset[str] = frozenset()

    def get_president(self, country: str, day: date | None) -> str | None:
        """Return who was president of `country` on `day`; without a day, who is now; None if not known."""
        terms = [office for office in self.offices if office.country == country]
        if day is None:
            return terms[-1].person if terms else None
        for office in reversed(terms):
            if office.first <= day and (office.until is None or day < office.until):
                return office.person
        return None

    def get_presidents(self, day: date | None) -> tuple[str, ...]:
        """Return the presidents of Russia and Belarus on `day`, as far as known, Russia's first."""
        found = (self.get_president("RU", day), self.get_president("BY", day))
        return tuple(person for person in found if person)

    @property
    def presidents(self) -> tuple[str, ...]:
        """Everyone who ever held one of the two offices, Russia's first."""
        return tuple(dict.fromkeys(office.person for office in self.offices))

    def get_name(self, slug: str) -> str:
        """Return the English name of a person; a slug that is not in the table is read back into a name."""
        return self.names.get(slug) or " ".join(part.capitalize() for part in slug.split("-"))


@lru_cache(maxsize=1)
def get_people() -> People:
    """Read people.toml; raise LexiconError if one form would name two people."""
    with (FOLDER / "people.toml").open("rb") as file:
        table = tomllib.load(file)
    names: dict[str, str] = {}
    forms: dict[str, str] = {}
    for row in table["person"]:
        slug = make_slug(row["name"])
        names[slug] = row["name"]
        for form in row["forms"]:
            if forms.setdefault(form.lower(), slug) != slug:
                raise LexiconError(f"people.toml: {form!r} names both {forms[form.lower()]} and {slug}")
    offices = tuple(
        Office(
            row["country"],
            row["person"],
            date.fromisoformat(row["from"]),
            date.fromisoformat(row["until"]) if "until" in row else None,
        )
        for row in table["office"]
    )
    pattern = make_pattern((form for row in table["person"] for form in row["forms"]), cased=True)
    leaders = frozenset(make_slug(row["name"]) for row in table["person"] if row.get("leader"))
    return People(names, forms, pattern, offices, leaders)

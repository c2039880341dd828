"""Who is who: people by the slugs of their English names, and who held which office when."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from app.domain.errors import LexiconError
from app.domain.ids import make_slug
from app.lexicon.bearers import check_names
from app.lexicon.language import FOLDER, get_tables
from app.lexicon.matcher import expand

PRESIDENT = "president"
_OFFICES = frozenset(
    {
        PRESIDENT, "prime minister", "foreign minister", "defence minister", "security council secretary",
        "spokesperson", "ambassador",
    }
)  # fmt: skip
_FILE = "people.toml"


@dataclass(frozen=True, slots=True)
class Office:
    """A term in an office: from its first day until the day of the handover (None: still)."""

    office: str
    country: str
    person: str
    first: date
    until: date | None

    def holds(self, day: date | None) -> bool:
        """Tell whether the term includes `day`; without a day, whether it still lasts."""
        if day is None:
            return self.until is None
        return self.first <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class People:
    """The known people: English names by slug, terms in office in the order of time; `leaders` head other countries.
    `given` are the given names in all their forms."""

    names: dict[str, str]
    offices: tuple[Office, ...]
    leaders: frozenset[str] = frozenset()
    given: dict[str, frozenset[str]] = field(default_factory=dict)

    def has_given_name(self, slug: str, word: str) -> bool:
        """Tell whether a person is called by this given name, in any language and case."""
        return word.lower() in self.given.get(slug, ())

    def get_holder(self, office: str, country: str, day: date | None) -> str | None:
        """Return who held an office on `day`; without a day, who does now; None if not known."""
        return next(
            (
                term.person
                for term in reversed(self.offices)
                if term.office == office and term.country == country and term.holds(day)
            ),
            None,
        )

    def get_president(self, country: str, day: date | None) -> str | None:
        """Return who was president of `country` on `day`; without a day, who is now; None if not known."""
        return self.get_holder(PRESIDENT, country, day)

    def get_presidents(self, day: date | None) -> tuple[str, ...]:
        """Return the presidents of Russia and Belarus on `day`, as far as known, Russia's first."""
        found = (self.get_president("RU", day), self.get_president("BY", day))
        return tuple(person for person in found if person)

    @property
    def presidents(self) -> tuple[str, ...]:
        """Everyone who ever held one of the two presidents' offices, Russia's first."""
        terms = sorted(
            (term for term in self.offices if term.office == PRESIDENT), key=lambda term: term.country == "BY"
        )
        return tuple(dict.fromkeys(term.person for term in terms))

    def get_name(self, slug: str) -> str:
        """Return the English name of a person; a slug that is not in the table is read back into a name."""
        return self.names.get(slug) or " ".join(part.capitalize() for part in slug.split("-"))


@lru_cache(maxsize=1)
def get_people() -> People:
    """Read people.toml and check the names of every language against it; raise LexiconError, naming file, line and
    key, for an office that cannot be, a name of somebody unknown, or a form that names two people."""
    text = (FOLDER / _FILE).read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["person"]
    names = {make_slug(row["name"]): row["name"] for row in rows}
    offices = [
        _make_office(text, slug, term)
        for slug, row in zip(names, rows, strict=True)
        for term in row.get("offices", ())
    ]
    offices.sort(key=lambda term: term.first)
    leaders = frozenset(make_slug(row["name"]) for row in rows if row.get("leader"))
    check_names("names", set(names), _FILE)
    return People(names, tuple(offices), leaders, _list_given_names())


def _list_given_names() -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = {}
    for language in get_tables().values():
        for slug, entries in language["names"].items():
            firsts = {entry.rpartition(" ")[0] for entry in entries}
            forms.setdefault(slug, set()).update(form.lower() for first in firsts for form in expand(first))
    return {slug: frozenset(found) for slug, found in forms.items()}


def _make_office(text: str, slug: str, term: dict[str, Any]) -> Office:
    office, country, first, until = (term.get(key) for key in ("office", "country", "from", "until"))
    is_known = office in _OFFICES and isinstance(country, str) and len(country) == 2
    if (
        is_known
        and isinstance(first, date)
        and (until is None or (isinstance(until, date) and first < until))
    ):
        return Office(str(office), str(country), slug, first, until)
    lines = enumerate(text.splitlines(), start=1)
    line = next(n for n, row in lines if row.startswith("name") and make_slug(row.partition("=")[2]) == slug)
    raise LexiconError(f"{_FILE}, line {line}: offices of {slug!r}: {term} is not an office with its days")

"""How the press saves and signs its pages: furniture around articles, months in date lines, publishers."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.domain.errors import LexiconError
from app.lexicon.language import get_tables
from app.lexicon.matcher import expand

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Press:
    """The words of `press.toml` and the calendars of all languages, all in lower case."""

    months: dict[str, int]
    date_words: frozenset[str]
    published: frozenset[str]
    updated: tuple[str, ...]
    bylines: frozenset[str]
    address_original: frozenset[str]
    address_link: frozenset[str]
    tracking: re.Pattern[str]
    sections: frozenset[str]
    furniture_lines: frozenset[str]
    furniture_starts: tuple[str, ...]
    furniture_contains: tuple[str, ...]
    captions: tuple[str, ...]
    credits: tuple[str, ...]
    announcing: frozenset[str]
    prompts: frozenset[str]
    prompt_starts: tuple[str, ...]
    blurb: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Publishers:
    """Who publishes: names by domain, and by the names that texts use."""

    by_domain: dict[str, str]
    by_name: dict[str, str]
    pattern: re.Pattern[str]

    def find_by_host(self, host: str) -> str | None:
        """Return the publisher of a host or of a domain above it; None if the table does not know it."""
        parts = host.lower().rstrip(".").split(".")
        for start in range(len(parts) - 1):
            name = self.by_domain.get(".".join(parts[start:]))
            if name:
                return name
        return None

    def find_in_text(self, text: str) -> tuple[str, ...]:
        """Return the publishers that `text` names, each once, in the order of their first mention."""
        found = (self.by_name[match.group().lower()] for match in self.pattern.finditer(text))
        return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def get_press() -> Press:
    """Read press.toml and the calendars of the languages; raise LexiconError if a form stands for two months."""
    table = _read_table("press.toml")
    dates, addresses, furniture = table["date_line"], table["addresses"], table["furniture"]
    return Press(
        months=_make_months(),
        date_words=_lower_set(dates["labels"]).union(
            _list_weekdays(), *(phrase.split() for phrase in _lower(dates["updated"]))
        ),
        published=_lower_set(dates["published"]),
        updated=_lower(dates["updated"]),
        bylines=_lower_set(dates["bylines"]),
        address_original=_lower_set(addresses["original"]),
        address_link=_lower_set(addresses["link"]),
        tracking=_make_names_pattern(addresses["tracking"]),
        sections=_lower_set(table["sections"]["names"]),
        furniture_lines=_lower_set(furniture["lines"]),
        furniture_starts=_lower(furniture["starts"]),
        furniture_contains=_lower(furniture["contains"]),
        captions=_lower(furniture["captions"]),
        credits=_lower(furniture["credits"]),
        announcing=_lower_set(furniture["announcing"]),
        prompts=_lower_set(table["prompts"]["lines"]),
        prompt_starts=tuple(f"{line} " for line in _lower(table["prompts"]["lines"]) if " " in line),
        blurb=_lower(table["prompts"]["blurb"]),
    )


@lru_cache(maxsize=1)
def get_publishers() -> Publishers:
    """Read publishers.toml; raise LexiconError if a domain or a name stands for two publishers."""
    by_domain: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for entry in _read_table("publishers.toml")["publisher"]:
        for domain in entry["domains"]:
            _set_once(by_domain, domain, entry["name"])
        for name in entry.get("names", ()):
            _set_once(by_name, name.lower(), entry["name"])
    # The longest name first, so that "Sputnik Belarus" is not read as "Sputnik".
    names = "|".join(re.escape(name) for name in sorted(by_name, key=lambda name: (-len(name), name)))
    return Publishers(by_domain, by_name, re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE))


def _read_table(name: str) -> dict[str, Any]:
    with (_FOLDER / name).open("rb") as file:
        return tomllib.load(file)


def _make_months() -> dict[str, int]:
    """Number every form of a month's name that any language knows."""
    months: dict[str, int] = {}
    for code, table in get_tables().items():
        for key in ("months", "months_alone", "months_short"):
            for number, entry in enumerate(table["calendar"][key], 1):
                for form in filter(None, _lower(expand(entry))):
                    if months.setdefault(form, number) != number:
                        raise LexiconError(f"{code}.toml, calendar.{key}: {form!r} stands for two months")
    return months


def _list_weekdays() -> frozenset[str]:
    entries = (entry for table in get_tables().values() for entry in table["calendar"]["weekdays"])
    return _lower_set(form for entry in entries for form in expand(entry))


def _set_once(table: dict[str, str], key: str, name: str) -> None:
    if table.setdefault(key, name) != name:
        raise LexiconError(f"publishers.toml: {key!r} stands for {table[key]} and {name}")


def _make_names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Compile names whose trailing `*` stands for the rest of the name."""
    return re.compile("|".join(re.escape(name).replace(r"\*", ".*") for name in names), re.IGNORECASE)


def _lower(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.lower() for word in words))


def _lower_set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(_lower(words))

"""What a language knows, read from its TOML file and checked once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.domain.errors import LexiconError
from app.domain.marks import Marks
from app.lexicon.matcher import Entry, Matcher, expand
from app.lexicon.numbers import join_tens
from app.lexicon.patterns import make_alternation, make_pattern
from app.lexicon.schema import NUMBERS, PHRASES, find_line, read_table
from app.lexicon.times import list_times

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Language:
    """The tables of one language. Keys of the number and calendar tables are lower-case words.

    `mark` finds the entries of every word list in a text. `particles` are little words from which stages build
    patterns of their own.
    """

    code: str
    month_first: bool
    numbers: dict[str, int]
    ordinals: dict[str, int]
    abbreviations: frozenset[str]
    clause_openers: re.Pattern[str]
    particles: dict[str, tuple[str, ...]]
    matcher: Matcher

    def mark(self, text: str) -> Marks:
        """Find the entries of every word list in `text`, by the list's name. The lists of a topic carry the topic's;
        "outcome", "part_of_day", "person", "city" and "country", "number", "ordinal" and "repetition" what the words
        stand for."""
        return join_tens(self.matcher.find(text), text)

    def either(self, *particles: str) -> str:
        """Return the named lists of little words as one alternation, to be put into a larger pattern."""
        words = {word for particle in particles for word in self.particles[particle]}
        return make_alternation(words)


@lru_cache
def get_tables() -> dict[str, dict[str, Any]]:
    """Read every language file once, by language code; raise LexiconError for one that is not as it should be."""
    tables = {}
    for path in sorted(FOLDER.glob("??.toml")):
        tables[path.stem] = read_table(path)
        if tables[path.stem]["language"] != path.stem:
            raise LexiconError(f"{path.name}, line 1: language is not {path.stem!r}")
    return tables


@lru_cache
def get_language(code: str) -> Language:
    """Return the tables of a language; raise LexiconError if its file is missing or incomplete."""
    if code not in get_tables():
        raise LexiconError(f"no lexicon for language {code!r}")
    return _make_language(f"{code}.toml", get_tables()[code])


@lru_cache
def _list_codes() -> frozenset[str]:
    return frozenset(path.stem for path in FOLDER.glob("??.toml"))


def has_language(code: str | None) -> bool:
    """Tell whether a lexicon for the language stands beside this module."""
    return code is not None and code in _list_codes()


def _make_language(name: str, table: dict[str, Any]) -> Language:
    calendar = table["calendar"]
    lengths = {len(calendar[key]) for key in calendar if key.startswith("months")}
    if lengths != {12} or {len(calendar["weekdays"]), len(calendar["weekdays_bound"])} != {7}:
        line = find_line((FOLDER / name).read_text("utf-8"), "calendar")
        raise LexiconError(f"{name}, line {line}: a year has 12 months and a week 7 days")
    return Language(
        code=table["language"],
        month_first=calendar["month_first"],
        numbers=_spell_out(table["numbers"]),
        ordinals=_spell_out(table["ordinals"]),
        abbreviations=frozenset(word.lower() for word in table["sentences"]["abbreviations"]),
        clause_openers=make_pattern(table["sentences"]["clause_openers"]),
        particles={
            key: tuple(form for word in entries for form in expand(word))
            for key, entries in table["particles"].items()
        },
        matcher=Matcher(_list_entries(table)),
    )


def _list_entries(table: dict[str, Any]) -> Iterator[Entry]:
    for name in PHRASES:
        for key, entries in table[name].items():
            for words in entries:
                yield Entry(key, words)
    for list_name in NUMBERS:
        for words, number in table[list_name].items():
            yield Entry(list_name.removesuffix("s"), words, str(number))
    yield from list_times(table)
    for part, entries in table["parts_of_day"].items():
        for words in entries:
            yield Entry("part_of_day", words, part)
    for row in table["outcome"]:
        for words in row["words"]:
            yield Entry("outcome", words, row["value"])
    # Names are the same people's in every language, and texts of one quote those of another.
    for other in get_tables().values():
        for list_name, label in (("names", "person"), ("cities", "city"), ("countries", "country")):
            for value, entries in other[list_name].items():
                for words in entries:
                    yield Entry(label, words, value)


def _spell_out(table: dict[str, int]) -> dict[str, int]:
    return {form.lower(): number for entry, number in table.items() for form in expand(entry)}

"""What a language knows, read from its TOML file and checked once."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.domain.errors import LexiconError
from app.domain.vocabulary import TOPICS
from app.lexicon.patterns import make_alternation, make_pattern

FOLDER = Path(__file__).parent

# Phrase lists that the stages ask for by name; a language file must have every one, or an empty list.
PHRASES: frozenset[str] = frozenset(
    {
        "pair",
        "before_place",
        "future",
        "near",
        "they",
        "he",
        "president_ru",
        "president_by",
        "meeting_noun",
        "meeting_verb",
        "telephone",
        "video",
        "other_talks",
        "format_council",
        "format_sidelines",
        "format_informal",
        "format_visit",
        "planned",
        "cancelled",
        "postponed",
        "hypothetical",
        "not_names",
        "other_actors",
        "audience",
        "meeting_with",
        "meeting_past",
        "own",
        "denied",
        "recalled",
        "discussed",
        "present",
        "protest",
        "arrival",
        "anniversary",
        "marks",
        "founding",
        "founded",
        "tie",
        "reporting_verb",
        "reporting_noun",
        "according",
        "noted_in",
        "count_noun",
        "this_year",
        "last_year",
        "office",
    }
)


# Little words that the stages build their patterns from.
PARTICLES: frozenset[str] = frozenset(
    {
        "last", "next", "on", "ago", "within", "later", "before_month", "before_year", "until", "of", "the",
        "day_endings", "whose_time", "at_least", "half", "hour", "minute", "not_a_length", "origin",
        "preposition", "possessive",
        "joined", "listed", "pronoun", "perhaps_less",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """A way a meeting can end: the displayed value and the pattern of the words that say so."""

    value: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Language:
    """The tables of one language. Keys of the number and calendar tables are lower-case words."""

    code: str
    months: dict[str, int]
    weekdays: dict[str, int]
    days: dict[str, int]
    units: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    abbreviations: frozenset[str]
    clause_openers: re.Pattern[str]
    particles: dict[str, tuple[str, ...]]
    phrases: dict[str, re.Pattern[str]]
    topics: dict[str, re.Pattern[str]]
    outcomes: tuple[Outcome, ...]

    def either(self, *particles: str) -> str:
        """Return the named lists of little words as one alternation, to be put into a larger pattern."""
        words = {word for particle in particles for word in self.particles[particle]}
        return make_alternation(words)

    def find(self, phrase: str, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match of the named phrase list within `text[start:end]`, or None."""
        return self.phrases[phrase].search(text, start, len(text) if end is None else end)

    def has(self, phrase: str, text: str) -> bool:
        """Tell whether any entry of the named phrase list occurs in `text`."""
        return self.phrases[phrase].search(text) is not None


@lru_cache
def get_language(code: str) -> Language:
    """Return the tables of a language; raise LexiconError if its file is missing or incomplete."""
    path = FOLDER / f"{code}.toml"
    if not path.is_file():
        raise LexiconError(f"no lexicon for language {code!r}")
    with path.open("rb") as file:
        return _make_language(path.name, tomllib.load(file))


def has_language(code: str | None) -> bool:
    """Tell whether a lexicon for the language stands beside this module."""
    return (
        code is not None
        and re.fullmatch(r"[a-z]{2}", code) is not None
        and (FOLDER / f"{code}.toml").is_file()
    )


def _make_language(name: str, table: dict[str, Any]) -> Language:
    try:
        calendar, phrases, topics = table["calendar"], table["phrases"], table["topics"]
        cased = table["phrases_cased"]
        _check(name, "phrases", set(PHRASES), {*phrases, *cased})
        _check(name, "particles", set(PARTICLES), set(table["particles"]))
        _check(name, "topics", set(TOPICS), set(topics))
        if len(calendar["months"]) != 12 or len(calendar["weekdays"]) != 7:
            raise LexiconError(f"{name}: a year has 12 months and a week 7 days")
        months = {
            word.lower(): number
            for words in (calendar["months"], calendar["months_short"])
            for number, word in enumerate(words, start=1)
            if word
        } | {word.lower(): number for word, number in calendar["months_other"].items()}
        return Language(
            code=table["language"],
            months=months,
            weekdays={word.lower(): number for number, word in enumerate(calendar["weekdays"])},
            days=dict(calendar["days"]),
            units=dict(calendar["units"]),
            numbers=dict(table["numbers"]),
            ordinals=dict(table["ordinals"]),
            abbreviations=frozenset(word.lower() for word in table["sentences"]["abbreviations"]),
            clause_openers=make_pattern(table["sentences"]["clause_openers"]),
            particles={key: tuple(words) for key, words in table["particles"].items()},
            phrases={key: make_pattern(words) for key, words in phrases.items()}
            | {key: make_pattern(words, cased=True) for key, words in cased.items()},
            topics={key: make_pattern(words) for key, words in topics.items()},
            outcomes=tuple(Outcome(row["value"], make_pattern(row["words"])) for row in table["outcome"]),
        )
    except KeyError as error:
        raise LexiconError(f"{name}: the table {error} is missing") from error


def _check(name: str, table: str, wanted: set[str], found: set[str]) -> None:
    if wanted != found:
        raise LexiconError(
            f"{name}: [{table}] lacks {sorted(wanted - found)}, has unknown {sorted(found - wanted)}"
        )

"""Which tables and keys a language file has, and how one that differs is told: by file, line and key."""

import re
import tomllib
from pathlib import Path
from typing import Any

from app.domain.errors import LexiconError
from app.domain.vocabulary import TOPICS

# Word lists that the stages ask for by name. A language has every one, if only as an empty list.
PHRASES: dict[str, frozenset[str]] = {
    "references": frozenset({"pair", "they", "he", "president_ru", "president_by", "office", "not_names"}),
    "speech": frozenset({"reporting_verb", "reporting_noun", "according", "noted_in"}),
    "counting": frozenset({"count_noun", "this_year", "last_year"}),
    "tenses": frozenset({"future", "near"}),
    "places": frozenset({"before_place"}),
    "contacts": frozenset(
        {
            "meeting_noun", "meeting_verb", "meeting_with", "meeting_past", "telephone", "video",
            "other_talks", "audience", "other_actors", "own", "present", "discussed",
        }
    ),
    "moods": frozenset({"planned", "cancelled", "postponed", "hypothetical", "denied", "recalled"}),
    "formats": frozenset({"format_council", "format_sidelines", "format_informal", "format_visit"}),
    "around": frozenset(
        {"protest", "arrival", "anniversary", "marks", "founding", "founded", "tie"}
    ),
    "topics": frozenset(TOPICS),
}  # fmt: skip

# Little words that the stages build their patterns from.
PARTICLES: frozenset[str] = frozenset(
    {
        "last", "next", "on", "ago", "within", "later", "before_month", "before_year", "until", "of", "the",
        "day_endings", "whose_time", "at_least", "half", "hour", "minute", "not_a_length", "origin",
        "preposition", "possessive",
        "joined", "listed", "pronoun", "perhaps_less",
    }
)  # fmt: skip

_TABLES: dict[str, frozenset[str] | None] = {
    "calendar": frozenset({"months", "months_short", "months_other", "weekdays", "days", "units"}),
    "particles": PARTICLES,
    "sentences": frozenset({"abbreviations", "clause_openers"}),
    **PHRASES,
    # Tables whose keys are the language's own words, or slugs and names that other tables define.
    "numbers": None,
    "ordinals": None,
    "names": None,
    "cities": None,
    "countries": None,
}
_SINGLE = frozenset({"language", "outcome"})


def read_table(path: Path) -> dict[str, Any]:
    """Read a language file and check its shape; raise LexiconError naming file, line and key of what differs."""
    text = path.read_text("utf-8")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path.name}: {error}") from error
    for key in sorted(_SINGLE | set(_TABLES)):
        if key not in table:
            raise LexiconError(f"{path.name}, line 1: the table {key!r} is missing")
    for name, rows in table.items():
        if name not in _TABLES and name not in _SINGLE:
            raise LexiconError(f"{path.name}, line {find_line(text, name)}: unknown table {name!r}")
        if name in _TABLES:
            _check_keys(path.name, text, name, rows)
    return table


def _check_keys(file: str, text: str, name: str, rows: dict[str, Any]) -> None:
    wanted = _TABLES[name]
    if wanted is not None:
        for key in sorted(wanted - set(rows)):
            raise LexiconError(f"{file}, line {find_line(text, name)}: [{name}] lacks {key!r}")
        for key in sorted(set(rows) - wanted):
            raise LexiconError(
                f"{file}, line {find_line(text, name, key)}: [{name}] has an unknown key {key!r}"
            )
    is_phrases = name in PHRASES or name == "particles" or wanted is None
    for key, value in rows.items():
        if is_phrases and not _is_words(name, value):
            kind = "a number" if name in ("numbers", "ordinals") else "a list of words"
            raise LexiconError(f"{file}, line {find_line(text, name, key)}: {key!r} is not {kind}")


def _is_words(name: str, value: object) -> bool:
    if name in ("numbers", "ordinals"):
        return isinstance(value, int)
    return isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)


def find_line(text: str, table: str, key: str | None = None) -> int:
    """Return the number of the line on which a table, or a key of it, stands; 1 if it is nowhere."""
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.fullmatch(r"\[+([^\[\]]+)\]+\s*(?:#.*)?", line.strip())
        if header:
            inside = header[1] == table
            if inside and key is None:
                return number
        elif inside and key is not None and re.match(rf"[\"']?{re.escape(key)}[\"']?\s*=", line.strip()):
            return number
    return 1

"""Which tables and keys a language file has, and how one that differs is told: by file, line and key."""

import re
import tomllib
from pathlib import Path
from typing import Any

from app.domain.errors import LexiconError
from app.domain.vocabulary import TOPICS, PartOfDay

# Word lists that the stages ask for by name. A language has every one, if only as an empty list.
PHRASES: dict[str, frozenset[str]] = {
    "references": frozenset(
        {
            "pair", "pair_named", "not_pair", "they", "he", "president_ru", "president_by", "colleague_ru",
            "colleague_by", "pair_state", "head", "head_of_state", "former", "office", "not_names",
        }
    ),
    "speech": frozenset(
        {
            "reporting_verb", "reporting_noun", "according", "noted_in", "his_words", "speaking_pronoun",
            "speaking_she", "speaking_self", "cites", "takes_listener", "that", "relative", "named",
            "determiner", "speaking_to", "owned", "speaking_adverb", "speaker_role", "speaker_anyone",
            "speaker_ru", "speaker_by", "speaker_guest", "speaker_host", "speaker_other", "opens_saying",
            "indefinite", "passive", "so_called", "joins", "indefinite_one", "spokesperson_ru",
            "spokesperson_by",
        }
    ),
    "counting": frozenset(
        {
            "count_noun", "count_time", "count_verb", "count_pair", "count_only", "count_at_least",
            "count_not", "count_other", "count_except", "count_after", "this_year", "last_year",
            "before_last_year", "year_before", "that_year", "within_a_year", "other_stretch", "not_year",
            "year_opening", "count_alone", "count_visits", "count_calls",
        }
    ),
    "tenses": frozenset(
        {
            "future", "near", "past", "tense_edge",
        }
    ),
    "places": frozenset(
        {
            "before_place", "impersonal",
        }
    ),
    "contacts": frozenset(
        {
            "summit_talks", "meeting_noun", "meeting_verb", "session_noun", "talk_verb", "joint", "together",
            "leave", "talk_noun", "foreign_head", "visit", "calls", "telephone", "video", "excluding", "remote",
            "other_talks", "audience", "other_actors", "own", "counterpart", "discussed", "undiscussed",
            "present",
        }
    ),
    "moods": frozenset(
        {
            "upcoming", "ellipsis", "after", "about", "ongoing", "announced", "of_what", "explains_time", "bounding",
            "days_two", "days_three", "second_day", "third_day", "began", "ended", "ahead", "during", "absence",
            "other_event", "later_that_day", "of_one_day", "one_more", "call_held", "is_said", "direction", "negation",
            "again", "planned", "cancelled", "postponed", "hypothetical", "denied", "recalled", "happened",
        }
    ),
    "formats": frozenset(
        {
            "format_council", "format_sidelines", "format_informal", "format_visit",
        }
    ),
    "around": frozenset(
        {
            "protest", "protest_verb", "crowd", "dissent", "same_time", "arrival", "anniversary", "years",
            "years_ago", "turns", "marks", "founding", "founded", "tie", "bond", "treaty", "two_states",
        }
    ),
    "issues": frozenset(
        {
            "issue", "put_off", "unsettled", "to_settle", "by_when", "settled", "absent",
        }
    ),
    "topics": frozenset(TOPICS),
    "no_topics": frozenset(
        {
            "no_topic",
        }
    ),
}  # fmt: skip

# Little words around a time; found in a text together with the words of the calendar, as the list "time".
TIME: frozenset[str] = frozenset(
    {
        "on", "in", "for", "this", "last", "coming", "next", "ago", "within", "later", "earlier", "from", "to", "and",
        "or", "of", "the", "bound", "every", "part", "week_this", "year_word", "year_this", "year_last", "year_next",
        "year_same", "day_number", "day_before", "eve", "day_same", "day_after", "no_time", "named_after",
    }
)  # fmt: skip

# Little words that the stages build their patterns from.
PARTICLES: frozenset[str] = frozenset(
    {
        "with", "to_come", "article",
        "before_year", "of", "the",
        "day_endings", "past_endings", "ordinal_endings", "at_least", "half", "half_hour", "one_and_half",
        "hour", "minute", "not_a_length", "origin",
        "preposition", "possessive",
        "joined", "listed", "pronoun", "perhaps_less",
    }
)  # fmt: skip

# Rules for the endings of names, from case to case.
ENDINGS = frozenset({"given_men", "given_women", "surname_men", "surname_women", "patronymic"})
# Tables of letters and names, and how they are written in Latin letters.
_LATIN = frozenset({"given_men", "given_women", "letters"})

# Tables whose keys are the language's words for a number.
NUMBERS = ("numbers", "ordinals", "repetitions", "jubilees")

_TABLES: dict[str, frozenset[str] | None] = {
    "identification": frozenset({"alphabet", "words"}),
    "calendar": frozenset(
        {
            "months",
            "months_alone",
            "months_short",
            "month_first",
            "weekdays",
            "weekdays_bound",
            "days",
            "units",
            "units_one",
            "feasts",
        }
    ),
    "time": TIME,
    "particles": PARTICLES,
    "sentences": frozenset({"abbreviations", "clause_openers"}),
    "parts_of_day": frozenset(part.value for part in PartOfDay),
    **PHRASES,
    # Tables whose keys are the language's own words, or slugs and names that other tables define.
    "numbers": None,
    "ordinals": None,
    "repetitions": None,
    "jubilees": None,
    "names": None,
    "given_men": None,
    "given_women": None,
    "letters": None,
    "endings": ENDINGS,
    "cities": None,
    "countries": None,
}
_SINGLE = frozenset({"language", "outcome"})
# Tables of word lists besides those of PHRASES.
_WORD_LISTS = ("particles", "endings", "identification", "parts_of_day")


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
    is_phrases = name in PHRASES or name in _WORD_LISTS or wanted is None
    for key, value in rows.items():
        if is_phrases and not _is_words(name, value):
            kind = "a number" if name in NUMBERS else "a word" if name in _LATIN else "a list of words"
            raise LexiconError(f"{file}, line {find_line(text, name, key)}: {key!r} is not {kind}")


def _is_words(name: str, value: object) -> bool:
    if name in NUMBERS:
        return isinstance(value, int)
    if name in _LATIN:
        return isinstance(value, str)
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

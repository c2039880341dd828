"""A search as a value: words, phrases, what is left out, and fields. Reading one never fails.

`gas "union state" -oil speaker:putin year:2022`: words in any form, phrases as they stand, `-` before what is not to
be there, and fields. Whatever is typed is read as well as it can be; `notes` tell what is read otherwise than written.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.domain.words import split_words

LONGEST = 300
MOST_WORDS = 32
"""Beyond so many characters, and so many words and fields, a query is not read."""

_MOST_NOTES = 6
_LONGEST_NAMED = 60
# Double quotation marks of every kind; one of a pair ends what one of the same pair begins.
_PAIRS = ('"“”„‟＂', "«»")
_MARKS = "".join(_PAIRS)
_RUN = re.compile(rf"[^\s{_MARKS}]+")
_MINUS = re.compile(r"[-−–—]+(?=[^\s−–—-])")
_NAMED = re.compile(r"([^\W\d_]+):(?=(.?))", re.DOTALL)
# Signs that mean something in other query languages, and nothing in this one.
_SIGNS = re.compile(r"[*^(){}\[\]|+~\\]")
_OPERATORS = frozenset({"OR", "NOT", "XOR", "NEAR"})


class FieldName(StrEnum):
    """What a query can ask for by name."""

    SPEAKER = "speaker"
    TOPIC = "topic"
    YEAR = "year"
    PLACE = "place"


_FIELDS = {
    **{name.value: name for name in FieldName},
    "спикер": FieldName.SPEAKER,
    "тема": FieldName.TOPIC,
    "год": FieldName.YEAR,
    "место": FieldName.PLACE,
    "прамоўца": FieldName.SPEAKER,
    "тэма": FieldName.TOPIC,
    "месца": FieldName.PLACE,
}


class NoteKind(StrEnum):
    """How a part of a query was read otherwise than it is written."""

    CUT = "cut"
    MANY = "many"
    UNCLOSED = "unclosed"
    NO_WORDS = "no words"
    SIGNS = "signs"
    AND = "and"
    OPERATOR = "operator"
    UNKNOWN_FIELD = "unknown field"
    NO_VALUE = "no value"
    ONLY_EXCLUDED = "only excluded"
    UNKNOWN_VALUE = "unknown value"
    READ_AS = "read as"


@dataclass(frozen=True, slots=True)
class Note:
    """One remark: about which words of the query, and how they were read instead (of a field its name)."""

    kind: NoteKind
    words: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """Words to be found, or with `excluded` not to be: each in any of its forms, or as a phrase as they stand."""

    words: tuple[str, ...]
    is_phrase: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class FieldTerm:
    """A value that a field is to have, or with `excluded` not to have, as typed."""

    name: FieldName
    value: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A search as it was read. Everything in it must hold."""

    terms: tuple[Term, ...] = ()
    fields: tuple[FieldTerm, ...] = ()
    notes: tuple[Note, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether it asks for anything."""
        return bool(self.terms or self.fields)


def clean_query(text: str) -> str:
    """Return what is typed as one line, at most one character longer than what is read, so that a cut still shows."""
    return " ".join(text.replace("\0", " ").split())[: LONGEST + 1].rstrip()


@lru_cache(maxsize=500)
def parse_query(text: str) -> Query:
    """Read a query; whatever is typed is one."""
    text = clean_query(text)
    parser = _Parser(text[:LONGEST])
    if len(text) > LONGEST:
        parser.note(NoteKind.CUT)
    return parser.parse()


class _Parser:
    """Reads one query from its first to its last sign."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._room = MOST_WORDS
        self._terms: dict[Term, None] = {}
        self._fields: dict[FieldTerm, None] = {}
        self._notes: dict[Note, None] = {}

    def parse(self) -> Query:
        while self._at < len(self._text):
            if self._text[self._at].isspace():
                self._at += 1
                continue
            minus = _MINUS.match(self._text, self._at)
            self._at = minus.end() if minus else self._at
            self._take_part(excluded=minus is not None)
        parts: list[Term | FieldTerm] = [*self._terms, *self._fields]
        if parts and all(part.excluded for part in parts):
            self.note(NoteKind.ONLY_EXCLUDED)
        return Query(tuple(self._terms), tuple(self._fields), tuple(self._notes)[:_MOST_NOTES])

    def note(self, kind: NoteKind, words: str = "", reading: str = "") -> None:
        short = words if len(words) <= _LONGEST_NAMED else f"{words[: _LONGEST_NAMED - 1]}…"
        self._notes[Note(kind, short, reading)] = None

    def _take_part(self, *, excluded: bool) -> None:
        """Take what begins here: a phrase, a field, or words up to the next space or quotation mark."""
        if self._text[self._at] in _MARKS:
            self._add_term(self._take_quoted(), is_phrase=True, excluded=excluded)
            return
        named = _NAMED.match(self._text, self._at)
        if named and (name := _FIELDS.get(named[1].casefold())):
            self._at = named.end()
            self._take_field(name, named.group(), excluded=excluded)
            return
        run = _RUN.match(self._text, self._at)
        words = run.group() if run else ""
        self._at += len(words)
        if named and named[2].strip():
            self.note(NoteKind.UNKNOWN_FIELD, words)
        self._take_words(words, excluded=excluded)

    def _take_words(self, words: str, *, excluded: bool) -> None:
        if words == "AND":
            self.note(NoteKind.AND, words)
            return
        if words in _OPERATORS:
            self.note(NoteKind.OPERATOR, words)
        if _SIGNS.search(words) and (read := split_words(words)):
            self.note(NoteKind.SIGNS, words, " ".join(word.raw for word in read))
        self._add_term(words, is_phrase=False, excluded=excluded)

    def _take_field(self, name: FieldName, written: str, *, excluded: bool) -> None:
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1
        if self._text[self._at : self._at + 1] in tuple(_MARKS):
            value = self._take_quoted()
        else:
            run = _RUN.match(self._text, self._at)
            value = run.group() if run else ""
            self._at += len(value)
        value = value.strip(" ,.;")
        if not value:
            self.note(NoteKind.NO_VALUE, written)
        elif self._has_room(1):
            self._fields[FieldTerm(name, value, excluded)] = None

    def _take_quoted(self) -> str:
        """Take what stands in quotation marks, to the end of the query if they are not closed."""
        opening = self._text[self._at]
        closing = next(pair for pair in _PAIRS if opening in pair)
        start = self._at + 1
        end = next((n for n in range(start, len(self._text)) if self._text[n] in closing), None)
        self._at = len(self._text) if end is None else end + 1
        words = self._text[start:end]
        if end is None and words:
            self.note(NoteKind.UNCLOSED, opening + words)
        return words

    def _add_term(self, words: str, *, is_phrase: bool, excluded: bool) -> None:
        read = tuple(word.text for word in split_words(words))
        if not read:
            self.note(NoteKind.NO_WORDS, words or '""')
        elif self._has_room(len(read)):
            self._terms[Term(read, is_phrase, excluded)] = None

    def _has_room(self, number: int) -> bool:
        if number > self._room:
            self.note(NoteKind.MANY)
            self._room = 0
            return False
        self._room -= number
        return True

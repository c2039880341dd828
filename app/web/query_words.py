"""What was searched for, said in words: how a query was read, and what in it was read otherwise than it is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.queries import (
    LONGEST,
    MOST_WORDS,
    FieldName,
    FieldTerm,
    Note,
    NoteKind,
    Term,
    parse_query,
)
from app.lexicon.search.fields import read_field
from app.store.engine import Session
from app.store.matching import list_unknown
from app.web.formatting import format_list, format_person, format_place, format_topic
from app.web.language import gettext, mark

MOST = 10
"""So many remarks are made about all searches of a page."""

_NOTES = {
    NoteKind.CUT: mark("Only the first %(characters)s characters were read."),
    NoteKind.MANY: mark("Only the first %(most)s words were read."),
    NoteKind.UNCLOSED: mark("The quotation mark is not closed: the phrase was read to the end (%(words)s)."),
    NoteKind.NO_WORDS: mark("%(words)s holds no letter or digit: left out."),
    NoteKind.SIGNS: mark("%(words)s was searched as “%(reading)s”: its signs mean nothing here."),
    NoteKind.AND: mark("AND was left out: all words must be there anyway."),
    NoteKind.OPERATOR: mark(
        "%(words)s was searched as a word. All words must be there; write -word for one that must not."
    ),
    NoteKind.UNKNOWN_FIELD: mark(
        "“%(words)s” was searched as words: the fields are speaker, topic, year and place."
    ),
    NoteKind.NO_VALUE: mark("“%(words)s” has nothing behind it: left out."),
    NoteKind.ONLY_EXCLUDED: mark("Nothing is asked for, only left out: here is everything else."),
}
_UNKNOWN = {
    FieldName.SPEAKER: mark("There is no speaker “%(value)s” in this record: left out."),
    FieldName.TOPIC: mark("There is no topic “%(value)s”: left out."),
    FieldName.YEAR: mark("“%(value)s” is no year: left out."),
    FieldName.PLACE: mark("There is no place “%(value)s” in this record: left out."),
}
_FIELDS = {
    FieldName.SPEAKER: (mark("speaker: %(value)s"), mark("speaker not: %(value)s")),
    FieldName.TOPIC: (mark("topic: %(value)s"), mark("topic not: %(value)s")),
    FieldName.YEAR: (mark("year: %(value)s"), mark("year not: %(value)s")),
    FieldName.PLACE: (mark("place: %(value)s"), mark("place not: %(value)s")),
}


@dataclass(frozen=True, slots=True)
class QueryWords:
    """How searches were read: `parts` of each in words, and `notes`, whole sentences. `meant` tells whether anything
    is left of them to search for, `plain` whether they are words alone."""

    parts: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    meant: bool = False
    plain: bool = True


def describe_searches(session: Session, searches: Sequence[str]) -> QueryWords:
    """Say how searches were read; nobody but the session knows which people and places the record has."""
    parts, notes, plain = [], [], True
    for query in dict.fromkeys(map(parse_query, searches)):
        unknown = list_unknown(session, query)
        known = [field for field in query.fields if field.value not in unknown]
        notes += [_say_note(note) for note in query.notes]
        notes += [
            gettext(_UNKNOWN[field.name], value=field.value)
            for field in query.fields
            if field.value in unknown
        ]
        plain = plain and not query.fields and all(_is_plain(term) for term in query.terms)
        told = (*map(_say_term, query.terms), *map(_say_field, known))
        if told:
            parts.append(told)
    return QueryWords(tuple(parts), tuple(dict.fromkeys(notes))[:MOST], bool(parts), plain)


def _is_plain(term: Term) -> bool:
    return not (term.is_phrase or term.excluded)


def _say_note(note: Note) -> str:
    return gettext(
        _NOTES[note.kind], words=note.words, reading=note.reading, characters=LONGEST, most=MOST_WORDS
    )


def _say_term(term: Term) -> str:
    words = " ".join(term.words)
    if term.is_phrase:
        message = (
            mark("not the phrase “%(words)s”")
            if term.excluded
            else mark("the phrase “%(words)s” as it stands")
        )
    elif term.excluded:
        message = mark("not “%(words)s” in any form")
    else:
        message = mark("“%(words)s” in any form")
    return gettext(message, words=words)


def _say_field(field: FieldTerm) -> str:
    meaning = read_field(field)
    values = meaning.values or (field.value,)
    match field.name:
        case FieldName.SPEAKER:
            told = format_list([format_person(one) for one in values] if meaning.values else values, "or")
        case FieldName.PLACE:
            told = format_list([format_place(one) for one in values] if meaning.values else values, "or")
        case FieldName.TOPIC:
            told = format_list([format_topic(one) for one in values], "or")
        case FieldName.YEAR:
            told = values[0] if len(values) == 1 else f"{values[0]}–{values[-1]}"
    return gettext(_FIELDS[field.name][field.excluded], value=told)

"""What an export holds: its files and their columns, for those who write it, describe it and read it again."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

PACKAGE_FILE = "datapackage.json"
PACKAGE_NAME = "summitry"
FORMAT = 1
"""The form of the files; a program refuses an export whose form it does not know."""

Row = dict[str, Any]
"""A row by column, its values as JSON has them."""


class DocumentType(StrEnum):
    """What a row of `sources` is: an article, a digest of ours, a row of the record, a correction, a source that is
    known by its address alone because a row of the record names it. Exports of earlier editions also name withdrawn
    sources; they are passed over."""

    ARTICLE = "article"
    DIGEST = "digest"
    RECORD = "record"
    CORRECTION = "correction"
    CITED = "cited"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `type` is one of `string`, `integer`, `boolean`, `list` (texts, in CSV joined by `;`) and `array` (JSON
    in CSV as well).
    """

    name: str
    about: str
    type: str = "string"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an export; `references` are columns that hold the key of another table: column, table, its key."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[tuple[str, str, str], ...] = ()


def _text(name: str, about: str) -> Column:
    return Column(name, about)


def _number(name: str, about: str) -> Column:
    return Column(name, about, "integer")


def _list(name: str, about: str) -> Column:
    return Column(name, about, "list")


_PLACE = (
    _text("sentence", "The sentence (of a longer quote, the sentences) in which the words stand."),
    _number("number", "Which of the source's exported sentences it is, counted from 0."),
    _number("start", "Where in the sentence the words begin, in Unicode code points."),
    _number("end", "Where in the sentence they end."),
)

EVENTS = Table(
    "events",
    "Meetings, calls, milestones and related events",
    (
        _text("slug", "Name of the event in addresses."),
        _text("url", "Path of the event's page."),
        _text("title", "Place before form, in English."),
        _text("kind", "meeting, call, milestone or related."),
        _text("format", "How a meeting or call took place."),
        _text("status", "held, planned or cancelled, as the sources say; an overdue plan is planned."),
        _text("date", "EDTF, as exact as the sources tell it."),
        _text("date_start", "First day, or first month where no day is told."),
        _text("date_end", "Last day, or last month where no day is told."),
        _text("city", "English name of the first city told."),
        _text("country", "ISO 3166 alpha-2."),
        _list("people", "Slugs of those who were there."),
        _list("topics", "What was spoken of."),
        _text("outcome", "What came of it, in the source's words."),
        _number("duration_minutes_at_least", "How long it took at least."),
        _number("sources", "Number of sources that tell of it."),
        _list("cities", "English names of all cities told."),
        _text("venue", "Where in the city."),
        _text("others", "Who else was there, as the record names them."),
        _text("note", "What the record adds."),
        _text("confidence", "high, medium or low: how sure the record is of it."),
        _text("id", "Id of the event."),
        _list("source_ids", "Ids of the sources that tell of it."),
    ),
    ("slug",),
)

SOURCES = Table(
    "sources",
    "Articles, digests, rows of the record, corrections, and sources known by their address alone",
    (
        _text("id", "Id of the source."),
        _text("type", "article, digest, record, correction or cited."),
        _text("title", "Its title."),
        _text("publisher", "Who published it."),
        _text("url", "Address of the original."),
        _text("published", "EDTF."),
        _text("language", "Its language."),
        _text(
            "text",
            "What of its text is exported: of other people's articles, and of rows that name a withdrawn source, the "
            "sentences read, […] between.",
        ),
        Column("excerpt", "Whether the text is sentences only.", "boolean"),
        Column("sentences", "Where in this text its sentences stand: [start, end] each.", "array"),
        _text("text_hash", "SHA-256 of the whole text."),
        _list("filled", "Which of publisher, published and language the record tells and not the source itself."),
        Column("mentions", "What it tells of, one after the other, and the slug of the event of each.", "array"),
        Column("cites", "The sources that a row of the record names, and what it says of them.", "array"),
    ),
    ("id",),
)  # fmt: skip

QUOTES = Table(
    "quotes",
    "Words attributed to a speaker",
    (
        _text("id", "Id of the quote."),
        _text("event", "Slug of the event that it belongs to."),
        _text("mention", "Id of the mention of that event."),
        _text("source", "Id of the source that prints it."),
        _text("document", "Id of where we have it from: the same source or a row of the record."),
        _number("position", "Its place among the quotes of that document."),
        _text("speaker", "Slug of the speaker, where it is clear who speaks."),
        _text("speaker_text", "The speaker as the source names them."),
        _text("text", "The words."),
        _text("kind", "direct, transcript or reported."),
        _text("said", "The day on which they were said, where the record tells it (EDTF)."),
        _text("language", "Language of the words, where the record tells it."),
        *_PLACE,
    ),
    ("id",),
    (("event", "events", "slug"), ("source", "sources", "id"), ("document", "sources", "id")),
)

CLAIMS = Table(
    "claims",
    "Counts of meetings, as sources give them",
    (
        _text("id", "Id of the claim."),
        _text("source", "Id of the source that counts."),
        _text("document", "Id of where we have it from: the same source or a row of the record."),
        _number("position", "Its place among the claims of that document."),
        _number("year", "The year counted."),
        _number("count", "The number told."),
        Column("at_least", "Whether the number told is the least: no fewer, perhaps more.", "boolean"),
        _text("as_of", "The day up to which was counted (EDTF)."),
        _text("scope", "What is counted."),
        _text("person", "Slug of the person whose meetings alone are counted, where it is one person's."),
        _text("claimed_by", "Who counts, where it is not the publisher."),
        _text("text", "The words."),
        *_PLACE,
    ),
    ("id",),
    (("source", "sources", "id"), ("document", "sources", "id")),
)

FACTS = Table(
    "facts",
    "Every field of every event as each source tells it",
    (
        _text("mention", "Id of what a document asserts of one event."),
        _number("position", "Place of the fact in it."),
        _text("event", "Slug of the event; empty if it belongs to none."),
        _text("document", "Id of the source: an article, a digest, a row of the record or a correction."),
        _text("field", "Name of the field."),
        _text("value", "The value as it was read."),
        _text("text", "The words that were read, as they stand in the source."),
        _text("rule", "Name of the rule that read them."),
        *_PLACE,
    ),
    ("mention", "position"),
    (("event", "events", "slug"), ("document", "sources", "id")),
)

TABLES = (EVENTS, SOURCES, QUOTES, CLAIMS, FACTS)
FILES = (*(f"{table.name}.{ending}" for table in TABLES for ending in ("csv", "jsonl")), PACKAGE_FILE)
"""The names of the files of an export."""


def is_export(descriptor: object) -> bool:
    """Tell whether what a `datapackage.json` holds describes an export of ours."""
    return (
        isinstance(descriptor, dict) and descriptor.get("name") == PACKAGE_NAME and "summitry" in descriptor
    )

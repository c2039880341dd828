"""Gold: what people read in an article, one JSON object a line, read and checked."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.dates import EdtfDate
from app.domain.errors import InvalidDateError, SummitryError
from app.domain.vocabulary import TOPICS, Format, Kind, Status

_NOTE_PARTS = re.compile(r"[;]\s*")


class GoldError(SummitryError):
    """A gold file cannot be read; the text names the file, the line and the key."""


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event that an article tells of. What is None is not told, and not compared.

    `kind` stays when `is_kind_open`: meeting or call cannot be told from the words, and either is right. The day
    of `is_date_open` is not compared. An `optional` event is neither missed nor invented.
    """

    kind: Kind
    status: Status | None
    format: Format | None
    start: str | None
    end: str | None
    city: str | None
    people: frozenset[str] | None
    topics: frozenset[str] | None
    optional: bool
    is_kind_open: bool
    is_date_open: bool


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """One stretch of words in quotation marks; `speaker` is None where the text names no one."""

    text: str
    speaker: str | None
    speaker_text: str | None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """What one article tells; `quotes` or `claims` of None are not scored. `key` is a file's name or an address.

    `about` holds what the gold says of the article itself: title, publisher, url, published, language.
    """

    key: str
    is_row: bool
    line: int
    language: str | None
    about: dict[str, str]
    events: tuple[GoldEvent, ...]
    quotes: tuple[GoldQuote, ...] | None
    claims: frozenset[tuple[int, int]] | None


def read_gold(path: str) -> tuple[GoldArticle, ...]:
    """Read a gold file; raise GoldError for one that is gone, broken, empty or names an article twice."""
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror.lower() if isinstance(error, OSError) and error.strerror else "not UTF-8"
        raise GoldError(f"{path}: cannot be read as gold: {reason}") from error
    articles: dict[str, GoldArticle] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            article = _Line(path, number).read(line)
            if article.key in articles:
                first = articles[article.key].line
                raise GoldError(f"{path}, line {number}: {article.key!r} stands in line {first} already")
            articles[article.key] = article
    if not articles:
        raise GoldError(f"{path}: empty")
    return tuple(articles.values())


@dataclass(frozen=True, slots=True)
class _Line:
    """Reads one line; every fault names where it stands."""

    path: str
    number: int

    def fail(self, key: str, what: str) -> GoldError:
        return GoldError(f"{self.path}, line {self.number}: {key}: {what}")

    def read(self, line: str) -> GoldArticle:
        try:
            table = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise GoldError(f"{self.path}, line {self.number}: not JSON: {error}") from error
        if not isinstance(table, dict):
            raise GoldError(f"{self.path}, line {self.number}: an object is wanted")
        source, url = self.get_text(table, "source"), self.get_text(table, "url")
        if not source and not url:
            raise GoldError(
                f"{self.path}, line {self.number}: neither source nor url says which article is meant"
            )
        about = table.get("article") or {}
        if not isinstance(about, dict):
            raise self.fail("article", "an object is wanted")
        told = about or {key: table.get(key) for key in ("published", "language")}
        notes = self.read_notes(table, "")
        return GoldArticle(
            key=source or url or "",
            is_row=not source,
            line=self.number,
            language=self.get_text(told, "language", "article."),
            about={key: value for key in told if (value := self.get_text(told, key, "article."))},
            events=tuple(
                self.read_event(row, where, notes) for where, row in self.list_rows(table, "events") or ()
            ),
            quotes=self.read_quotes(table),
            claims=self.read_claims(table),
        )

    def list_rows(self, table: dict[str, Any], key: str) -> list[tuple[str, dict[str, Any]]] | None:
        rows = table.get(key)
        if rows is None:
            return None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self.fail(key, "a list of objects is wanted")
        return [(f"{key}[{index}].", row) for index, row in enumerate(rows)]

    def get_text(self, table: dict[str, Any], key: str, where: str = "") -> str | None:
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            raise self.fail(where + key, f"a text is wanted, not {value!r}")
        return value or None

    def read_notes(self, table: dict[str, Any], where: str) -> tuple[str, ...]:
        return tuple(_NOTE_PARTS.split(self.get_text(table, "note", where) or ""))

    def read_event(self, row: dict[str, Any], where: str, notes: tuple[str, ...]) -> GoldEvent:
        notes = (*notes, *self.read_notes(row, where))
        kind = self.read_choice(row, "kind", where, Kind)
        if kind is None:
            raise self.fail(where + "kind", "missing")
        start, end = self.read_day(row, "date_start", where), self.read_day(row, "date_end", where)
        optional = row.get("optional", False)
        if not isinstance(optional, bool):
            raise self.fail(where + "optional", f"true or false is wanted, not {optional!r}")
        return GoldEvent(
            kind=kind,
            status=self.read_choice(row, "status", where, Status),
            format=self.read_choice(row, "format", where, Format),
            start=start,
            end=end or start,
            city=self.get_text(row, "city", where),
            people=self.read_set(row, "people", where),
            topics=self.read_set(row, "topics", where, TOPICS),
            optional=optional,
            is_kind_open=any(note.endswith("kind not stated") for note in notes),
            is_date_open=any(note.startswith("conflict") for note in notes),
        )

    def read_choice(
        self, row: dict[str, Any], key: str, where: str, choices: type[Kind] | type[Status] | type[Format]
    ) -> Any:
        value = self.get_text(row, key, where)
        if value is None:
            return None
        try:
            return choices(value)
        except ValueError as error:
            known = ", ".join(choices)
            raise self.fail(where + key, f"not one of {known}: {value!r}") from error

    def read_day(self, row: dict[str, Any], key: str, where: str) -> str | None:
        value = self.get_text(row, key, where)
        if value:
            try:
                EdtfDate.parse(value)
            except InvalidDateError as error:
                raise self.fail(where + key, str(error)) from error
        return value

    def read_set(
        self, row: dict[str, Any], key: str, where: str, known: tuple[str, ...] = ()
    ) -> frozenset[str] | None:
        values = row.get(key)
        if values is None:
            return None
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self.fail(where + key, "a list of texts is wanted")
        unknown = [value for value in values if known and value not in known]
        if unknown:
            raise self.fail(where + key, f"unknown: {unknown[0]!r}")
        return frozenset(values)

    def read_quotes(self, table: dict[str, Any]) -> tuple[GoldQuote, ...] | None:
        rows = self.list_rows(table, "quotes")
        return None if rows is None else tuple(self._iterate_quotes(rows))

    def _iterate_quotes(self, rows: list[tuple[str, dict[str, Any]]]) -> Iterator[GoldQuote]:
        for where, row in rows:
            text = self.get_text(row, "text", where)
            if not text:
                raise self.fail(where + "text", "missing")
            yield GoldQuote(
                text, self.get_text(row, "speaker", where), self.get_text(row, "speaker_text", where)
            )

    def read_claims(self, table: dict[str, Any]) -> frozenset[tuple[int, int]] | None:
        rows = self.list_rows(table, "claims")
        if rows is None:
            return None
        for where, row in rows:
            for key in ("year", "count"):
                if not isinstance(row.get(key), int) or isinstance(row.get(key), bool):
                    raise self.fail(where + key, f"a whole number is wanted, not {row.get(key)!r}")
        return frozenset((row["year"], row["count"]) for _, row in rows)

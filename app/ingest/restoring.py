"""A document of an export, as its rows stand there, to the reading from which it was made.

Every value is checked. Ids are worked out anew from the words and must be those of the rows, or the export is damaged.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TypeVar

from app.domain.errors import SourceError
from app.domain.exported import DocumentType, Row
from app.domain.readings import (
    Article,
    Citation,
    ClaimReading,
    EventReading,
    FactReading,
    QuoteReading,
    Reading,
)
from app.domain.spans import Span
from app.domain.vocabulary import Confidence, Field, Format, Kind, Origin, QuoteKind, Scope, Status
from app.ingest.editing import CorrectionRow, check_value, read_correction
from app.ingest.exported_cells import Cells, refuse
from app.ingest.stages.read.addresses import is_address
from app.store.derived import make_claim_rows, make_quote_rows
from app.store.mentions import make_mention_ids
from app.store.sources import hash_text, make_article_id, make_cited_id

Told = TypeVar("Told")

# Keys of a correction that may stand several times, and how a file writes them then.
_LISTS = {"event": "events", "article": "articles", "mention": "mentions"}


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A row and where it stands: the file and the number of its line."""

    given: str
    row: Row


@dataclass(frozen=True, slots=True)
class ExportedRow:
    """A document of an export: its row of `sources`, and those of `facts`, `quotes` and `claims` that name it."""

    source: NumberedRow
    facts: tuple[NumberedRow, ...] = ()
    quotes: tuple[NumberedRow, ...] = ()
    claims: tuple[NumberedRow, ...] = ()


def read_exported(document: ExportedRow) -> Reading:
    """Read a document of an export; raise SourceError, whose text is the reason, for one that cannot be meant."""
    source = Cells(document.source.row)
    kind = source.read_word("type", DocumentType)
    if kind is DocumentType.CORRECTION:
        reading = _read_correction(source, document.source.given)
    else:
        reading = _read_told(document, source, kind)
        _check_told(document, source, reading)
    whole_hash = reading.article.whole_hash or hash_text(reading.article.text)
    if source.read_some("text_hash") != whole_hash:
        raise refuse("its text is not the one that was exported")
    if source.read_id("id") != make_article_id(reading.article):
        raise refuse("its id is not that of what it says of itself")
    return reading


def _read_correction(source: Cells, given: str) -> Reading:
    """Read a correction from its lines, as it was once read from its file."""
    entries: dict[str, str | list[str]] = {}
    for line in source.read_some("text").split("\n"):
        name, _, value = line.partition(": ")
        if name in _LISTS:
            values = entries.setdefault(_LISTS[name], [])
            assert isinstance(values, list)
            values.append(value)
        else:
            entries[name] = value
    reading = read_correction(CorrectionRow("", tuple(entries.items())))
    return replace(reading, article=replace(reading.article, source=given, file=None))


def _read_told(document: ExportedRow, source: Cells, kind: DocumentType) -> Reading:
    is_excerpt = source.read_flag("excerpt")
    if kind not in (DocumentType.ARTICLE, DocumentType.DIGEST, DocumentType.RECORD):
        raise refuse(f"a {kind} has no text")
    if is_excerpt and kind is DocumentType.DIGEST:
        raise refuse(f"a {kind} is not an excerpt")
    article = _read_article(source, document.source.given, kind, is_excerpt=is_excerpt)
    sentences = source.read_spans("sentences", article.text)
    place = _Places(article.text, sentences).read
    mentions = source.read_rows("mentions")
    numbers = {one.read_id("id"): number for number, one in enumerate(mentions)}
    facts: list[list[FactReading]] = [[] for _ in mentions]
    for number, fact in _read_rows(document.facts, lambda cells: _read_fact(cells, place, numbers)):
        facts[number].append(fact)
    cited = [(_read_citation(one), one.read_flag("tells")) for one in source.read_rows("cites")]
    printing = {make_cited_id(one): one for one, _ in cited}

    def find_source(cells: Cells) -> Citation | None:
        name = cells.read_id("source")
        if kind is not DocumentType.RECORD and name == source.read_id("id"):
            return None
        if name not in printing:
            raise refuse(f"{name} is no source that the row names")
        return printing[name]

    return Reading(
        article=article,
        sentences=sentences,
        events=tuple(_read_event(one, tuple(told)) for one, told in zip(mentions, facts, strict=True)),
        quotes=tuple(
            _read_rows(document.quotes, lambda cells: _read_quote(cells, place, numbers, find_source(cells)))
        ),
        claims=tuple(
            _read_rows(document.claims, lambda cells: _read_claim(cells, place, find_source(cells)))
        ),
        sources=tuple(one for one, tells in cited if tells),
    )


def _check_told(document: ExportedRow, source: Cells, reading: Reading) -> None:
    """Refuse a document whose mentions, quotes or claims have other ids than their words make."""
    one = source.read_id("id")
    ids = make_mention_ids(one, reading)
    for name, made, told in (
        ("mention", ids, [cells.read_id("id") for cells in source.read_rows("mentions")]),
        (
            "quote",
            [str(row["id"]) for row in make_quote_rows(one, "", ids, reading)],
            [numbered.row.get("id") for numbered in document.quotes],
        ),
        (
            "claim",
            [str(row["id"]) for row in make_claim_rows(one, "", reading)],
            [numbered.row.get("id") for numbered in document.claims],
        ),
    ):
        if made != told:
            raise refuse(f"the id of a {name} is not that of its words")


def _read_article(source: Cells, given: str, kind: DocumentType, *, is_excerpt: bool) -> Article:
    filled = source.read_words("filled")
    url = source.read_text("url")
    if url is not None and not is_address(url):
        raise refuse(f"url: not an http(s) address: {url[:80]!r}")
    is_record = kind is DocumentType.RECORD
    return Article(
        source=given,
        title=source.read_text("title"),
        publisher=None if "publisher" in filled else source.read_text("publisher"),
        url=url,
        published=None if "published" in filled else source.read_date("published"),
        language=None if "language" in filled else source.read_text("language"),
        text=source.read_some("text"),
        digest=kind is DocumentType.DIGEST,
        origin=Origin.RECORD if is_record else Origin.PRESS,
        id=source.read_id("id") if is_record else None,
        whole_hash=source.read_some("text_hash") if is_excerpt else None,
    )


class _Places:
    """Finds where in the exported text words stand."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self._text = text
        self._sentences = sentences

    def read(self, cells: Cells) -> Span:
        number, sentence = cells.read_number("number"), cells.read_some("sentence")
        start, end = cells.read_number("start"), cells.read_number("end")
        if number >= len(self._sentences):
            raise refuse(f"the source has no sentence {number}")
        at = self._sentences[number].start
        if not self._text.startswith(sentence, at):
            raise refuse("its sentence does not stand in the source")
        if sentence[start:end] != cells.read_some("text") or not start < end:
            raise refuse("its words do not stand in the sentence")
        return Span(at + start, at + end)


Place = Callable[[Cells], Span]


def _read_rows(rows: Sequence[NumberedRow], read: Callable[[Cells], Told]) -> Iterator[Told]:
    """Read rows one by one; a reason names the row."""
    for one in rows:
        with _naming(one):
            yield read(Cells(one.row))


@contextmanager
def _naming(row: NumberedRow) -> Iterator[None]:
    try:
        yield
    except SourceError as error:
        raise refuse(f"{PurePath(row.given).name}: {error.reason}") from error


def _read_fact(cells: Cells, place: Place, numbers: dict[str, int]) -> tuple[int, FactReading]:
    mention = cells.read_id("mention")
    if mention not in numbers:
        raise refuse(f"the source has no mention {mention}")
    field, value = cells.read_word("field", Field), cells.read_some("value")
    check_value(field, value)
    rule = cells.read_some("rule")
    return numbers[mention], FactReading(field, value, cells.read_some("text"), place(cells), rule)


def _read_event(cells: Cells, facts: tuple[FactReading, ...]) -> EventReading:
    return EventReading.of_facts(
        kind=cells.read_word("kind", Kind),
        status=cells.read_word("status", Status),
        format=cells.read_optional("format", Format),
        date=cells.read_date("date"),
        facts=facts,
        confidence=cells.read_optional("confidence", Confidence),
    )


def _read_quote(cells: Cells, place: Place, numbers: dict[str, int], source: Citation | None) -> QuoteReading:
    mention = cells.read_text("mention")
    if mention is not None and mention not in numbers:
        raise refuse(f"the source has no mention {mention[:80]}")
    return QuoteReading(
        speaker=cells.read_text("speaker"),
        speaker_text=cells.read_text("speaker_text"),
        text=cells.read_some("text"),
        kind=cells.read_word("kind", QuoteKind),
        span=place(cells),
        event=None if mention is None else numbers[mention],
        said=cells.read_date("said"),
        language=cells.read_text("language"),
        source=source,
    )


def _read_claim(cells: Cells, place: Place, source: Citation | None) -> ClaimReading:
    return ClaimReading(
        year=cells.read_number("year"),
        count=cells.read_number("count"),
        as_of=cells.read_date("as_of"),
        text=cells.read_some("text"),
        span=place(cells),
        scope=cells.read_word("scope", Scope),
        claimed_by=cells.read_text("claimed_by"),
        source=source,
        person=cells.read_text("person"),
        # Exports of before least numbers do not tell: to them every count was exact.
        at_least=cells.read_flag("at_least", absent=False),
    )


def _read_citation(cells: Cells) -> Citation:
    url = cells.read_text("url")
    if url is not None and not is_address(url):
        raise refuse(f"cites: not an http(s) address: {url[:80]!r}")
    publisher = cells.read_text("publisher")
    citation = Citation(url, publisher, cells.read_date("published"), cells.read_text("language"))
    name = cells.read_id("source")
    if make_cited_id(citation) == name:
        return citation
    if url is not None:
        raise refuse("cites: an id is not that of its address")
    return replace(citation, id=name)

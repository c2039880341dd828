"""A row of the curated record, as its cells stand, to a reading: checked cell by cell, or refused with the reason."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from app.domain.countries import COUNTRIES
from app.domain.dates import EdtfDate
from app.domain.errors import InvalidDateError, SourceError
from app.domain.ids import ID_LENGTH, make_id, make_slug
from app.domain.readings import Citation, Reading
from app.domain.spans import Span
from app.domain.vocabulary import TOPICS, Confidence, Format, Kind, Scope, Status
from app.ingest.stages.read.addresses import is_address, make_canonical
from app.ingest.stages.record import EventRow, LooseRow, QuoteCells, make_event_reading, make_loose_reading
from app.lexicon.language import get_language
from app.lexicon.people import get_people
from app.lexicon.places import get_places

Cells = dict[str, str]
Word = TypeVar("Word", bound=StrEnum)

_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
_ID = re.compile(f"[0-9a-f]{{{ID_LENGTH}}}")
_LARGEST_COUNT = 366


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One document of the record as it stands in its files: an event with its sources and quotes, or one quote or
    claim that belongs to none. `file` is where it stands; cells are by column.
    """

    table: str
    file: str
    cells: Cells
    sources: tuple[Cells, ...] = ()
    quotes: tuple[Cells, ...] = field(default=())


def read_record_row(row: RecordRow) -> Reading:
    """Read a row of the record; raise SourceError, whose text is the reason, for one that cannot be meant."""
    cells = {name: " ".join(value.split()) for name, value in row.cells.items()}
    if row.table == "events":
        return _read_event(row, cells)
    if row.table == "quotes":
        quote = read_quote(cells)
        key = make_id(quote.text, quote.speaker, quote.source.url, quote.said.text if quote.said else None)
        return make_loose_reading(LooseRow(f"quote {key}", row.file, quote.source, quote=quote))
    return _read_claim(row, cells)


def check_source(cells: Cells) -> None:
    """Refuse a row of `sources.csv`: raise SourceError for an address, a date or a language that is none."""
    _check_address(cells)
    _read_date(cells, "published")
    _read_language(cells)


def check_quote(cells: Cells) -> None:
    """Refuse a row of `quotes.csv`: raise SourceError for one without words, and as for a source."""
    if not re.search(r"\w", cells.get("quote", "")):
        raise _refuse("no quote")
    _check_address(cells)
    _read_date(cells, "said")
    _read_language(cells)


def read_source(cells: Cells) -> Citation:
    """Read a row of `sources.csv`; raise SourceError as `check_source` does."""
    return _read_citation(cells, _read_date(cells, "published"))


def read_quote(cells: Cells) -> QuoteCells:
    """Read a row of `quotes.csv`; raise SourceError as `check_quote` does."""
    check_quote(cells)
    text = cells.get("quote", "")
    speaker = cells.get("speaker") or None
    return QuoteCells(
        text=text,
        language=_read_language(cells),
        speaker=speaker,
        slug=find_person(speaker) if speaker else None,
        said=_read_date(cells, "said"),
        source=_read_citation(cells, None),
    )


def find_person(name: str) -> str | None:
    """Return who an English name or, where only one person has it, a surname names; None for anybody unknown."""
    return _list_names().get(name.casefold())


@lru_cache(maxsize=1)
def _list_names() -> dict[str, str]:
    names = {name.casefold(): slug for slug, name in get_people().names.items()}
    surnames: dict[str, set[str]] = {}
    for name, slug in names.items():
        surnames.setdefault(name.rpartition(" ")[2], set()).add(slug)
    return {**{name: next(iter(slugs)) for name, slugs in surnames.items() if len(slugs) == 1}, **names}


def _read_event(row: RecordRow, cells: Cells) -> Reading:
    date = _read_date(cells, "date")
    kind = _read_word(cells, "kind", Kind)
    status = _read_word(cells, "status", Status)
    if kind is None or status is None:
        raise _refuse("no kind" if kind is None else "no status")
    if date is None and status is not Status.PLANNED:
        raise _refuse("no date: only a plan can be without one")
    if not row.sources:
        raise _refuse("no source names it")
    places = get_places().cities
    cities = tuple(
        (places[name].name if name in places else name, name) for name in _split(cells.get("city", ""))
    )
    for name, _ in cities:
        if not make_slug(name):
            raise _refuse(f"city: not an English name: {name[:80]!r}")
    topics = _split(cells.get("topics", ""))
    for topic in topics:
        if topic not in TOPICS:
            raise _refuse(f"topics: not one of the topics: {topic[:80]!r}")
    country = cells.get("country", "")
    if country and country not in COUNTRIES:
        raise _refuse(f"country: not a country of the record (ISO 3166 alpha-2): {country[:80]!r}")
    others = cells.get("others", "")
    known = ((find_person(re.sub(r" \(.*\)$", "", name)), name) for name in _split(others))
    return make_event_reading(
        EventRow(
            key=cells["event"],
            file=row.file,
            kind=kind,
            status=status,
            format=_read_word(cells, "format", Format),
            date=date,
            cities=cities,
            venue=cells.get("venue", ""),
            country=country,
            presidents=get_people().get_presidents(date.first if date else None)
            if kind in (Kind.MEETING, Kind.CALL)
            else (),
            people=tuple((slug, name) for slug, name in known if slug),
            others=others,
            topics=tuple((topic, topic) for topic in topics),
            outcome=cells.get("outcome", ""),
            confidence=_read_word(cells, "confidence", Confidence),
            note=cells.get("note", ""),
            sources=tuple(read_source(source) for source in row.sources),
            quotes=tuple(read_quote(quote) for quote in row.quotes),
        )
    )


def _read_claim(row: RecordRow, cells: Cells) -> Reading:
    year, count = _read_number(cells, "year", 1900, 2999), _read_number(cells, "count", 1, _LARGEST_COUNT)
    as_of, claimed_by = _read_date(cells, "as_of"), cells.get("claimed_by") or None
    url = cells.get("url", "")
    source = _read_counting_source(cells, url, claimed_by)
    if as_of and as_of.last.year < year:
        raise _refuse(f"as_of: before the year that is counted: {as_of}")
    key = make_id(
        str(year), str(count), as_of.text if as_of else None, claimed_by, url, cells.get("note", "")
    )
    return make_loose_reading(
        LooseRow(
            key=f"claim {key}",
            file=row.file,
            source=source,
            year=year,
            count=count,
            as_of=as_of,
            claimed_by=claimed_by,
            scope=_read_word(cells, "scope", Scope) or _find_scope(cells.get("note", "")),
            person=_read_person(cells),
            person_text=cells.get("person", ""),
            at_least=_read_flag(cells, "at_least"),
            note=cells.get("note", ""),
        )
    )


def _read_counting_source(cells: Cells, url: str, claimed_by: str | None) -> Citation:
    """Read who counts: a source with an address, an article without one by its id, else whoever is named."""
    article = cells.get("article", "")
    if article and url:
        raise _refuse("article: a source that has an address is named by its url alone")
    if article and not _ID.fullmatch(article):
        raise _refuse(f"article: not the id of a source: {article[:80]!r}")
    if article:
        return Citation(None, id=article)
    if url:
        return _read_citation({**cells, "language": ""}, None)
    if not claimed_by:
        raise _refuse("neither url, article nor claimed_by names a source")
    return Citation(None, claimed_by)


def _read_person(cells: Cells) -> str | None:
    name = cells.get("person", "")
    slug = find_person(name) if name else None
    if name and slug is None:
        raise _refuse(f"person: not the English name of anybody known: {name[:80]!r}")
    return slug


def _find_scope(note: str) -> Scope:
    """Tell from a note, in English, what a count counts; meetings where it tells nothing narrower."""
    marks, whole = get_language("en").mark(note), Span(0, max(1, len(note)))
    if next(iter(marks.within("count_alone", whole)), None):
        return Scope.ONE_ON_ONE
    is_meeting = any(next(iter(marks.within(name, whole)), None) for name in ("meeting_noun", "meeting_verb"))
    return (
        Scope.VISITS
        if not is_meeting and next(iter(marks.within("count_visits", whole)), None)
        else Scope.MEETINGS
    )


def _read_citation(cells: Cells, published: EdtfDate | None) -> Citation:
    _check_address(cells)
    canonical = make_canonical(cells.get("url", ""))
    return Citation(canonical, cells.get("publisher") or None, published, _read_language(cells))


def _check_address(cells: Cells) -> None:
    url = cells.get("url", "")
    if not is_address(url):
        raise _refuse(f"url: not an http(s) address: {url[:80]!r}" if url else "no url")


def _read_language(cells: Cells) -> str | None:
    language = cells.get("language", "")
    if language and not _LANGUAGE.fullmatch(language):
        raise _refuse(f"language: not a code such as en or ru: {language[:80]!r}")
    return language or None


def _read_date(cells: Cells, column: str) -> EdtfDate | None:
    value = cells.get(column, "")
    try:
        return EdtfDate.parse(value) if value else None
    except InvalidDateError as error:
        raise _refuse(f"{column}: {error}") from error


def _read_word(cells: Cells, column: str, words: type[Word]) -> Word | None:
    value = cells.get(column, "")
    try:
        return words(value) if value else None
    except ValueError as error:
        raise _refuse(f"{column}: {value[:80]!r} is none of {', '.join(words)}") from error


def _read_flag(cells: Cells, column: str) -> bool:
    value = cells.get(column, "")
    if value not in ("", "yes"):
        raise _refuse(f"{column}: neither yes nor empty: {value[:80]!r}")
    return value == "yes"


def _read_number(cells: Cells, column: str, least: int, greatest: int) -> int:
    value = cells.get(column, "")
    if not (value.isascii() and value.isdecimal() and len(value) <= 9 and least <= int(value) <= greatest):
        raise _refuse(f"{column}: not a number from {least} to {greatest}: {value[:80]!r}")
    return int(value)


def _split(cell: str) -> list[str]:
    return list(dict.fromkeys(part for part in (part.strip() for part in cell.split(";")) if part))


def _refuse(reason: str) -> SourceError:
    return SourceError("", reason)

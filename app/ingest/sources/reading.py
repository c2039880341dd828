"""One source to what is read from it, within bounds of size and time."""

from dataclasses import replace
from datetime import date

from app.domain.errors import SourceError
from app.domain.printable import make_printable
from app.domain.readings import Reading
from app.ingest.curated import RecordRow, read_record_row
from app.ingest.editing import CorrectionRow, read_correction
from app.ingest.fetch import fetch_page
from app.ingest.restoring import read_exported
from app.ingest.sources.deadline import read_article_in_time, read_in_time
from app.ingest.sources.hashes import hash_source
from app.ingest.sources.listing import Source, SourceKind
from app.ingest.stages.read import SIZE_LIMIT, read_row


def read_source(source: Source, *, today: date | None = None) -> Reading:
    """Read the article that a source holds and what it tells; `today` bounds the publication date of an HTML page.

    Raises SourceError for a source that is gone, cannot be fetched, or is no article; its `source` is the path
    or address as it was given.
    """
    try:
        return _read(source, today)
    except SourceError as error:
        raise SourceError(source.given, error.reason) from error
    except RecursionError as error:
        raise SourceError(source.given, "nested too deeply to be read") from error


def _read(source: Source, today: date | None) -> Reading:
    name = make_printable(source.name)
    match source.kind:
        case SourceKind.URL:
            answer = fetch_page(source.given, limit=SIZE_LIMIT)
            return read_in_time(name, answer.data, answer.content_type, answer.address, today=today)
        case SourceKind.STDIN:
            return read_in_time(name, source.data or b"", today=today)
        case SourceKind.FILE:
            return read_in_time(
                name, _read_file(source.place.path if source.place else source.given), today=today
            )
        case SourceKind.ROW:
            if source.row is None:
                raise SourceError(name, "a row without cells")
            return read_article_in_time(read_row(source.row))
        case SourceKind.OWN:
            return _read_own(source)
        case SourceKind.FETCHED:
            if source.fetched is None:
                raise SourceError(name, "a page without data")
            page = source.fetched
            return read_in_time(name, page.data, page.content_type, page.address, told=page.told, today=today)
        case SourceKind.FEEDS:
            raise SourceError(name, "a list of feeds, not an article")
        case SourceKind.EXPORTED:
            if source.exported is None:
                raise SourceError(name, "a document without rows")
            return read_exported(source.exported)
        case (
            SourceKind.WARC
            | SourceKind.TABLE
            | SourceKind.RECORD
            | SourceKind.CORRECTIONS
            | SourceKind.EXPORT
            | SourceKind.END
            | SourceKind.FOLDER_END
        ):
            raise SourceError(name, f"a {source.kind}, not an article")


def _read_own(source: Source) -> Reading:
    """Read a row of ours; its hash is that of the row, so that it is known again before it is read."""
    if isinstance(source.own, RecordRow):
        reading = read_record_row(source.own)
    elif isinstance(source.own, CorrectionRow):
        reading = read_correction(source.own)
    else:
        raise SourceError(source.given, "a row without cells")
    return replace(reading, article=replace(reading.article, raw_hash=hash_source(source) or ""))


def _read_file(path: str) -> bytes:
    """Read a file, but not one byte more than shows that it is too large."""
    try:
        with open(path, "rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except OSError as error:
        reason = (
            "no such file"
            if isinstance(error, FileNotFoundError)
            else (error.strerror or "not readable").lower()
        )
        raise SourceError(path, reason) from error

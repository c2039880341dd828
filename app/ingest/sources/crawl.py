"""A crawl to what is read from it: of its pages only those that name both presidents are kept."""

import logging
from collections.abc import Container, Iterator
from dataclasses import dataclass

from app.domain.errors import SourceError
from app.domain.printable import make_printable
from app.domain.readings import Reading
from app.ingest.sources.deadline import read_in_time
from app.ingest.sources.spotting import can_speak_of_both
from app.ingest.sources.warc import CrawledPage, read_pages
from app.ingest.stages.read import hash_document
from app.ingest.stages.read.addresses import is_address
from app.lexicon.language import get_language, has_language
from app.lexicon.people import get_people

log = logging.getLogger(__name__)

PAGE = ", page "
"""What stands between the name of a crawl's file and the address of a page in it; no address holds a space."""


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page that is stored already, by the `raw_hash` of its version; it was not read again."""

    raw_hash: str


@dataclass(frozen=True, slots=True)
class CrawlSeen:
    """So many more pages of a crawl were passed over, because they do not name both presidents."""

    passed_over: int


# Pages after which a reader is told how many were passed over, so that a long file can be stopped.
_OFTEN = 500

Crawled = tuple[str, Reading | SourceError | KnownPage | CrawlSeen]


def read_crawl(path: str, known: Container[str] = frozenset()) -> Iterator[Crawled]:
    """Read the pages of a WARC file that name both presidents, each with the name by which it is found again.

    Pages whose bytes cannot name both are not parsed. Of the others those are kept from which an event or a count of
    meetings is read, or whose text names both by name. `known` are hashes of pages that need not be read again. What
    cannot be read comes as a SourceError. Now and then, and last, comes how many pages were passed over.
    """
    passed_over = 0
    for page in read_pages(path):
        if isinstance(page, SourceError):
            name = make_printable(page.source)
            yield name, SourceError(name, make_printable(page.reason))
            continue
        name = make_printable(_make_name(path, page))
        result = _read_page(name, page, known)
        if result is not None:
            yield name, result
            continue
        passed_over += 1
        if passed_over == _OFTEN:
            yield make_printable(path), CrawlSeen(passed_over)
            passed_over = 0
    yield make_printable(path), CrawlSeen(passed_over)


def _make_name(path: str, page: CrawledPage) -> str:
    return f"{path}{PAGE}{page.address}" if is_address(page.address) else f"{path}, record at byte {page.at}"


def _read_page(
    name: str, page: CrawledPage, known: Container[str]
) -> Reading | SourceError | KnownPage | None:
    """Read one page; None if it does not name both presidents."""
    if page.fault is not None:
        return SourceError(name, page.fault)
    if not can_speak_of_both(page.data):
        return None
    if not is_address(page.address):
        return SourceError(name, f"not an http(s) address: {make_printable(page.address[:200])!r}")
    raw_hash = hash_document(page.data, page.address)
    if raw_hash in known:
        return KnownPage(raw_hash)
    try:
        # The day of fetching is the latest on which the page can have been published.
        reading = read_in_time(page.address, page.data, page.content_type, page.address, today=page.day)
    except SourceError as error:
        return SourceError(name, error.reason)
    except RecursionError:
        return SourceError(name, "nested too deeply to be read")
    except Exception as error:
        # As in reading a file: a fault of ours in one page must not lose the others.
        log.exception("could not read %s", name)
        return SourceError(name, f"could not be read: {type(error).__name__}: {error}")
    return reading if _tells_of_both(reading) else None


def _tells_of_both(reading: Reading) -> bool:
    """Tell whether something was read of the two, or both presidents of the day are named by their names."""
    if reading.events or reading.claims:
        return True
    article = reading.article
    language = get_language(article.language if has_language(article.language) else "en")
    named = {mark.value for mark in language.mark(article.text).all("person")}
    presidents = get_people().get_presidents(article.published.last if article.published else None)
    return len(presidents) == 2 and named.issuperset(presidents)

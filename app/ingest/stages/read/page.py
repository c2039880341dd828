"""HTML pages: the article's text and what the page says of itself."""

import logging
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from app.domain.dates import EdtfDate
from app.domain.errors import SourceError
from app.ingest.stages.read.addresses import is_address, make_canonical
from app.ingest.stages.read.decode import clean_text
from app.ingest.stages.read.front_matter import Declared
from app.ingest.stages.read.lines import Line
from app.ingest.stages.read.written_dates import find_written_dates

if TYPE_CHECKING:
    from trafilatura.settings import Document

# Comments may stand before the first tag. The group is atomic: a comment is read in one way only.
_PROLOGUE = r"\s*(?>(?:<!--.{0,2000}?-->\s*|<\?xml\b[^>]{0,200}>\s*)*)"
_START = re.compile(_PROLOGUE + r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(_PROLOGUE + r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(
    r"</?(?:p|div|article|section|span|br|h[1-6]|body|table|ul|li|main|header|title)\b[^<>]*>", re.IGNORECASE
)
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\slang\s*=\s*[\"']?([a-zA-Z]{2,3})\b", re.IGNORECASE)
_SAMPLE = 20_000
# No page of the record is older; htmldate takes a number for a year otherwise.
_EARLIEST = date(1994, 1, 1)
# What these libraries have to say of a page is said to the user as a reason, or is of no use to one.
for _library in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page read: its paragraphs, and what its head declares. `site` is the name it gives itself."""

    lines: list[Line]
    declared: Declared
    site: str | None


def is_page(text: str, content_type: str | None) -> bool:
    """Tell whether a document is HTML, by its own words before what the server or its name says."""
    if _START.match(text):
        return True
    tags = len(_TAG.findall(text[:_SAMPLE]))
    declared = (content_type or "").partition(";")[0].strip().lower() in (
        "text/html",
        "application/xhtml+xml",
    )
    return tags >= (1 if declared else 6)


def is_feed(text: str) -> bool:
    """Tell whether a document is an RSS or Atom feed."""
    return bool(_FEED.match(text))


def read_page(name: str, text: str, address: str | None, today: date | None) -> Page:
    """Read a page with trafilatura. `today` is the latest day that may be its publication date; without it
    any day is, so that the answer does not depend on the clock.

    Raises SourceError for a page without an article's text.
    """
    document = _extract(name, text, address, today)
    paragraphs = _get_paragraphs(document)
    if document is None or not paragraphs:
        raise SourceError(name, "an HTML page without text")
    lines = [Line(paragraph, block) for block, paragraph in enumerate(paragraphs)]
    language = _LANGUAGE.search(text[:_SAMPLE])
    declared = Declared(
        title=_clean(document.title),
        url=_get_canonical(document.url, address),
        published=EdtfDate.parse(document.date) if document.date else None,
        language=language[1].lower() if language else None,
    )
    return Page(lines, declared, _clean(document.sitename))


def _extract(name: str, text: str, address: str | None, today: date | None) -> "Document | None":
    # Imported here, as htmldate below, because they cost a tenth of a second, which only a page should pay.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    try:
        found = bare_extraction(
            text,
            url=address,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_make_date_options(today, extensive=False),
        )
    except RecursionError:
        raise
    except Exception as error:
        # Parsers of foreign pages fail in ways that nobody has listed; one page must not stop a run.
        raise SourceError(name, f"the page could not be parsed ({type(error).__name__})") from error
    return found if isinstance(found, Document) else None


def find_page_date(page: Page, text: str, today: date | None) -> EdtfDate | None:
    """Search a whole page for its date, for want of a declaration and of a date line.

    A day that a sentence of the article tells is some event's and not the page's, and a first of January is
    all that this search makes of a lone year: neither is believed.
    """
    from htmldate import find_date

    try:
        found = find_date(text, **_make_date_options(today, extensive=True))
    except Exception:
        # As with the text: a page that this parser cannot bear has no date that it could tell.
        return None
    if not found or found.endswith("-01-01"):
        return None
    told = {day.date.text for line in page.lines for day in find_written_dates(line.text) if day.date}
    return None if found in told else EdtfDate.parse(found)


def _make_date_options(today: date | None, *, extensive: bool) -> dict[str, Any]:
    latest = today or date(2100, 1, 1)
    return {
        "original_date": True,
        "extensive_search": extensive,
        "min_date": _EARLIEST.isoformat(),
        "max_date": latest.isoformat(),
    }


def _get_paragraphs(document: "Document | None") -> list[str]:
    """Return the paragraphs; the cells of a table, which often is the layout of an old page, one by one."""
    text = clean_text(document.text) if document and document.text else ""
    pieces = (
        piece
        for line in text.split("\n")
        for piece in (line.strip().strip("|").split(" | ") if line.startswith("|") else [line])
    )
    paragraphs = (" ".join(piece.split()) for piece in pieces)
    return [paragraph for paragraph in paragraphs if any(map(str.isalnum, paragraph))]


def _get_canonical(canonical: str | None, address: str | None) -> str | None:
    """Return the page's own canonical address; one that only names the site's home is not believed."""
    if canonical and is_address(canonical) and urlsplit(canonical).path.strip("/"):
        return make_canonical(canonical)
    return make_canonical(address) if address else None


def _clean(value: str | None) -> str | None:
    return " ".join(clean_text(value).split()) or None if value else None

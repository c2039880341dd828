"""How long a source takes to be read, roughly: enough to cut work into even chunks."""

import os

from app.domain.errors import SourceError
from app.ingest.chunks import FULL
from app.ingest.sources.listing import Item, SourceKind

# Seconds, as `python -m tests.bench.reading` shows them: for any article, for a megabyte of text, of a page of HTML.
_ANY = 0.0015
_TEXT = 2.5
_PAGE = 0.35
_PAGES = (".html", ".htm", ".xhtml")


def weigh_source(item: Item) -> float:
    """Estimate the seconds that reading takes. What the network or a person is waited for makes a chunk of its own, and
    is handed out at once; so does a crawl."""
    if isinstance(item, SourceError):
        return 0.0
    match item.kind:
        case SourceKind.URL | SourceKind.FETCHED | SourceKind.STDIN | SourceKind.WARC:
            return FULL
        case SourceKind.FILE:
            rate = _PAGE if item.name.lower().endswith(_PAGES) else _TEXT
            return _ANY + rate * _get_size(item.given) / 1e6
        case SourceKind.ROW if item.row is not None:
            return _ANY + _TEXT * len(item.row.text) / 1e6
        case _:
            return _ANY


def _get_size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0

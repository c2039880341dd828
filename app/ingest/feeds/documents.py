"""The document of a feed to its entries: RSS, Atom, JSON Feed or a sitemap, told apart by what they hold."""

import io
import re
from functools import partial

import feedparser

from app.domain.errors import SourceError
from app.ingest.feeds.entries import Collector, Document
from app.ingest.feeds.json_feed import read_json_feed
from app.ingest.feeds.sitemaps import read_sitemap
from app.ingest.stages.read.decode import read_text

# What may stand before the first element of XML, besides a DOCTYPE, which is refused.
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z]{1,20})[\s/>]")
_SYNDICATION = frozenset({"rss", "rdf", "feed"})
_SITEMAPS = frozenset({"urlset", "sitemapindex"})
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def read_document(name: str, data: bytes, content_type: str | None, address: str) -> Document:
    """Read what came from the address of a feed, whatever type the server gave it; links are read from `address`.

    XML with a DOCTYPE is refused before any parser sees it: entities defined there can unfold to gigabytes or name
    files. What stands before the first element is left out altogether.

    Raises SourceError, whose text is the reason, for what is no feed and no sitemap.
    """
    text = read_text(name, data, content_type).strip()
    if text.startswith("{"):
        return read_json_feed(name, text, address)
    at = 0
    while match := _PROLOG.match(text, at):
        at = match.end()
    if text[at : at + 9].lower() == "<!doctype":
        is_page = text[at + 9 :].lstrip()[:4].lower() == "html"
        raise SourceError(
            name, "an HTML page, not a feed" if is_page else "a feed with a DOCTYPE, which is refused"
        )
    root = _ROOT.match(text, at)
    kind = root[1].lower() if root else ""
    if kind in _SYNDICATION:
        return _read_syndication(text[at:], address)
    if kind in _SITEMAPS:
        return read_sitemap(name, (_HEAD + text[at:]).encode("utf-8", "replace"), address)
    raise SourceError(name, "an HTML page, not a feed" if kind == "html" else "not a feed")


def _read_syndication(text: str, address: str) -> Document:
    parsed = feedparser.parse(
        # A string could be taken for an address or a file.
        io.BytesIO((_HEAD + text).encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": address},
        # Only titles, links and dates are used, and made plain by ourselves.
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    collector = Collector(address)
    for entry in parsed.entries:
        get = partial(_get_text, entry)
        # An `id` that is no link (`tag:…`) is none; in RSS a guid is one unless it says that it is not.
        collector.add(get("link"), get("title"), get("summary"), get("published"), get("updated"))
    return Document(collector.list_entries(), is_cut=collector.is_cut)


def _get_text(entry: feedparser.FeedParserDict, key: str) -> str:
    # `get` would give `published` where `updated` is asked for, with a warning.
    value = dict.get(entry, key)
    return value if isinstance(value, str) else ""

"""Sitemaps and their indexes (https://www.sitemaps.org/protocol.html), with the titles of news sitemaps."""

from xml.parsers import expat

from app.domain.errors import SourceError
from app.ingest.feeds.entries import Collector, Document

_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_ONES = ("url", "sitemap")
_DEEPEST = 20
_LONGEST = 4_000


def read_sitemap(name: str, data: bytes, address: str) -> Document:
    """Read a sitemap as a stream: its memory is that of its addresses. Raises SourceError for broken XML.

    Whoever calls has refused a DOCTYPE; nothing outside is ever read.
    """
    reader = _Reader(name, address)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.take
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise SourceError(name, f"a broken sitemap: {expat.ErrorString(error.code)}") from error
    pages, indexed = reader.collectors["url"], reader.collectors["sitemap"]
    return Document(pages.list_entries(), indexed.list_entries(), pages.is_cut or indexed.is_cut)


class _Reader:
    """What expat calls: keeps the texts of one `<url>` or `<sitemap>` at a time."""

    def __init__(self, name: str, address: str) -> None:
        self.collectors = {one: Collector(address) for one in _ONES}
        self._name = name
        self._path: list[str] = []
        self._told: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Go into an element."""
        self._path.append(_shorten(tag))
        if len(self._path) > _DEEPEST:
            raise SourceError(self._name, "a broken sitemap: nested too deeply")
        if self._path[-1] in _ONES:
            self._told = {}

    def take(self, text: str) -> None:
        """Take a piece of an element's text."""
        key = self._path[-1] if self._path else ""
        self._told[key] = (self._told.get(key, "") + text)[:_LONGEST]

    def end(self, tag: str) -> None:
        """Leave an element; the end of a `<url>` makes an entry."""
        done = self._path.pop()
        if done in _ONES:
            get = self._told.get
            published = get("news:publication_date", "").strip()
            self.collectors[done].add(
                get("loc"), get("news:title"), "", published, get("lastmod", "").strip()
            )

    def refuse(self, *_: object) -> None:
        """Refuse a DOCTYPE."""
        raise SourceError(self._name, "a sitemap with a DOCTYPE, which is refused")


def _shorten(tag: str) -> str:
    """Write the name of an element with its extension (`news:title`), one of a sitemap itself without."""
    namespace, _, local = tag.rpartition(" ")
    if namespace == _NEWS:
        return f"news:{local}"
    # An image or a film of the page has a `loc` of its own.
    return f"other:{local}" if "/schemas/sitemap-" in namespace else local

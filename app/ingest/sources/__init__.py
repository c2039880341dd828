"""Sources: what a command's arguments name, one by one, and how each becomes an article."""

from app.ingest.sources.crawl import PAGE, CrawlSeen, KnownPage, read_crawl
from app.ingest.sources.hashes import hash_source
from app.ingest.sources.listing import (
    Fetched,
    Item,
    Source,
    SourceKind,
    count_items,
    is_end,
    list_items,
    list_record_items,
    list_sources,
)
from app.ingest.sources.reading import read_source
from app.ingest.sources.travelling import is_elsewhere, pack_source, unpack_sources
from app.ingest.sources.weighing import weigh_source

__all__ = [
    "PAGE",
    "CrawlSeen",
    "Fetched",
    "Item",
    "KnownPage",
    "Source",
    "SourceKind",
    "count_items",
    "hash_source",
    "is_elsewhere",
    "is_end",
    "list_items",
    "list_record_items",
    "list_sources",
    "pack_source",
    "read_crawl",
    "read_source",
    "unpack_sources",
    "weigh_source",
]

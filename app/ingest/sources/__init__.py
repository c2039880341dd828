"""Sources: what a command's arguments name, one by one, and how each becomes an article."""

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

__all__ = [
    "Fetched",
    "Item",
    "Source",
    "SourceKind",
    "count_items",
    "hash_source",
    "is_end",
    "list_items",
    "list_record_items",
    "list_sources",
    "read_source",
]

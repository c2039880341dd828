"""Reading: the bytes of one document, or one row of an article table, become an article."""

from app.ingest.stages.read.article import Told, hash_document, read_article
from app.ingest.stages.read.decode import SIZE_LIMIT
from app.ingest.stages.read.rows import TableRow, hash_row, read_row

__all__ = ["SIZE_LIMIT", "TableRow", "Told", "hash_document", "hash_row", "read_article", "read_row"]

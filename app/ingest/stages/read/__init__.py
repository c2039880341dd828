"""Reading: the bytes of one document, or one row of an article table, become an article."""

from app.ingest.stages.read.article import Told, read_article
from app.ingest.stages.read.decode import SIZE_LIMIT
from app.ingest.stages.read.rows import TableRow, read_row

__all__ = ["SIZE_LIMIT", "TableRow", "Told", "read_article", "read_row"]

"""Reading: the bytes of one document become an article."""

from app.ingest.stages.read.article import read_article
from app.ingest.stages.read.decode import SIZE_LIMIT

__all__ = ["SIZE_LIMIT", "read_article"]

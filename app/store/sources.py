"""Who a document is: the ids of articles, of sources known by their address alone, and of documents of our own."""

import hashlib
import re

from app.domain.ids import ID_LENGTH, make_id
from app.domain.readings import Article, Citation
from app.domain.vocabulary import Origin

_ID = re.compile(f"[0-9a-f]{{{ID_LENGTH}}}")


def make_article_id(source: Article) -> str:
    """Make the id of a document: from its address, else from publisher, title and date, else from its text.

    A digest and the original that it links are two articles. Rows of the record and corrections have a key.
    """
    if source.origin is not Origin.PRESS:
        return source.id or make_id(source.origin, source.key)
    role = "digest" if source.digest else "article"
    if source.url:
        return make_id(role, "url", source.url)
    if source.title and source.published:
        return make_id(role, "title", source.publisher, source.title, source.published.text)
    return make_id(role, "text", get_text_hash(source))


def make_cited_id(source: Citation) -> str:
    """Make the id of a source that a row names: that which it gives, or of the article at its address, else from its
    name alone."""
    if source.id is not None:
        return source.id
    return (
        make_id("article", "url", source.url) if source.url else make_id("article", "name", source.publisher)
    )


def is_known_by_address(article_id: str, url: str | None) -> bool:
    """Tell whether an id is that of the article at an address, so that a row can name the source by this alone."""
    return url is not None and article_id == make_cited_id(Citation(url))


def make_source_ids(told: str) -> tuple[str, ...]:
    """Make the ids that an address or an id can mean: an address those of the article there and of its digest."""
    if _ID.fullmatch(told):
        return (told,)
    return make_id("article", "url", told), make_id("digest", "url", told)


def get_text_hash(source: Article) -> str:
    """Return the SHA-256 of the text of a document, also if only sentences of it are there."""
    return source.whole_hash or hash_text(source.text)


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def mark_excerpt(text: str) -> str:
    """Return what stands for the hash of what was read with an excerpt: it came from an export, with this text."""
    return f"excerpt {hash_text(text)}"

"""One document to one article."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from app.domain.dates import EdtfDate
from app.domain.errors import SourceError
from app.domain.readings import Article
from app.ingest.stages.read.addresses import find_address, make_canonical
from app.ingest.stages.read.decode import read_text
from app.ingest.stages.read.front_matter import Declared, read_front_matter
from app.ingest.stages.read.furniture import drop_furniture
from app.ingest.stages.read.languages import find_language
from app.ingest.stages.read.lines import Line
from app.ingest.stages.read.markdown import read_lines
from app.ingest.stages.read.page import find_page_date, is_feed, is_page, read_page
from app.ingest.stages.read.paragraphs import make_paragraphs
from app.ingest.stages.read.published import find_published
from app.ingest.stages.read.publishers import find_publisher, is_bare_domain
from app.ingest.stages.read.titles import drop_title, find_title

_NOT_TEXT = ("application/pdf", "application/json", "image/", "audio/", "video/", "font/", "application/zip")
_TABLES = (".csv", ".tsv", ".jsonl", ".json", ".xlsx")


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an article from where it was listed; it counts where the article itself does not say."""

    publisher: str | None = None
    language: str | None = None
    published: EdtfDate | None = None


def read_article(
    name: str,
    data: bytes,
    content_type: str | None = None,
    address: str | None = None,
    *,
    told: Told | None = None,
    today: date | None = None,
) -> Article:
    """Read the bytes of one document as an article: HTML, Markdown or plain text, in any usual encoding.

    `name` is the source's name, `content_type` and `address` are what the server said, where one did. `told` is
    what is known from elsewhere. `today` bounds the publication date of an HTML page. What nothing tells stays None.

    Raises SourceError, whose text is the reason, for what cannot be read as an article.
    """
    _refuse_other_kinds(name, content_type)
    text = read_text(name, data, content_type)
    if is_feed(text):
        raise SourceError(name, "a feed, not an article")
    told = told or Told()
    article = (
        _read_page(name, text, address, told, today)
        if is_page(text, content_type)
        else _read_text(name, text, address, told)
    )
    published = article.published or told.published
    return replace(article, published=published, raw_hash=hash_document(data, address))


def _read_page(name: str, text: str, address: str | None, told: Told, today: date | None) -> Article:
    page = read_page(name, text, address, today)
    article = _make_article(name, page.declared, page.lines, page.site, told)
    return article if article.published else replace(article, published=find_page_date(page, text, today))


def _read_text(name: str, text: str, address: str | None, told: Told) -> Article:
    declared, body = read_front_matter(name, text)
    if address and not declared.url:
        declared = replace(declared, url=make_canonical(address))
    return _make_article(name, declared, read_lines(body), None, told)


def _make_article(name: str, declared: Declared, lines: list[Line], site: str | None, told: Told) -> Article:
    """Find what the lines tell of the article, each step leaving the lines that it did not use."""
    found_url, rest = find_address(lines)
    url = declared.url or found_url
    head_block = rest[0].block if rest else None
    found_day, undated = find_published(rest, url)
    if undated and rest and undated[0] is rest[0]:
        head_block = None
    title, body = (
        (declared.title, drop_title(undated, declared.title))
        if declared.title
        else find_title(undated, head_block=head_block)
    )
    kept, furniture = drop_furniture(body)
    paragraphs = make_paragraphs(kept)
    if not paragraphs and not title:
        raise SourceError(name, "no article's text in it")
    text = "\n\n".join([title, *paragraphs] if title else paragraphs)
    return Article(
        source=name,
        title=title,
        publisher=declared.publisher or _find_publisher(url, site, kept, furniture, told),
        url=url,
        published=declared.published or found_day,
        language=find_language(text, declared.language or told.language),
        text=text,
        digest=declared.digest,
    )


def _find_publisher(
    url: str | None, site: str | None, kept: list[Line], furniture: list[Line], told: Told
) -> str | None:
    found = find_publisher(url, site, kept, furniture)
    # A bare domain stands for a publisher whose name nothing has told.
    return (told.publisher or found) if found is None or is_bare_domain(found, url) else found


def _refuse_other_kinds(name: str, content_type: str | None) -> None:
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind.startswith(_NOT_TEXT):
        raise SourceError(name, f"the server sent {kind}, not a text")
    if name.lower().endswith(_TABLES):
        raise SourceError(name, "a table, not an article")


def hash_document(data: bytes, address: str | None) -> str:
    """Hash what is read, so that the same input is recognised before it is read again: the article's `raw_hash`."""
    digest = hashlib.sha256(data)
    if address:
        digest.update(b"\n" + address.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()

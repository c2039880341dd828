"""One row of an article table to one article."""

import hashlib
import re
from dataclasses import dataclass

from app.domain.dates import EdtfDate
from app.domain.errors import InvalidDateError, SourceError
from app.domain.readings import Article
from app.ingest.stages.read.addresses import is_address, make_canonical
from app.ingest.stages.read.decode import SIZE_LIMIT, clean_text
from app.ingest.stages.read.front_matter import read_day
from app.ingest.stages.read.languages import find_language
from app.ingest.stages.read.lines import Line
from app.ingest.stages.read.published import find_published
from app.ingest.stages.read.publishers import find_publisher

_HAS_WORD = re.compile(r"[^\W\d_]")
# "Title. And then the lead", or the lead on a line of its own; "Title in Minsk on Friday" goes on as a sentence.
_AFTER_TITLE = re.compile(r"[.!?…:;]+(?=\s|$)|\s*\n|\s*$")


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row of an article table, as they stand there."""

    url: str
    title: str
    published: str
    text: str


def read_row(row: TableRow) -> Article:
    """Read one row as an article: its title is the first paragraph, then the text; `source` is the row's `url`.

    A text that is or begins with the title does not repeat it. An empty date is looked for in the address.

    Raises SourceError, whose text is the reason, for a row without address or text and for a date that is none.
    """
    name = " ".join(clean_text(row.url).split())
    if not is_address(name):
        raise SourceError(name, f"not an http(s) address: {name[:80]!r}" if name else "no url")
    if sum(map(len, (row.url, row.title, row.published, row.text))) > SIZE_LIMIT:
        raise SourceError(name, f"larger than {SIZE_LIMIT // 1_000_000} MB")
    url = make_canonical(name)
    title = " ".join(clean_text(row.title).split()) or None
    paragraphs = _read_paragraphs(name, row.text, title)
    published = _read_published(name, row.published, url)
    text = "\n\n".join([title, *paragraphs] if title else paragraphs)
    head = [Line(paragraph, index) for index, paragraph in enumerate(paragraphs[:3])]
    return Article(
        source=name,
        title=title,
        publisher=find_publisher(url, None, head, ()),
        url=url,
        published=published,
        language=find_language(text),
        text=text,
        raw_hash=hash_row(row),
    )


def _read_paragraphs(name: str, cell: str, title: str | None) -> list[str]:
    """Return the paragraphs of a text, which stand on lines of their own, without the title at their head."""
    text = clean_text(cell)
    if not _HAS_WORD.search(text):
        raise SourceError(name, "no text")
    paragraphs: list[str] = []
    for line in text.split("\n"):
        paragraph = " ".join(line.split())
        if paragraph and (not paragraphs or paragraph != paragraphs[-1]):
            paragraphs.append(paragraph)
    if title and paragraphs[0].startswith(title):
        after = _AFTER_TITLE.match(paragraphs[0], len(title))
        if after or title.endswith((".", "!", "?", "…")):
            paragraphs[0] = paragraphs[0][after.end() if after else len(title) :].strip()
    return [paragraph for paragraph in paragraphs if paragraph]


def _read_published(name: str, cell: str, url: str) -> EdtfDate | None:
    value = " ".join(clean_text(cell).split())
    if not value:
        return find_published((), url)[0]
    try:
        return read_day(value)
    except InvalidDateError as error:
        raise SourceError(name, f"published: {error}") from error


def hash_row(row: TableRow) -> str:
    """Hash the cells, each with its length before it, so that no two rows give one hash."""
    digest = hashlib.sha256()
    for cell in (row.url, row.title, row.published, row.text):
        data = cell.encode("utf-8", "surrogatepass")
        digest.update(f"{len(data)}:".encode() + data)
    return digest.hexdigest()

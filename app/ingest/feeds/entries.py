"""Entries: what a feed or a sitemap tells of one page."""

import html
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urljoin, urlsplit

from app.ingest.stages.read.addresses import is_address, make_canonical
from app.ingest.stages.read.decode import clean_text

MOST_ENTRIES = 50_000
_LONGEST_TITLE = 500
_LONGEST_SUMMARY = 2_000
_TAG = re.compile(r"<[^<>]{0,2000}>")
_NOT_WORDS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One page that a feed names, by its canonical address. `title` and `summary` are plain text.

    `published` and `updated` keep the offset from UTC that the feed tells.
    """

    url: str
    title: str = ""
    summary: str = ""
    published: datetime | None = None
    updated: datetime | None = None

    @property
    def changed(self) -> datetime | None:
        """The last moment that the feed tells of the page."""
        return self.updated or self.published


@dataclass(frozen=True, slots=True)
class Document:
    """What a feed holds: entries, of each address the first; an index of sitemaps holds their addresses instead.

    `is_cut` says that it has more than are read.
    """

    entries: tuple[Entry, ...] = ()
    sitemaps: tuple[Entry, ...] = ()
    is_cut: bool = False


@dataclass(slots=True)
class Collector:
    """Collects entries: each address once, no more than are read."""

    base: str
    found: dict[str, Entry] = field(default_factory=dict)
    is_cut: bool = False

    def add(
        self,
        link: object,
        title: object = "",
        summary: object = "",
        published: object = "",
        updated: object = "",
    ) -> None:
        """Take an entry as the feed tells it; one whose link is no http(s) address is passed over."""
        url = make_address(link, self.base)
        if url is None or url in self.found:
            return
        if len(self.found) >= MOST_ENTRIES:
            self.is_cut = True
            return
        self.found[url] = Entry(
            url,
            make_plain(title, _LONGEST_TITLE),
            make_plain(summary, _LONGEST_SUMMARY),
            read_moment(published),
            read_moment(updated),
        )

    def list_entries(self) -> tuple[Entry, ...]:
        """List what was collected, in the feed's order."""
        return tuple(self.found.values())


def make_address(link: object, base: str) -> str | None:
    """Make the canonical address of a link, relative ones from `base`; None for what is no http(s) address."""
    # An empty link would lead to the feed itself.
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        url = urljoin(base, link.strip())
        return make_canonical(url) if is_address(url) else None
    except ValueError:
        return None


def make_plain(text: object, longest: int) -> str:
    """Make a line of plain text of what may hold tags and references: `<b>A &amp; B</b>` becomes `A & B`."""
    if not isinstance(text, str):
        return ""
    # Cut first: of a summary that holds the whole article only the beginning counts.
    bare = html.unescape(_TAG.sub(" ", html.unescape(text[: 4 * longest])))
    return " ".join(clean_text(_TAG.sub(" ", bare)).split())[:longest]


def make_words(url: str) -> str:
    """Read the words in the last part of an address that has no title: `/12-putin-i-lukashenko.html` is
    `Putin I Lukashenko Html`, each word written like a name."""
    part = next((one for one in reversed(urlsplit(url).path.split("/")) if one), "")
    return " ".join(word.capitalize() for word in _NOT_WORDS.split(unquote(part[:_LONGEST_TITLE])) if word)


def read_moment(text: object) -> datetime | None:
    """Read a moment as feeds write it (RFC 822, ISO 8601), in UTC where it tells no offset; None for anything else."""
    if not isinstance(text, str) or not 8 <= len(text.strip()) <= 60:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text.strip())
            found = found if found.tzinfo else found.replace(tzinfo=UTC)
            # A moment at the edge of the calendar cannot be told in UTC.
            found.astimezone(UTC)
            return found
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None

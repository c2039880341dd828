"""Lists of feeds: a TOML file with tables `[[feed]]`, `[[sitemap]]` and `[[page]]`, checked key by key."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.domain.errors import SourceError
from app.ingest.stages.read.addresses import is_address, make_canonical
from app.ingest.toml_file import read_toml

_MOST_FEEDS = 1_000
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LONGEST = 200


class FeedKind(StrEnum):
    """How a feed tells what is new: by entries (RSS, Atom, JSON Feed), by addresses, or by changing itself."""

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Feed:
    """One thing that is followed. `listed` is the file that lists it.

    An entry is wanted if it names both presidents or one of `phrases`; of a sitemap only addresses that begin with
    `section` are looked at. `publisher` and `language` are those of its pages where these do not say themselves.
    """

    kind: FeedKind
    url: str
    publisher: str
    language: str
    listed: str
    phrases: tuple[str, ...] = ()
    section: str | None = None


def is_feed_list(table: dict[str, Any]) -> bool:
    """Tell whether what a TOML file holds is a list of feeds: it has a table of at least one of our three kinds."""
    return any(kind in table for kind in FeedKind)


def read_feeds(path: str) -> list[Feed | SourceError]:
    """Read the feeds that a file lists, in the order feeds, sitemaps, pages.

    A table that is not as it should be comes as a SourceError in its place, whose source names the file and the
    table (`sources.toml, feed 2`) and whose reason names the key. Raises SourceError for what spoils the whole file.
    """
    table = read_toml(path)
    unknown = sorted(set(table) - {*FeedKind, "phrases"})
    if unknown:
        raise SourceError(path, f"unknown key {unknown[0]!r}: feed, sitemap, page and phrases are known")
    phrases = _read(path, "phrases", _read_phrases, table.get("phrases", []))
    found: list[Feed | SourceError] = []
    known: dict[str, str] = {}
    for kind in FeedKind:
        rows = table.get(kind, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise SourceError(path, f"{kind}: a list of tables is wanted: [[{kind}]]")
        for number, row in enumerate(rows, start=1):
            where = f"{path}, {kind} {number}"
            try:
                feed = _read_feed(where, path, kind, row, phrases)
                if feed.url in known:
                    raise SourceError(where, f"url: {feed.url} is {known[feed.url]} already")
                known[feed.url] = f"{kind} {number}"
                found.append(feed)
            except SourceError as error:
                found.append(error)
    if len(found) > _MOST_FEEDS:
        raise SourceError(path, f"more than {_MOST_FEEDS} feeds")
    return found


def _read_feed(where: str, path: str, kind: FeedKind, row: dict[str, Any], phrases: tuple[str, ...]) -> Feed:
    readers: dict[str, Callable[[Any], Any]] = {
        "url": _read_address,
        "publisher": _read_text,
        "language": _read_language,
        "phrases": _read_phrases,
    }
    if kind is FeedKind.SITEMAP:
        readers["section"] = _read_address
    if kind is FeedKind.PAGE:
        # A page is read whole whatever it says: there is nothing to choose from.
        del readers["phrases"]
    for key in row:
        if key not in readers:
            raise SourceError(where, f"unknown key {key!r}: {', '.join(readers)} are known")
    for key in ("url", "publisher", "language"):
        if key not in row:
            raise SourceError(where, f"{key}: is missing")
    values = {key: _read(where, key, readers[key], row[key]) for key in row}
    own = values.pop("phrases", ())
    return Feed(kind, listed=path, phrases=(*phrases, *own), **values)


def _read(where: str, key: str, reader: Callable[[Any], Any], value: object) -> Any:
    try:
        return reader(value)
    except ValueError as error:
        raise SourceError(where, f"{key}: {error}") from error


def _read_text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable() or len(value) > _LONGEST:
        raise ValueError(f"a text of at most {_LONGEST} letters is wanted, not {value!r:.80}")
    return value.strip()


def _read_address(value: object) -> str:
    if not isinstance(value, str) or not is_address(value):
        raise ValueError(f"not an http(s) address: {value!r:.80}")
    return make_canonical(value)


def _read_language(value: object) -> str:
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
        raise ValueError(f"not a language code such as en, ru or be: {value!r:.80}")
    return value


def _read_phrases(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"a list of texts is wanted, not {value!r:.80}")
    return tuple(_read_text(one) for one in value)

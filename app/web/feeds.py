"""Atom feeds (RFC 4287): what one says of itself and of its entries. They speak English, in whatever language asked."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import Response

from app.store.views import Evidence
from app.web.answers import OPEN
from app.web.conditional import answer
from app.web.language import ENGLISH, speak
from app.web.telling import make_source_address, name_publisher

NEVER = "1970-01-01T00:00:00Z"
"""A feed must say when it last changed; one without entries has not changed since there was a day to tell."""

MINTED = "2026"
"""The names of entries were first given in this year; a day of each one's own would change with the database."""

MEDIA_TYPE = "application/atom+xml"
# What no XML 1.0 document may hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in its own language, who prints it, and our page of that source."""

    sentence: str
    language: str | None
    publisher: str
    address: str


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an entry that has several, the address of its page, and the sentence that it rests on."""

    words: str
    address: str
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an entry, under a heading."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. `id` is its lasting name, `address` its page, `sources` the addresses of what tells of it; moments are
    RFC 3339. `words` say it all in plain text; with `said` these are followed by the sentence they were read from, and
    an entry of several `parts` has these as its content."""

    id: str
    title: str
    updated: str
    address: str
    words: str
    author: str | None = None
    published: str | None = None
    said: Said | None = None
    parts: tuple[Part, ...] = ()
    sources: tuple[str, ...] = ()
    categories: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: `address` is its own, `page` that of the page which shows the same; both are lasting names as well."""

    id: str
    title: str
    subtitle: str
    address: str
    page: str
    entries: tuple[Entry, ...] = field(default=())

    @property
    def updated(self) -> str:
        """When the last of its entries changed."""
        return max((entry.updated for entry in self.entries), default=NEVER)


def make_said(evidence: Evidence, base_url: str) -> Said:
    """Make what an entry says with the sentence of a source."""
    article = evidence.article
    return Said(
        evidence.sentence, article.language, name_publisher(article), make_source_address(evidence, base_url)
    )


def make_tag(base_url: str, day: str, name: str) -> str:
    """Make a lasting name (RFC 4151) of something of ours, minted on a day on which the host was ours."""
    return f"tag:{urlsplit(base_url).hostname},{day}:{name}"


def give_feed(request: Request, feed: Feed, base_url: str, changed: str | None) -> Response:
    """Answer with a feed; `changed` is when anything last changed that the feed is made from."""
    template = request.app.state.templates.get_template("feeds/feed.xml")
    with speak(ENGLISH):
        body = _FORBIDDEN.sub("\ufffd", template.render(feed=feed, base_url=base_url))
    return answer(request, body.encode(), MEDIA_TYPE, OPEN, changed)

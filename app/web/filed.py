"""The addresses of the site as files (`summitry build`): a file has no query, so a view has a path of its own.

`/?year=2019&topic=energy` is `/timeline/year/2019/topic/energy`, `/events.csv?year=2019` is
`/timeline/year/2019/events.csv`, and so on with every view of which there is a file. What has none leads to the page of
the search, which narrows and searches in the browser and without a script says what is there. Nothing here is in force
but within `file_addresses`, and addresses without a query are what they are in either site.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from app.domain.filters import FACETS, QUOTE_FACETS
from app.web.programs import OEMBED

SEARCH = "/search"
FILES_NOTE = f"{SEARCH}#files"
"""Where the site as files says which files it has."""

ASKED = frozenset({"/", "/overview", "/quotes", "/compare", "/weeks", SEARCH})
"""Pages that are asked for with a query, by a form or from elsewhere: a script leads on from there."""

PAIRED = frozenset({"year", "topic", "place", "person"})
"""Of these facets of the timeline any two together have a page, of each of its facets every value alone."""

_TIMELINE, _EMBED, _OEMBED_FILE = "/timeline", "/embed", "/oembed.json"
_OF_EVENTS = ("csv", "json", "bib", "ris", "csl.json", "timeline.json")
_OF_QUOTES = ("csv", "json", "bib", "ris", "csl.json", "atom")
_IMAGE = "/share.png"
# The files of a view stand in its folder.
_FILES = {
    **{f"/events.{end}": ("/", FACETS) for end in _OF_EVENTS},
    **dict.fromkeys(("/feed.atom", "/calendar.ics", _IMAGE), ("/", FACETS)),
    **{f"/quotes.{end}": ("/quotes", QUOTE_FACETS) for end in _OF_QUOTES},
}
_NAMES = frozenset({*FACETS, *QUOTE_FACETS, "after", "with", "version"})

Pairs = Sequence[tuple[str, str]]

_is_filed: ContextVar[bool] = ContextVar("filed", default=False)


@contextmanager
def file_addresses() -> Iterator[None]:
    """Let every address that is written within be one of the site as files."""
    token = _is_filed.set(True)
    try:
        yield
    finally:
        _is_filed.reset(token)


def make_filed(address: str) -> str:
    """Write an address of ours, a path in English with query and fragment, as the site that is being made has it."""
    if not _is_filed.get():
        return address
    parts = urlsplit(address)
    if parts.path.startswith("/api/"):
        return FILES_NOTE
    if not parts.query or parts.path == SEARCH:
        return address
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    path = _find_path(parts.path, pairs)
    if path is not None:
        return f"{path}#{parts.fragment}" if parts.fragment else path
    if parts.path == _IMAGE:
        return _IMAGE
    fragment = "#files" if parts.path in _FILES else ""
    return f"{SEARCH}?{urlencode(pairs, quote_via=quote, safe='')}{fragment}"


def make_discovery(path: str) -> str | None:
    """Return the path at which the oEmbed answer for a page stands, a path with its language; None where no file is
    written: of a view narrowed twice."""
    if path.count("/") > _MOST_OF_DISCOVERED:
        return None
    return f"{OEMBED}{path.rstrip('/')}{_OEMBED_FILE}"


# `/ru/timeline/year/2019`: with its language, as many as a view narrowed once has.
_MOST_OF_DISCOVERED = 4


def is_filed() -> bool:
    """Tell whether what is being made is the site as files."""
    return _is_filed.get()


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address of the site as files asks of the application."""

    path: str
    query: str = ""


def read_filed(path: str, base_url: str) -> Asked:
    """Read a path in English of the site as files; what stands for no view is what it says."""
    if path.startswith(f"{OEMBED}/") and path.endswith(_OEMBED_FILE):
        shown = path.removeprefix(OEMBED).removesuffix(_OEMBED_FILE) or "/"
        prefix, bare = _split_prefix(shown)
        inner = read_filed(bare, base_url)
        page = f"{base_url}{prefix}{inner.path}" + (f"?{inner.query}" if inner.query else "")
        return Asked(OEMBED, urlencode({"url": page}))
    if path.startswith(f"{_EMBED}{_TIMELINE}/"):
        return Asked(f"{_EMBED}/", read_filed(path.removeprefix(_EMBED), base_url).query)
    folder, _, name = path.rpartition("/")
    file = f"/{name}" if folder and f"/{name}" in _FILES else ""
    segments = (folder if file else path).strip("/").split("/")
    for at in range(1, len(segments)):
        rest = segments[at:]
        if len(rest) % 2 == 0 and all(one in _NAMES for one in rest[::2]):
            pairs = list(zip(rest[::2], map(unquote, rest[1::2]), strict=True))
            base = "/" + "/".join(segments[:at])
            return Asked(file or ("/" if base == _TIMELINE else base), urlencode(pairs, quote_via=quote))
    return Asked(path)


class Filed:
    """Answers the addresses of the site as files, and writes such addresses in all that it answers."""

    def __init__(self, app: ASGIApp, base_url: str) -> None:
        self.app = app
        self.base_url = base_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = read_filed(scope["path"], self.base_url)
        if asked.query:
            raw, query = quote(asked.path).encode(), asked.query.encode()
            scope = {**scope, "path": asked.path, "raw_path": raw, "query_string": query}
        with file_addresses():
            await self.app(scope, receive, send)


def _find_path(path: str, pairs: Pairs) -> str | None:
    """Find the path of the file at which this path with these parameters stands; None if there is none."""
    if path == f"{_EMBED}/":
        framed = _find_path("/", pairs)
        return framed and _EMBED + framed
    names = [name for name, _ in pairs if name != "after"]
    written = "".join(f"/{name}/{quote(value, safe='')}" for name, value in pairs)
    if path in _FILES:
        folder, facets = _FILES[path]
        is_there = len(pairs) == 1 and names[0] in facets if names else False
        return f"{_get_folder(folder)}{written}{path}" if is_there else None
    if path == "/compare":
        return path + written if len(names) == 2 and len(set(names)) == 1 and names[0] in FACETS else None
    return _get_folder(path) + written if _has_page(path, names) else None


def _has_page(path: str, names: Sequence[str]) -> bool:
    if path == "/":
        narrowed_twice = len(names) == 2 and len(set(names)) == 2 and PAIRED.issuperset(names)
        return not names or narrowed_twice or (len(names) == 1 and names[0] in FACETS)
    if path == "/overview":
        return len(names) == 1 and names[0] in FACETS
    if path == "/quotes":
        return not names or (len(names) == 1 and names[0] in QUOTE_FACETS)
    if path == "/weeks":
        return names == ["year"]
    return not set(names) - {"with", "version"}


def _get_folder(path: str) -> str:
    return _TIMELINE if path == "/" else path


def _split_prefix(path: str) -> tuple[str, str]:
    """Split the prefix of a language off a path: two letters, which no page of ours is named by."""
    first, _, rest = path.lstrip("/").partition("/")
    return (f"/{first}", f"/{rest}") if len(first) == 2 else ("", path)

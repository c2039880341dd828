"""oEmbed 1.0 (https://oembed.com): how another site shows the page at an address of ours in a frame."""

from urllib.parse import SplitResult, parse_qsl, urlsplit

from app.domain.filters import Filters
from app.domain.printable import one_line
from app.store.views import EventRow
from app.web.frames import HEIGHT, WIDTH, make_frame
from app.web.language import speak, split_path
from app.web.phrases import name_event, name_view
from app.web.query import make_path
from app.web.works import SITE

_KEPT = 3600
_PORTS = {"http": 80, "https": 443}


def read_address(address: str, base_url: str) -> tuple[str, str, list[tuple[str, str]]] | None:
    """Read an absolute address as the language, the path in English and the parameters of a page of ours; `None` for
    what is none."""
    try:
        asked, ours = urlsplit(address), urlsplit(base_url)
        if _get_origin(asked) != _get_origin(ours) or asked.username is not None:
            return None
        pairs = parse_qsl(asked.query, keep_blank_values=True)
    except ValueError:
        # A port or an IPv6 address that is none.
        return None
    return *split_path(asked.path or "/"), pairs


def make_event_item(event: EventRow, code: str, base_url: str, most: tuple[int, int]) -> dict[str, object]:
    """Make the answer for the page of an event in a language; `most` are the greatest width and height."""
    with speak(code):
        return _make_item(f"/events/{event.slug}", name_event(event), base_url, most)


def make_view_item(filters: Filters, code: str, base_url: str, most: tuple[int, int]) -> dict[str, object]:
    """Make the answer for a view of the timeline in a language."""
    with speak(code):
        return _make_item(make_path(filters), name_view(filters), base_url, most)


def _make_item(path: str, title: str, base_url: str, most: tuple[int, int]) -> dict[str, object]:
    width, height = min(WIDTH, most[0]), min(HEIGHT, most[1])
    return {
        "type": "rich",
        "version": "1.0",
        "title": one_line(title),
        "provider_name": SITE,
        "provider_url": f"{base_url}/",
        "cache_age": _KEPT,
        "html": make_frame(path, title, base_url, width, height),
        "width": width,
        "height": height,
    }


def _get_origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)

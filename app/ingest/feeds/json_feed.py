"""JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from typing import Any

from app.domain.errors import SourceError
from app.ingest.feeds.entries import Collector, Document


def read_json_feed(name: str, text: str, address: str) -> Document:
    """Read a JSON Feed; links are read from `address`. Raises SourceError for other JSON and for what is none."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(name, "not a feed: broken JSON") from error
    version, items = feed.get("version"), feed.get("items")
    if not isinstance(version, str) or "jsonfeed.org/version/" not in version:
        raise SourceError(name, "JSON, but no JSON Feed")
    if not isinstance(items, list):
        raise SourceError(name, "a JSON Feed without items")
    collector = Collector(address)
    for item in items:
        if isinstance(item, dict):
            _add_item(collector, item)
    return Document(collector.list_entries(), is_cut=collector.is_cut)


def _add_item(collector: Collector, item: dict[str, Any]) -> None:
    text = next((item[key] for key in ("summary", "content_text", "content_html") if item.get(key)), "")
    link = item.get("url") or item.get("external_url") or item.get("id")
    dates = (item.get("date_published"), item.get("date_modified"))
    collector.add(link if link != item.get("id") or _is_link(link) else None, item.get("title"), text, *dates)


def _is_link(text: object) -> bool:
    """Tell whether an id is an address: some feeds give it in the place of `url`, others number their items."""
    return isinstance(text, str) and text.startswith(("http://", "https://"))

"""A view as CSV: the row of `/events.json`, and after it the sentence to show for it with its source."""

from collections.abc import Iterable

from app.domain.cells import format_row
from app.domain.vocabulary import Origin
from app.store.taking import TakenEvent
from app.store.views import ArticleRow
from app.web.items import EventItem, make_item

COLUMNS = (
    *EventItem.model_fields,
    "sentence",
    "sentence_from",
    "sentence_publisher",
    "sentence_url",
    "sentence_page",
    "source_urls",
)
"""The columns in their order."""

_FROM = {Origin.PRESS: "article", Origin.RECORD: "record", Origin.EDITOR: "correction"}


def format_table(events: Iterable[TakenEvent], base_url: str) -> str:
    """Write events as CSV by RFC 4180, lines ended by CRLF; lists are joined by `;`, what is not told is empty.

    Cells that a spreadsheet would run as a formula are guarded (`app.domain.cells` says how to undo it).
    """
    rows = (_make_row(one, base_url) for one in events)
    return format_row(list(COLUMNS), "\r\n") + "".join(
        format_row([_format_cell(row[name]) for name in COLUMNS], "\r\n") for row in rows
    )


def _make_row(one: TakenEvent, base_url: str) -> dict[str, object]:
    telling = one.telling
    return {
        **make_item(one.event, base_url),
        "sentence": telling and telling.sentence,
        "sentence_from": telling and _name_origin(telling.article),
        "sentence_publisher": telling and telling.article.publisher,
        "sentence_url": telling and telling.article.url,
        "sentence_page": telling and f"{base_url}/articles/{telling.article.id}",
        # What joins a list cannot stand in one of its entries.
        "source_urls": [source.url.replace(";", "%3B") for source in one.sources if source.url],
    }


def _name_origin(article: ArticleRow) -> str:
    """Name who wrote a document, in the words of an export: a digest of ours is not its publisher's."""
    return "digest" if article.digest else _FROM[Origin(article.origin)]


def _format_cell(value: object) -> str:
    if value is None:
        return ""
    return ";".join(map(str, value)) if isinstance(value, list) else str(value)

"""Views as CSV. Of events: the row of `/events.json`, and after it the sentence to show for it with its source. Of
quotes: their values as the API has them, the source that prints the words, and the sentence that they stand in."""

from collections.abc import Iterable, Mapping, Sequence

from app.domain.cells import format_row
from app.domain.vocabulary import Origin
from app.store.taking import TakenEvent, TakenQuote
from app.store.views import ArticleRow
from app.web.items import EventItem, make_item, make_quote

EVENT_COLUMNS = (
    *EventItem.model_fields,
    "sentence",
    "sentence_from",
    "sentence_publisher",
    "sentence_url",
    "sentence_page",
    "source_urls",
)
"""The columns of events in their order."""

QUOTE_COLUMNS = (
    "url",
    "speaker",
    "speaker_text",
    "text",
    "kind",
    "language",
    "said",
    "event",
    "event_url",
    "event_title",
    "event_date",
    "sentence",
    "sentence_from",
    "sentence_publisher",
    "sentence_title",
    "sentence_published",
    "sentence_url",
    "sentence_page",
    "attestations",
    "attestation_urls",
    "source_urls",
)
"""The columns of quotes in their order."""

_FROM = {Origin.PRESS: "article", Origin.RECORD: "record", Origin.EDITOR: "correction"}


def format_events(events: Iterable[TakenEvent], base_url: str) -> str:
    """Write events as CSV."""
    return _format_table(EVENT_COLUMNS, (_make_event_row(one, base_url) for one in events))


def format_quotes(quotes: Iterable[TakenQuote], base_url: str) -> str:
    """Write quotes as CSV."""
    return _format_table(QUOTE_COLUMNS, (_make_quote_row(one, base_url) for one in quotes))


def _format_table(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Write rows as CSV by RFC 4180, lines ended by CRLF; lists are joined by `;`, what is not told is empty.

    Cells that a spreadsheet would run as a formula are guarded (`app.domain.cells` says how to undo it).
    """
    return format_row(list(columns), "\r\n") + "".join(
        format_row([_format_cell(row[name]) for name in columns], "\r\n") for row in rows
    )


def _make_event_row(one: TakenEvent, base_url: str) -> dict[str, object]:
    telling = one.telling
    return {
        **make_item(one.event, base_url),
        "sentence": telling and telling.sentence,
        **_make_source(telling.article if telling else None, base_url),
        "source_urls": _list_urls(one.sources),
    }


def _make_quote_row(one: TakenQuote, base_url: str) -> dict[str, object]:
    quote = one.quote
    # Of what only rows of the record quote, the source that they name, without a sentence of it.
    source = (one.read or quote).article
    attested = (quote, *quote.others)
    return {
        **make_quote(quote, base_url),
        "event_url": quote.event_slug and f"{base_url}/events/{quote.event_slug}",
        "event_title": quote.event_title,
        "event_date": quote.event_date,
        "sentence": one.sentence,
        **_make_source(source, base_url),
        "sentence_title": source.title,
        "sentence_published": source.published,
        "attestations": len(attested),
        "attestation_urls": [f"{base_url}/quotes/{each.id}" for each in attested],
        "source_urls": list(dict.fromkeys(_list_urls([each.article for each in attested]))),
    }


def _make_source(article: ArticleRow | None, base_url: str) -> dict[str, object]:
    return {
        "sentence_from": article and _name_origin(article),
        "sentence_publisher": article and article.publisher,
        "sentence_url": article and article.url,
        "sentence_page": article and f"{base_url}/articles/{article.id}",
    }


def _list_urls(articles: Iterable[ArticleRow]) -> list[str]:
    # What joins a list cannot stand in one of its entries.
    return [article.url.replace(";", "%3B") for article in articles if article.url]


def _name_origin(article: ArticleRow) -> str:
    """Name who wrote a document, in the words of an export: a digest of ours is not its publisher's."""
    return "digest" if article.digest else _FROM[Origin(article.origin)]


def _format_cell(value: object) -> str:
    if value is None:
        return ""
    return ";".join(map(str, value)) if isinstance(value, list) else str(value)

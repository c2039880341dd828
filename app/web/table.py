"""Views as CSV. Of events: the row of `/events.json`. Of
quotes: their values as the API has them, the source that prints the words, and the sentence that they stand in."""

from collections.abc import Iterable, Mapping, Sequence

from app.domain.cells import format_row
from app.store.taking import TakenEvent, TakenQuote
from app.web.items import make_quote
from app.web.taken_items import TakenItem, list_urls, make_source, make_taken

EVENT_COLUMNS = tuple(TakenItem.model_fields)
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


def format_events(events: Iterable[TakenEvent], base_url: str) -> str:
    """Write events as CSV."""
    return _format_table(EVENT_COLUMNS, (make_taken(one, base_url) for one in events))


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
        **make_source(source, base_url),
        "sentence_title": source.title,
        "sentence_published": source.published,
        "attestations": len(attested),
        "attestation_urls": [f"{base_url}/quotes/{each.id}" for each in attested],
        "source_urls": list(dict.fromkeys(list_urls([each.article for each in attested]))),
    }


def _format_cell(value: object) -> str:
    if value is None:
        return ""
    # What joins a list cannot stand in one of its entries.
    return ";".join(str(one).replace(";", "%3B") for one in value) if isinstance(value, list) else str(value)

"""What was said around an event: the same words printed by several sources are one statement."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.store.views import QuoteRow

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A quote, and the quotes of other sources that print the same words of the same speaker."""

    quote: QuoteRow
    also: tuple[QuoteRow, ...]


def make_statements(quotes: Iterable[QuoteRow]) -> tuple[Statement, ...]:
    """Put equal quotes together, in the order in which each is first told; an original goes before our digests.

    Equal are the same words of the same speaker in the same manner around the same event: publishers change the
    punctuation around them.
    """
    grouped: dict[tuple[str, ...], list[QuoteRow]] = defaultdict(list)
    for quote in quotes:
        around = quote.event_slug or quote.article.id
        speaker = quote.speaker or quote.speaker_text or ""
        words = " ".join(_WORD.findall(quote.text.casefold()))
        grouped[around, speaker, quote.kind, words].append(quote)
    return tuple(_make_statement(same) for same in grouped.values())


def _make_statement(same: list[QuoteRow]) -> Statement:
    first, *others = sorted(same, key=lambda quote: quote.article.digest)
    # One source that prints the same words twice is no second source.
    also = {quote.article.id: quote for quote in others if quote.article.id != first.article.id}
    return Statement(first, tuple(also.values()))

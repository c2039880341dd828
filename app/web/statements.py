"""What was said, ready for a list: each quote once, with the further sources that print it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.wording import make_words
from app.store.views import QuoteRow


@dataclass(frozen=True, slots=True)
class Statement:
    """A quote, and of each further source that prints it one attestation; `varied` if any wording differs from it."""

    quote: QuoteRow
    also: tuple[QuoteRow, ...]
    varied: bool = False

    @property
    def sources(self) -> int:
        """How many sources print it."""
        return 1 + len(self.also)


def make_statements(quotes: Iterable[QuoteRow]) -> tuple[Statement, ...]:
    """Make the statements of these quotes, in their order."""
    return tuple(_make_statement(one) for one in quotes)


def _make_statement(quote: QuoteRow) -> Statement:
    # One source that prints the same words twice is no second source.
    also = {one.article.id: one for one in reversed(quote.others) if one.article.id != quote.article.id}
    words = make_words(quote.text)
    varied = any(make_words(one.text) != words for one in quote.others)
    return Statement(quote, tuple(reversed(also.values())), varied)

"""A quote as an entry of a feed: its words, their occasion and the sentence that they stand in. In English."""

from app.domain.vocabulary import QuoteKind
from app.store.quote_moments import QuoteMoments
from app.store.taking import TakenQuote
from app.store.views import QuoteRow
from app.web.dates import format_date
from app.web.evidence import make_article_link
from app.web.feeds import MINTED, NEVER, Entry, Said, make_tag
from app.web.formatting import format_count, format_quote
from app.web.originals import make_original_link
from app.web.phrases import name_occasion
from app.web.telling import name_publisher
from app.web.works import name_quote

_MANNER = {
    QuoteKind.DIRECT: "Word for word: “{}”",
    QuoteKind.TRANSCRIPT: "From a transcript: “{}”",
    # Reported words are no one's exact words: no marks.
    QuoteKind.REPORTED: "As reported: {}",
}


def make_quote_entry(taken: TakenQuote, moments: QuoteMoments, base_url: str) -> Entry:
    """Make the entry of a quote. It is named by the attestation that was here first, which another that comes to stand
    for the quote does not change."""
    quote = taken.quote
    originals = [make_original_link(one.article) for one in (quote, *quote.others)]
    return Entry(
        id=make_tag(base_url, MINTED, f"quotes/{moments.first_id}"),
        title=name_quote(quote),
        published=moments.published,
        updated=moments.updated or NEVER,
        address=f"{base_url}/quotes/{quote.id}",
        words=_make_words(quote),
        said=_make_said(taken, base_url),
        sources=tuple(dict.fromkeys(one for one in originals if one)),
    )


def _make_words(quote: QuoteRow) -> str:
    words = _MANNER[QuoteKind(quote.kind)].format(format_quote(quote.text))
    told = [words if words.rstrip("”").endswith((".", "!", "?", "…")) else f"{words}."]
    if quote.said:
        told.append(f"Said on {format_date(quote.said)}.")
    if occasion := name_occasion(quote):
        told.append(f"Around: {occasion}.")
    printed = {one.article.id for one in (quote, *quote.others)}
    told.append(f"Printed by {format_count(len(printed), 'source')}.")
    return " ".join(told)


def _make_said(taken: TakenQuote, base_url: str) -> Said | None:
    if taken.read is None or taken.sentence is None:
        return None
    article = taken.read.article
    here = base_url + make_article_link(article.id, taken.read.number)
    return Said(taken.sentence, taken.read.language, name_publisher(article), here)

"""The value of the page of one quote: alone, as each source prints it, and in context."""

from collections import defaultdict
from dataclasses import dataclass
from typing import ClassVar

from app.domain.vocabulary import QuoteKind
from app.domain.wording import Words, make_words
from app.store.views import QuoteDetail, QuoteRow
from app.web.citing import Citation, make_citations
from app.web.dates import format_date
from app.web.differences import Stretch, make_differences
from app.web.evidence import Piece, make_article_link, make_pieces
from app.web.formatting import format_quote, format_speaker
from app.web.language import gettext
from app.web.linked_data import make_quote_data, read_exact
from app.web.originals import make_original_link
from app.web.page import Frame, Page
from app.web.quote_phrases import name_all_quotes
from app.web.works import make_quote_work

# In characters: what a tab and what a list of pages has room for.
_LONGEST_TITLE, _LONGEST_DESCRIBED = 60, 160


@dataclass(frozen=True, slots=True)
class Printing:
    """One attestation of a quote: our page of its source, and the original at the words."""

    quote: QuoteRow
    here: str
    original: str | None


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a quote as it differs from the one shown, and who prints it; the one shown has no stretches."""

    stretches: tuple[Stretch, ...]
    language: str | None
    printings: tuple[Printing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePage(Page):
    """One quote: in the wording that stands for it, in every wording and as attested, and in the sentences around
    `read`. `asked` is the attestation whose address this is."""

    template: ClassVar[str] = "quote"
    section: ClassVar[str] = "/quotes"

    quote: QuoteRow
    asked: QuoteRow
    read: QuoteRow
    name: str
    all_quotes: str
    sources: int
    wordings: tuple[Wording, ...]
    before: str | None
    marked: tuple[Piece, ...]
    after: str | None
    here: str
    address: str | None
    earlier: QuoteRow | None
    later: QuoteRow | None
    permalink: str
    citations: tuple[Citation, ...]


def make_quote_page(frame: Frame, detail: QuoteDetail, base_url: str) -> QuotePage:
    """Make the page of a quote. Whichever attestation is asked for, its canonical address is that of the main one."""
    quote, read = detail.quote, detail.read
    canonical = f"/quotes/{quote.id}"
    name = format_speaker(quote)
    return QuotePage(
        frame=frame,
        title=f"{name}: {_format_title(quote)}",
        canonical=canonical,
        image=f"{canonical}.png",
        description=_format_description(name, quote),
        cited=True,
        dated=day.text if (day := read_exact(quote.said or quote.event_date)) else None,
        linked=make_quote_data(quote, base_url),
        quote=quote,
        asked=detail.asked,
        read=read,
        name=name,
        all_quotes=name_all_quotes(quote.speaker),
        sources=len({one.article.id for one in (quote, *quote.others)}),
        wordings=_make_wordings(quote),
        before=detail.before,
        marked=make_pieces(detail.sentence, detail.marks),
        after=detail.after,
        here=make_article_link(read.article.id, read.number),
        address=make_original_link(read.article, read.text),
        earlier=detail.earlier,
        later=detail.later,
        permalink=base_url + canonical,
        citations=make_citations(make_quote_work(quote, frame.today, base_url)),
    )


def _make_wordings(quote: QuoteRow) -> tuple[Wording, ...]:
    """Make every wording of a quote: the one shown first, then as their first attestations come."""
    printed: dict[Words, list[QuoteRow]] = defaultdict(list)
    for one in (quote, *quote.others):
        printed[make_words(one.text)].append(one)
    shown, *others = printed.values()
    return (
        Wording((), shown[0].language, tuple(map(_make_printing, shown))),
        *(
            Wording(
                make_differences(format_quote(same[0].text), format_quote(quote.text)),
                same[0].language,
                tuple(map(_make_printing, same)),
            )
            for same in others
        ),
    )


def _make_printing(quote: QuoteRow) -> Printing:
    here = make_article_link(quote.article.id, quote.number)
    return Printing(quote, here, make_original_link(quote.article, quote.text))


def _format_title(quote: QuoteRow) -> str:
    """Write a quote for the browser's tab."""
    return _format_beginning(quote, _LONGEST_TITLE)


def _format_description(name: str, quote: QuoteRow) -> str:
    """Write a quote as lists of pages show it: who said when what, and who says so."""
    told = [name, *([format_date(day)] if (day := quote.said or quote.event_date) else [])]
    publisher = quote.article.publisher or gettext("publisher not named")
    return f"{', '.join(told)}: {_format_beginning(quote, _LONGEST_DESCRIBED)} ({publisher})"


def _format_beginning(quote: QuoteRow, longest: int) -> str:
    """Write the beginning of a quote; reported words are no one's exact words: no marks."""
    words = format_quote(quote.text)
    if len(words) > longest:
        words = f"{words[:longest].rstrip()}…"
    return words if quote.kind == QuoteKind.REPORTED else gettext("“%(words)s”", words=words)

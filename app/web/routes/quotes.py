"""The quotes: a list that can be narrowed and searched, and each alone with what stands around it."""

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.domain.vocabulary import QuoteKind
from app.store.quotes import QuoteFilters, count_quote_facets, get_quote, list_quotes
from app.store.views import QuoteDetail, QuoteRow
from app.web.deps import BaseUrlDep, FrameDep, SessionDep
from app.web.errors import NotFoundError
from app.web.evidence import Piece, make_article_link, make_pieces
from app.web.facets import Chip, Facet
from app.web.formatting import format_count, format_list, format_person, format_quote
from app.web.originals import make_original_link
from app.web.page import Frame, Page, render
from app.web.quote_view import (
    format_chosen,
    list_kept,
    make_quote_chips,
    make_quote_index,
    make_quote_path,
    read_quote_view,
)
from app.web.statements import Statement, make_statements

router = APIRouter(include_in_schema=False)

PAGE_SIZE = 50
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesPage(Page):
    """One view of the quotes, newest first. `together`: some of them print the same words and stand together."""

    template: ClassVar[str] = "quotes"
    section: ClassVar[str] = "/quotes"

    says: str
    unknown: tuple[str, ...]
    chips: tuple[Chip, ...]
    searched: str
    kept: tuple[tuple[str, str], ...]
    quotes: tuple[Statement, ...]
    together: bool
    more: str | None
    index: tuple[Facet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePage(Page):
    """One quote, alone and in the sentences around it."""

    template: ClassVar[str] = "quote"
    section: ClassVar[str] = "/quotes"

    quote: QuoteRow
    name: str
    before: str | None
    marked: tuple[Piece, ...]
    after: str | None
    here: str
    address: str | None
    permalink: str


@router.get("/quotes")
def show_quotes(request: Request, session: SessionDep, frame: FrameDep) -> HTMLResponse:
    """Show the quotes that the URL asks for."""
    known = {
        facet: [count.value for count in counts]
        for facet, counts in count_quote_facets(session, QuoteFilters()).items()
    }
    filters, after, unknown = read_quote_view(request.query_params.multi_items(), known)
    listed = list_quotes(session, filters, PAGE_SIZE, after)
    narrowed = filters != QuoteFilters()
    statements = make_statements(listed.quotes)
    page = QuotesPage(
        frame=frame,
        title=_format_heading(filters) if narrowed else "Quotes",
        canonical=make_quote_path(filters, after),
        noindex=bool(after or filters.q or len(list_kept(filters)) > 1),
        says=_format_count(filters, listed.total, more=after is not None),
        unknown=tuple(unknown),
        chips=make_quote_chips(filters),
        searched=filters.q[0] if len(filters.q) == 1 else "",
        kept=list_kept(filters),
        quotes=statements,
        together=len(statements) < len(listed.quotes),
        more=make_quote_path(filters, listed.next_after) if listed.next_after else None,
        index=make_quote_index(count_quote_facets(session, filters), filters),
    )
    return render(request, page)


@router.get("/quotes/{quote_id}")
def show_quote(
    quote_id: str, request: Request, session: SessionDep, frame: FrameDep, base_url: BaseUrlDep
) -> HTMLResponse:
    """Show one quote alone and in context."""
    detail = get_quote(session, quote_id)
    if detail is None:
        raise NotFoundError("There is no such quote.")
    return render(request, _make_quote_page(frame, detail, base_url))


def _make_quote_page(frame: Frame, detail: QuoteDetail, base_url: str) -> QuotePage:
    quote = detail.quote
    canonical = f"/quotes/{quote.id}"
    name = format_person(quote.speaker) if quote.speaker else quote.speaker_text or "Speaker not named"
    return QuotePage(
        frame=frame,
        title=f"{name}: {_format_title(quote)}",
        canonical=canonical,
        quote=quote,
        name=name,
        before=detail.before,
        marked=make_pieces(detail.sentence, detail.marks),
        after=detail.after,
        here=make_article_link(quote.article.id, quote.number),
        address=make_original_link(quote.article, quote.text),
        permalink=base_url + canonical,
    )


def _format_title(quote: QuoteRow) -> str:
    """Write the beginning of a quote for the browser's tab; reported words are no one's exact words: no marks."""
    words = format_quote(quote.text)
    if len(words) > _LONGEST_TITLE:
        words = f"{words[:_LONGEST_TITLE].rstrip()}…"
    return words if quote.kind == QuoteKind.REPORTED else f"“{words}”"


def _format_heading(filters: QuoteFilters) -> str:
    """Name a view of the quotes: `Quotes of Vladimir Putin around events on energy from 2019`."""
    words = ["Quotes"]
    for facet, values, before, joint in (
        ("speaker", filters.speakers, "of", "or"),
        ("topic", filters.topics, "around events on", "and"),
        ("year", filters.years, "from", "or"),
    ):
        if values:
            words.append(f"{before} {format_list([format_chosen(facet, value) for value in values], joint)}")
    if filters.q:
        words.append(f"with {format_list([f'“{search}”' for search in filters.q], 'or')}")
    return " ".join(words)


def _format_count(filters: QuoteFilters, total: int, *, more: bool) -> str:
    """Count a view of the quotes in a sentence."""
    if total == 0:
        return "No quotes."
    words = _format_heading(filters).removeprefix("Quotes")
    which = "All " if filters == QuoteFilters() and not more and total > 1 else ""
    order = ", latest event first" if total > 1 else ""
    return f"{'More of ' if more else which}{format_count(total, 'quote')}{words}{order}."

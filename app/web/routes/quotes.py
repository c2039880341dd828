"""The quotes: a list that can be narrowed and searched, and each alone with what stands around it."""

from dataclasses import dataclass, replace
from typing import ClassVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.store.quote_facets import list_quote_facets
from app.store.quotes import get_quote, list_quotes
from app.web.citing import Citation, make_citations
from app.web.deps import BaseUrlDep, FrameDep, SessionDep
from app.web.errors import NotFoundError
from app.web.evidence import Piece
from app.web.facets import Chip, Facet
from app.web.formatting import format_quote
from app.web.hits import mark_hits
from app.web.language import gettext
from app.web.page import Page, render
from app.web.query_words import QueryWords, describe_searches
from app.web.quote_page import make_quote_page
from app.web.quote_phrases import make_quote_heading, make_quote_sentence
from app.web.quote_view import (
    QuoteViewDep,
    list_kept,
    make_quote_chips,
    make_quote_index,
    make_quote_path,
)
from app.web.statements import Statement, make_statements
from app.web.works import make_quotes_work

router = APIRouter(include_in_schema=False)

PAGE_SIZE = 50

_FILES = (
    ("CSV", "/quotes.csv"),
    ("JSON", "/quotes.json"),
    ("BibTeX", "/quotes.bib"),
    ("RIS", "/quotes.ris"),
    ("CSL-JSON", "/quotes.csl.json"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesPage(Page):
    """One view of the quotes, newest first, each once. `whole` are all of them, `reading` says how the searches were
    read, `marked` are texts with hits marked, by quote. `files` are the forms in which the view can be taken away, by
    name, with their addresses."""

    template: ClassVar[str] = "quotes"
    section: ClassVar[str] = "/quotes"
    partials: ClassVar[dict[str, tuple[str, ...]]] = {"more-quotes": ("says",)}

    whole: bool
    lead: str
    says: str
    unknown: tuple[str, ...]
    chips: tuple[Chip, ...]
    searched: str
    kept: tuple[tuple[str, str], ...]
    quotes: tuple[Statement, ...]
    more: str | None
    index: tuple[Facet, ...]
    json_path: str
    files: tuple[tuple[str, str], ...]
    feed_path: str
    citations: tuple[Citation, ...]
    reading: QueryWords
    marked: dict[str, tuple[Piece, ...]]


@router.get("/quotes")
def show_quotes(
    request: Request, session: SessionDep, frame: FrameDep, view: QuoteViewDep, base_url: BaseUrlDep
) -> HTMLResponse:
    """Show the quotes that the URL asks for."""
    filters, unknown = view
    whole = replace(filters, after=None)
    listed = list_quotes(session, filters, PAGE_SIZE)
    says = make_quote_sentence(filters, listed.total, shown=len(listed.quotes))
    lead = gettext(
        "Words attributed to a speaker, in the language in which they were printed, each with the sentence it stands "
        "in. Words that several sources print are one quote; where they print them differently, its page shows how."
    )
    page = QuotesPage(
        frame=frame,
        title=make_quote_heading(filters) if filters else gettext("Quotes"),
        canonical=make_quote_path(filters),
        description=says if filters else lead,
        noindex=bool(filters.after or filters.q or len(list_kept(filters)) > 1),
        whole=not filters,
        lead=lead,
        says=says,
        unknown=tuple(unknown),
        chips=make_quote_chips(filters),
        searched=filters.q[0] if len(filters.q) == 1 else "",
        kept=list_kept(filters),
        quotes=make_statements(listed.quotes),
        more=make_quote_path(replace(filters, after=listed.next_after)) if listed.next_after else None,
        index=make_quote_index(list_quote_facets(session, filters, listed.total), filters),
        json_path=make_quote_path(whole, "/quotes.json"),
        files=tuple((name, make_quote_path(whole, path)) for name, path in _FILES),
        feed_path=make_quote_path(whole, "/quotes.atom"),
        citations=make_citations(make_quotes_work(whole, frame.today, base_url)),
        reading=describe_searches(session, filters.q),
        marked={one.id: mark_hits(format_quote(one.text), filters.q) for one in listed.quotes if filters.q},
    )
    return render(request, page)


@router.get("/quotes/{quote_id}")
def show_quote(
    quote_id: str, request: Request, session: SessionDep, frame: FrameDep, base_url: BaseUrlDep
) -> HTMLResponse:
    """Show one quote alone and in context; every attestation of it has an address that shows it."""
    detail = get_quote(session, quote_id)
    if detail is None:
        raise NotFoundError(gettext("There is no such quote."))
    return render(request, make_quote_page(frame, detail, base_url))

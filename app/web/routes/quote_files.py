"""A view of the quotes, and one quote, as files to take away and as a feed."""

from dataclasses import replace

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.domain.filters import Filters
from app.store.engine import Session
from app.store.quote_moments import list_quote_moments
from app.store.quotes import get_quote, list_quotes
from app.store.taking import list_taken_quotes
from app.store.views import QuoteDetail
from app.web.answers import answer_json, require_json
from app.web.deps import BaseUrlDep, SessionDep, TodayDep
from app.web.described import OF_QUOTE
from app.web.described_files import QUOTE_ROWS, QUOTES_FEED, describe, describe_references
from app.web.described_json import describe_json
from app.web.errors import NotFoundError
from app.web.feeds import MEDIA_TYPE as ATOM
from app.web.feeds import Feed, give_feed
from app.web.files import TABLE, give_file, give_references
from app.web.items import QuoteDetailItem, make_quote, make_quote_detail
from app.web.language import ENGLISH, gettext, speak
from app.web.listings import QuoteItems
from app.web.parameters import QUOTE_PARAMETERS, QuotePath
from app.web.quote_entry import make_quote_entry
from app.web.quote_phrases import make_quote_heading
from app.web.quote_view import QuoteViewDep, make_quote_path
from app.web.table import format_quotes
from app.web.works import make_quote_work

router = APIRouter()


@router.get(
    "/quotes.csv",
    **describe(
        "list_quotes_csv", "Every quote of a view as CSV", TABLE, QUOTE_ROWS, parameters=QUOTE_PARAMETERS
    ),
)
def give_table(request: Request, session: SessionDep, view: QuoteViewDep, base_url: BaseUrlDep) -> Response:
    """Give every quote of the view as a table, never a page of it."""
    quotes = list_taken_quotes(session, _whole(view))
    return give_file(request, format_quotes(quotes, base_url), TABLE, "summitry-quotes.csv")


@router.get("/quotes.bib", **describe_references(".bib", "quotes", parameters=QUOTE_PARAMETERS))
@router.get("/quotes.ris", **describe_references(".ris", "quotes", parameters=QUOTE_PARAMETERS))
@router.get("/quotes.csl.json", **describe_references(".csl.json", "quotes", parameters=QUOTE_PARAMETERS))
def give_view_references(
    request: Request, session: SessionDep, today: TodayDep, view: QuoteViewDep, base_url: BaseUrlDep
) -> Response:
    """Give every quote of the view as references, in the form that the address ends in."""
    quotes = list_quotes(session, _whole(view), None).quotes
    return give_references(
        request, "summitry-quotes", [make_quote_work(one, today, base_url) for one in quotes]
    )


@router.get(
    "/quotes.json",
    operation_id="list_all_quotes",
    summary="Every quote of a view",
    response_model=QuoteItems,
    responses=describe_json("QuoteItems"),
    openapi_extra={"parameters": QUOTE_PARAMETERS},
    dependencies=[Depends(require_json)],
)
def give_all_quotes(
    request: Request, session: SessionDep, view: QuoteViewDep, base_url: BaseUrlDep
) -> Response:
    """Give every quote of the view, never a page of it. Unknown values are passed over, as on the page."""
    filters = _whole(view)
    quotes = list_quotes(session, filters, None).quotes
    body = {
        "count": len(quotes),
        "url": base_url + make_quote_path(filters),
        "quotes": [make_quote(one, base_url) for one in quotes],
    }
    return answer_json(request, body)


@router.get(
    "/quotes.atom",
    **describe(
        "list_quotes_atom", "A view of the quotes as a feed", ATOM, QUOTES_FEED, parameters=QUOTE_PARAMETERS
    ),
)
def give_view_feed(
    request: Request, session: SessionDep, view: QuoteViewDep, base_url: BaseUrlDep
) -> Response:
    """Give every quote of the view as an Atom feed, the one that a source printed last first."""
    filters = _whole(view)
    taken = list_taken_quotes(session, filters)
    moments = list_quote_moments(session, [one.quote for one in taken])
    address = base_url + make_quote_path(filters, "/quotes.atom")
    with speak(ENGLISH):
        entries = [make_quote_entry(one, moments[one.quote.id], base_url) for one in taken]
        feed = Feed(
            id=address,
            title=f"Summitry: {make_quote_heading(filters)}" if filters else "Summitry: all quotes",
            subtitle="Quotes as their sources print them; an entry moves up when another source prints the words.",
            address=address,
            page=base_url + make_quote_path(filters),
            entries=tuple(sorted(entries, key=lambda one: one.updated, reverse=True)),
        )
    # What went from the list is no moment that is known: the tag alone tells what has changed.
    return give_feed(request, feed, base_url, None)


@router.get("/quotes/{quote_id}.bib", **describe_references(".bib", "quote"))
@router.get("/quotes/{quote_id}.ris", **describe_references(".ris", "quote"))
@router.get("/quotes/{quote_id}.csl.json", **describe_references(".csl.json", "quote"))
def give_quote_references(
    quote_id: QuotePath, request: Request, session: SessionDep, today: TodayDep, base_url: BaseUrlDep
) -> Response:
    """Give one quote as a reference; each attestation of it has an address that gives the same one."""
    quote = _find_quote(session, quote_id).quote
    return give_references(request, f"summitry-quote-{quote.id}", [make_quote_work(quote, today, base_url)])


@router.get(
    "/quotes/{quote_id}.json",
    operation_id="get_quote",
    summary="One quote with everything that prints it",
    response_model=QuoteDetailItem,
    responses=describe_json("QuoteDetailItem", OF_QUOTE),
    dependencies=[Depends(require_json)],
)
def give_quote(quote_id: QuotePath, request: Request, session: SessionDep, base_url: BaseUrlDep) -> Response:
    """Give one quote with everything that prints it, and the sentences around the attestation that is asked for."""
    return answer_json(request, make_quote_detail(_find_quote(session, quote_id), base_url))


def _whole(view: tuple[Filters, list[str]]) -> Filters:
    """Return the whole of a view, of which `after` would make a page."""
    return replace(view[0], after=None)


def _find_quote(session: Session, quote_id: str) -> QuoteDetail:
    detail = get_quote(session, quote_id)
    if detail is None:
        raise NotFoundError(gettext("There is no such quote."))
    return detail

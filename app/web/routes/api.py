"""The timeline as JSON."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from app.store.counting import hold_claims, list_claims
from app.store.events import find_slug, get_event
from app.store.quotes import list_quotes
from app.store.timeline import list_events
from app.web.claim_items import ClaimItems, make_claim
from app.web.deps import BaseUrlDep, SessionDep, TodayDep, ViewDep
from app.web.errors import GoneError, NotFoundError
from app.web.items import EventDetailItem, EventItems, Problem, QuoteItems, make_detail, make_item, make_quote
from app.web.licence import LICENCE_LINK, OPEN_DATA
from app.web.query import make_path
from app.web.quote_view import make_quote_knowledge, make_quote_path, read_quote_view

router = APIRouter()

SlugPath = Annotated[str, Path(description="Slug of the event, such as `2019-12-07-sochi`.")]

_PAGE_SIZE = 100


def _describe(name: str, words: str) -> dict[str, Any]:
    """Describe a parameter of a view, which may stand in an address several times."""
    schema = {"type": "array", "items": {"type": "string"}}
    told = {"name": name, "in": "query", "required": False, "description": words}
    return {**told, "schema": schema, "explode": True}


_FILTERS: list[dict[str, Any]] = [
    _describe(name, f"{words} Repeatable. `-{name}=` excludes.")
    for name, words in (
        ("year", "Year of the event."),
        ("topic", "Topic; of several, an event must have all."),
        ("place", "Slug of a city, such as `saint-petersburg`."),
        ("person", "Slug of a person, such as `dmitry-medvedev`."),
        ("kind", "`meeting`, `call`, `milestone`, `related`."),
        ("format", "`council`, `sidelines`, `informal`, `visit`, `bilateral`, `telephone`, `video`."),
        ("status", "`held`, `planned`, `cancelled`, `overdue`."),
    )
] + [
    _describe("q", "Words of titles, people, places, topics, sentences and quotes. Repeatable: any of them.")
]

_QUOTE_FILTERS: list[dict[str, Any]] = [
    _describe(name, f"{words} Repeatable. `-{name}=` excludes.")
    for name, words in (
        ("speaker", "Slug of the speaker, `unknown` where it is not clear who speaks."),
        ("year", "Year of the event, else of the day of saying, else of publication; `unknown` without any."),
        ("topic", "Topic of the event; of several, it must have all."),
        ("language", "Code of the language of the words, such as `ru`; `unknown` if not told."),
        ("kind", "`direct`, `transcript`, `reported`."),
    )
] + [
    _describe("q", "Words of the quotes and their speakers. Repeatable: any of them."),
    {
        "name": "after",
        "in": "query",
        "required": False,
        "description": "Id of the quote after which to go on; the header `Link` has it.",
        "schema": {"type": "string"},
    },
]


@router.get(
    "/events.json",
    operation_id="list_events",
    summary="Every event of a view",
    response_model=EventItems,
    openapi_extra={"parameters": _FILTERS},
)
def give_events(session: SessionDep, today: TodayDep, view: ViewDep, base_url: BaseUrlDep) -> JSONResponse:
    """Give every event of the view, never a page of it. Unknown values are passed over, as on the page."""
    # A view is asked for, and `after` would make a page of it.
    filters = replace(view[0], after=None)
    found = list_events(session, filters, today, None)
    body = {
        "count": len(found.events),
        "url": base_url + make_path(filters),
        "events": [make_item(event, base_url) for event in found.events],
    }
    return JSONResponse(body, headers=OPEN_DATA)


@router.get(
    "/events/{slug}.json",
    operation_id="get_event",
    summary="One event with everything that was read of it",
    response_model=EventDetailItem,
    responses={404: {"model": Problem}, 410: {"model": Problem}},
)
def give_event(slug: SlugPath, session: SessionDep, today: TodayDep, base_url: BaseUrlDep) -> Response:
    """Give one event with its facts, each with the sentence it was read from, its quotes, claims and articles."""
    answer = find_slug(session, slug, today)
    if answer is not None and answer.slug not in (None, slug):
        return RedirectResponse(f"/events/{answer.slug}.json", 301, OPEN_DATA)
    if answer is not None and answer.slug is None and not answer.shared_by:
        raise GoneError("No source tells of this event any more.")
    if answer is not None and answer.slug is None:
        several = [make_item(event, base_url) for event in answer.shared_by]
        return JSONResponse({"count": len(several), "events": several}, 300, OPEN_DATA)
    detail = get_event(session, slug, today)
    if detail is None:
        raise NotFoundError(f"There is no event “{slug}”.")
    return JSONResponse(make_detail(detail, base_url), headers=OPEN_DATA)


@router.get(
    "/api/quotes",
    operation_id="list_quotes",
    summary="Quotes of a view, a page at a time",
    response_model=QuoteItems,
    openapi_extra={"parameters": _QUOTE_FILTERS},
)
def give_quotes(request: Request, session: SessionDep, base_url: BaseUrlDep) -> JSONResponse:
    """Give a page of the quotes, newest first; words that several sources print are one quote with attestations.

    The header `Link` with `rel="next"` leads to the next page. Unknown values are passed over, as on the page.
    """
    filters, _ = read_quote_view(request.query_params.multi_items(), make_quote_knowledge(session))
    listed = list_quotes(session, filters, _PAGE_SIZE)
    body = {
        "count": listed.total,
        "url": base_url + make_quote_path(filters, "/api/quotes"),
        "quotes": [make_quote(one, base_url) for one in listed.quotes],
    }
    headers = dict(OPEN_DATA)
    if listed.next_after is not None:
        following = make_quote_path(replace(filters, after=listed.next_after), "/api/quotes")
        headers["Link"] = f'{LICENCE_LINK}, <{base_url}{following}>; rel="next"'
    return JSONResponse(body, headers=headers)


@router.get(
    "/api/claims",
    operation_id="list_claims",
    summary="Counts of meetings held against the record",
    response_model=ClaimItems,
)
def give_claims(session: SessionDep, base_url: BaseUrlDep) -> JSONResponse:
    """Give every count of a year's meetings with what the record has of them up to its day.

    A meeting of that very day counts. `one-on-one` and `visits` count something narrower than the record does, so
    that their numbers need not agree with it.
    """
    held = hold_claims(session, list_claims(session))
    return JSONResponse({"claims": [make_claim(one, base_url) for one in held]}, headers=OPEN_DATA)

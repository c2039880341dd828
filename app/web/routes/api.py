"""The timeline as JSON."""

from dataclasses import replace
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import RedirectResponse, Response

from app.domain.errors import InvalidWeekError
from app.domain.filters import ARTICLE_FACETS, FACETS, QUOTE_FACETS
from app.domain.weeks import Week
from app.store.articles import get_article
from app.store.counting import hold_claims, list_claims
from app.store.events import get_event
from app.store.found_sources import has_article, list_articles, list_known_article_values
from app.store.quotes import has_quote, list_quotes
from app.store.taking import list_taken, list_taken_events
from app.store.timeline import list_events
from app.store.weeks import WeekRows, list_weeks
from app.web.answers import OPEN, answer_json, require_json
from app.web.article_items import ArticleDetailItem, make_article_detail
from app.web.claim_items import ClaimItems, list_counts, make_claim
from app.web.deps import BaseUrlDep, FrameDep, SessionDep, TodayDep, ViewDep, make_knowledge
from app.web.described import OF_EVENT, PAGED
from app.web.described_json import describe_json
from app.web.errors import GoneError, NotFoundError
from app.web.formatting import format_withdrawal
from app.web.items import EventDetailItem, make_article, make_detail, make_item, make_quote
from app.web.listings import (
    ArticleItems,
    EventItems,
    EventPageItems,
    QuotePageItems,
    SharedSlugItems,
)
from app.web.paging import PagingDep, answer_page
from app.web.parameters import ARTICLE_PARAMETERS, EVENT_PARAMETERS, QUOTE_PARAMETERS, SlugPath
from app.web.query import make_path, read_filters
from app.web.quote_view import make_quote_knowledge, read_quote_view
from app.web.slugs import Moved, Shared, find_event
from app.web.taken_items import make_taken
from app.web.week_items import WeekItem, make_week
from app.web.week_names import find_week_name, is_in_years_of_record

router = APIRouter(dependencies=[Depends(require_json)])

ArticlePath = Annotated[
    str,
    Path(
        description="Id of the article, as `id` and `article` in other answers.",
        openapi_examples={"article": {"value": "2c2a9ea5a9dcbf09"}},
    ),
]
WeekPath = Annotated[
    str,
    Path(
        description="Name of the week (ISO 8601), such as `2024-W21`.",
        openapi_examples={"week": {"value": "2024-W21"}},
    ),
]


@router.get(
    "/events.json",
    operation_id="list_events",
    summary="Every event of a view",
    response_model=EventItems,
    responses=describe_json("EventItems"),
    openapi_extra={"parameters": EVENT_PARAMETERS},
)
def give_all_events(
    request: Request, session: SessionDep, today: TodayDep, view: ViewDep, base_url: BaseUrlDep
) -> Response:
    """Give every event of the view, never a page of it. Unknown values are passed over, as on the page."""
    # A view is asked for, and `after` would make a page of it.
    filters = replace(view[0], after=None)
    taken = list_taken_events(session, filters, today)
    body = {
        "count": len(taken),
        "url": base_url + make_path(filters),
        "events": [make_taken(one, base_url) for one in taken],
    }
    return answer_json(request, body)


@router.get(
    "/events/{slug}.json",
    operation_id="get_event",
    summary="One event with everything that was read of it",
    response_model=EventDetailItem,
    responses=describe_json("EventDetailItem", OF_EVENT, several=SharedSlugItems),
)
def give_event(
    slug: SlugPath, request: Request, session: SessionDep, today: TodayDep, base_url: BaseUrlDep
) -> Response:
    """Give one event with its facts, each with the sentence it was read from, its quotes, claims and articles."""
    found = find_event(session, slug, today)
    if isinstance(found, Moved):
        return RedirectResponse(f"/events/{found.slug}.json", 301, OPEN)
    if isinstance(found, Shared):
        several = [make_item(event, base_url) for event in found.events]
        return answer_json(request, {"count": len(several), "events": several}, 300)
    return answer_json(request, make_detail(get_event(session, slug, today), base_url))


@router.get(
    "/api/events",
    operation_id="list_event_pages",
    summary="Events of a view, a page at a time",
    response_model=EventPageItems,
    responses=describe_json("EventPageItems", PAGED),
    openapi_extra={"parameters": EVENT_PARAMETERS},
)
def give_events(
    request: Request, session: SessionDep, today: TodayDep, paging: PagingDep, base_url: BaseUrlDep
) -> Response:
    """Give a page of the events, newest first, those without a date last, as the timeline lists them.

    The header `Link` with `rel="next"` leads to the next page. Unknown values are passed over, as on the page, and
    `unknown` names them.
    """
    is_known = make_knowledge(session, today)
    view, unknown = read_filters(paging.pairs, is_known)
    filters = paging.apply(view, partial(is_known, "after"))
    listed = list_events(session, filters, today, paging.limit)
    taken = list_taken(session, listed.events)
    told = {"unknown": unknown, "events": [make_taken(one, base_url) for one in taken]}
    return answer_page(request, paging, base_url, filters, FACETS, listed, told)


@router.get(
    "/api/quotes",
    operation_id="list_quotes",
    summary="Quotes of a view, a page at a time",
    response_model=QuotePageItems,
    responses=describe_json("QuotePageItems", PAGED),
    openapi_extra={"parameters": QUOTE_PARAMETERS},
)
def give_quotes(request: Request, session: SessionDep, paging: PagingDep, base_url: BaseUrlDep) -> Response:
    """Give a page of the quotes, newest first; words that several sources print are one quote with attestations.

    The header `Link` with `rel="next"` leads to the next page. Unknown values are passed over, as on the page, and
    `unknown` names them.
    """
    view, unknown = read_quote_view(paging.pairs, make_quote_knowledge(session))
    filters = paging.apply(view, partial(has_quote, session))
    listed = list_quotes(session, filters, paging.limit)
    told = {"unknown": unknown, "quotes": [make_quote(one, base_url) for one in listed.quotes]}
    return answer_page(request, paging, base_url, filters, QUOTE_FACETS, listed, told)


@router.get(
    "/api/articles",
    operation_id="list_articles",
    summary="Sources of a view, a page at a time",
    response_model=ArticleItems,
    responses=describe_json("ArticleItems", PAGED),
    openapi_extra={"parameters": ARTICLE_PARAMETERS},
)
def give_articles(request: Request, session: SessionDep, paging: PagingDep, base_url: BaseUrlDep) -> Response:
    """Give a page of the sources, newest first, those without a day last; none that was withdrawn.

    The header `Link` with `rel="next"` leads to the next page. Unknown values are passed over, and `unknown` names
    them.
    """
    # Asked of every value of the address, and there may be a thousand.
    known = {facet: list_known_article_values(session, facet) for facet in ARTICLE_FACETS}
    view, unknown = read_filters(
        paging.pairs, lambda facet, value: value in known.get(facet, ()), ARTICLE_FACETS
    )
    filters = paging.apply(view, partial(has_article, session))
    listed = list_articles(session, filters, paging.limit)
    told = {"unknown": unknown, "articles": [make_article(one, base_url) for one in listed.articles]}
    return answer_page(request, paging, base_url, filters, ARTICLE_FACETS, listed, told)


@router.get(
    "/api/articles/{article_id}",
    operation_id="get_article",
    summary="One source with what was read from it",
    response_model=ArticleDetailItem,
    responses=describe_json(
        "ArticleDetailItem", {404: "There is no such source", 410: "It was withdrawn; `reason` says why"}
    ),
)
def give_article(
    article_id: ArticlePath, request: Request, session: SessionDep, today: TodayDep, base_url: BaseUrlDep
) -> Response:
    """Give one source, or a row of the record, with its sentences and the events, quotes and counts read from it.

    Of other people's texts these are the sentences read and one on either side, never the whole.
    """
    detail = get_article(session, article_id, full_text=False, today=today)
    if detail is None:
        raise NotFoundError("There is no such article.")
    if detail.withdrawn:
        raise GoneError(format_withdrawal(detail.article, detail.withdrawn), detail.withdrawn_reason)
    held = hold_claims(session, list_counts(detail.claims))
    return answer_json(request, make_article_detail(detail, held, base_url))


@router.get(
    "/api/claims",
    operation_id="list_claims",
    summary="Counts of meetings held against the record",
    response_model=ClaimItems,
    responses=describe_json("ClaimItems"),
)
def give_claims(request: Request, session: SessionDep, base_url: BaseUrlDep) -> Response:
    """Give every count of a year's meetings with what the record has of them up to its day.

    A meeting of that very day counts. `one-on-one` and `visits` count something narrower than the record does, so
    that their numbers need not agree with it.
    """
    held = hold_claims(session, list_claims(session))
    return answer_json(request, {"claims": [make_claim(one, base_url) for one in held]})


@router.get(
    "/weeks/{week}.json",
    operation_id="get_week",
    summary="One week: what was held, announced, said and corrected in it",
    response_model=WeekItem,
    responses=describe_json(
        "WeekItem",
        {
            301: "Another spelling of a week, or one of its days; `Location` has its name",
            404: "There is no such week in the years of the record",
        },
    ),
)
def give_week(
    week: WeekPath, request: Request, session: SessionDep, frame: FrameDep, base_url: BaseUrlDep
) -> Response:
    """Give everything of one week, Monday to Sunday, each list oldest first.

    Only what is told to the day, or to days of one week, stands in a week. One without anything has empty lists.
    """
    try:
        named = Week.parse(week)
    except InvalidWeekError as error:
        meant = find_week_name(week)
        if meant is None:
            raise NotFoundError("There is no such week; one is named as 2024-W21 is.") from error
        return RedirectResponse(f"/weeks/{meant}.json", 301, OPEN)
    rows = list_weeks(session, named, named, frame.today).get(named, WeekRows())
    if not rows and not is_in_years_of_record(named, frame.record, frame.today):
        raise NotFoundError("There is no such week in the years of the record.")
    return answer_json(request, make_week(named, rows, base_url))

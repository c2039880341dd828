"""`/oembed`: what other sites ask to show a page of ours."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from app.store.events import list_events_of
from app.web.answers import answer_json
from app.web.deps import BaseUrlDep, SessionDep, TodayDep, make_knowledge
from app.web.described import OF_EVENT
from app.web.described_json import describe_json
from app.web.errors import NotFoundError
from app.web.frames import HEIGHT, WIDTH
from app.web.listings import OembedItem
from app.web.oembed import make_event_item, make_view_item, read_address
from app.web.programs import OEMBED
from app.web.query import read_filters
from app.web.slugs import Shared, find_event

router = APIRouter()

_EVENTS = "/events/"
_FURTHER = {
    404: "`url` is no page of ours that can be shown so",
    410: OF_EVENT[410],
    422: "`url` is missing, or a number is none",
    501: "`format` is not `json`",
}


@router.get(
    OEMBED,
    operation_id="get_oembed",
    summary="How another site shows an event or a view in a frame (oEmbed 1.0)",
    response_model=OembedItem,
    responses=describe_json("OembedItem", _FURTHER, chosen=False),
)
def give_oembed(
    request: Request,
    session: SessionDep,
    today: TodayDep,
    base_url: BaseUrlDep,
    url: Annotated[
        str,
        Query(
            description="Absolute address of the page of an event or of a view of the timeline, in any language.",
            examples=["https://summitry.example/events/2019-12-07-sochi"],
        ),
    ],
    maxwidth: Annotated[int, Query(ge=1, description="Greatest width in CSS pixels.")] = WIDTH,
    maxheight: Annotated[int, Query(ge=1, description="Greatest height in CSS pixels.")] = HEIGHT,
    form: Annotated[
        str, Query(alias="format", description="Only JSON is there.", json_schema_extra={"enum": ["json"]})
    ] = "json",
) -> Response:
    """Give the code of a frame that shows the page. Unknown values of a view are passed over, as on the page."""
    if form != "json":
        # oEmbed 1.0, 2.3.5: the status for a format that is not offered.
        raise HTTPException(501, "This address answers in JSON only.")
    page = read_address(url, base_url)
    if page is None:
        raise NotFoundError("The address is none of ours.")
    code, path, pairs = page
    most = (maxwidth, maxheight)
    if path == "/":
        filters, _ = read_filters(pairs, make_knowledge(session, today))
        return answer_json(request, make_view_item(replace(filters, after=None), code, base_url, most))
    if not path.startswith(_EVENTS):
        raise NotFoundError("Only events and views of the timeline can be shown in frames.")
    found = find_event(session, path.removeprefix(_EVENTS), today)
    if isinstance(found, Shared):
        raise NotFoundError("Several events share this address: choose one of them.")
    (event,) = list_events_of(session, found.slug, today)
    return answer_json(request, make_event_item(event, code, base_url, most))

"""Answers that programs ask for again and again: with ETag and Last-Modified, and 304 for who has them already."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from fastapi import Request
from fastapi.responses import Response

from app.web.known import Arrival, Given, KnownAnswers
from app.web.tags import find_tag, make_tag

# HTTP tells moments to the second.
_SECOND = timedelta(seconds=1)


def answer(
    request: Request, body: bytes, media_type: str, changed: str | None, headers: Mapping[str, str]
) -> Response:
    """Give a body, or 304 Not Modified if the client has it (RFC 9110, section 13.2.2). `changed` is the moment of the
    last change of whatever the body is made from (RFC 3339).

    The tag alone counts where it is asked for (`app.web.tags`).
    """
    arrival: Arrival | None = getattr(request.state, "arrival", None)
    tag = make_tag(body)
    sent = {**headers, "ETag": tag}
    modified = _find_settled(changed, arrival) if changed and arrival else None
    if modified:
        sent["Last-Modified"] = format_datetime(modified, usegmt=True)
    given = Given(tag, modified, sent)
    if arrival:
        _get_known(request).keep(_get_address(request), arrival, given)
    return _answer_same(request, given) or Response(body, media_type=media_type, headers=sent)


def find_same(request: Request) -> Response | None:
    """Answer 304 if the client has what `answer` gave at this address last, and neither the record nor the day is
    another one since; None if the answer has to be made to know.

    For routes whose answer takes long to make and depends on nothing but the address, the record and the day.
    """
    given = _get_known(request).find(_get_address(request), request.state.arrival)
    return _answer_same(request, given) if given else None


def _find_settled(changed: str, arrival: Arrival) -> datetime | None:
    """Return the end of the second in which the last change was made; None if the request came before that.

    Another change in that second would have the same moment, and whoever asked by it, or by the date of an answer from
    that very second, would never learn of it (RFC 9110, 8.8.2.2 and 13.1.3).
    """
    settled = datetime.fromisoformat(changed) + _SECOND
    return settled if settled <= arrival.moment else None


def _answer_same(request: Request, given: Given) -> Response | None:
    had = _find_had(request, given.tag, given.modified)
    if had is None:
        return None
    # As the answer itself would say (15.4.5): compressed it is another one.
    return Response(status_code=304, headers={**given.headers, "ETag": had, "Vary": "Accept-Encoding"})


def _find_had(request: Request, tag: str, modified: datetime | None) -> str | None:
    """Find the tag of the answer that the client has, if it is this one."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return find_tag(tags, tag)
    since = request.headers.get("if-modified-since")
    if since is None or modified is None:
        return None
    try:
        return tag if modified <= parsedate_to_datetime(since) else None
    except (TypeError, ValueError):
        # A date that is none, or one without a zone, is passed over: the whole body is always right.
        return None


def _get_known(request: Request) -> KnownAnswers:
    known: KnownAnswers = request.app.state.known
    return known


def _get_address(request: Request) -> str:
    return f"{request.scope['path']}?{request.scope['query_string'].decode('latin-1')}"

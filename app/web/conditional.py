"""Answers that are asked for again and again: what they are known by, and who has one already."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from fastapi import Request
from fastapi.responses import Response
from starlette.types import Scope

from app.web.tags import find_tag, make_tag

Headers = Sequence[tuple[bytes, bytes]]

CONDITIONS = frozenset({b"if-none-match", b"if-modified-since"})
"""The headers that make a request conditional."""

_FLEETING = "summitry.fleeting"
# HTTP tells moments to the second.
_SECOND = timedelta(seconds=1)


def answer(
    request: Request, body: bytes, media_type: str, headers: Mapping[str, str], changed: str | None = None
) -> Response:
    """Give a body with its tag and, where it is known, `changed`, the moment of the last change of whatever the body is
    made from (RFC 3339).

    Whether the client has it already is seen by `app.web.page_cache`.
    """
    sent = {**headers, "ETag": make_tag(body)}
    if changed:
        settled = _find_settled(changed, request.state.arrived)
        if settled:
            sent["Last-Modified"] = format_datetime(settled, usegmt=True)
        else:
            # In a second it will have a date.
            request.scope["state"][_FLEETING] = True
    return Response(body, media_type=media_type, headers=sent)


def is_fleeting(scope: Scope) -> bool:
    """Tell of a request that was answered whether the same answer would soon have other headers."""
    return bool(scope["state"].get(_FLEETING))


def _find_settled(changed: str, arrived: datetime) -> datetime | None:
    """Return the end of the second in which the last change was made; None if the request came before that.

    Another change in that second would have the same moment, and whoever asked by it, or by the date of an answer from
    that very second, would never learn of it (RFC 9110, 8.8.2.2 and 13.1.3).
    """
    settled = datetime.fromisoformat(changed) + _SECOND
    return settled if settled <= arrived else None


def has_already(asked: Headers, given: Headers) -> str | None:
    """Return the tag by which a client that sent the headers `asked` has the answer with the headers `given`; None if
    it has another one or none (RFC 9110, 13.2.2).

    Where tags are asked for, they alone count. Of an answer without a tag it is the empty string.
    """
    tags = [value.decode("latin-1") for name, value in asked if name == b"if-none-match"]
    known = {name: value.decode("latin-1") for name, value in given if name in (b"etag", b"last-modified")}
    if tags:
        return find_tag(", ".join(tags), known[b"etag"]) if b"etag" in known else None
    since = next((value.decode("latin-1") for name, value in asked if name == b"if-modified-since"), None)
    if since is None or b"last-modified" not in known:
        return None
    try:
        is_same = parsedate_to_datetime(known[b"last-modified"]) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        # A date that is none, or one without a zone, is passed over: the whole body is always right.
        return None
    return known.get(b"etag", "") if is_same else None

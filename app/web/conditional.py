"""Answers that programs ask for again and again: with ETag and Last-Modified, and 304 for who has them already."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

from fastapi import Request
from fastapi.responses import Response

from app.web.tags import find_tag, make_tag


def answer(
    request: Request, body: bytes, media_type: str, changed: str | None, headers: Mapping[str, str]
) -> Response:
    """Give a body, or 304 Not Modified if the client has it (RFC 9110, section 13.2.2). `changed` is the moment of the
    last change of whatever the body is made from (RFC 3339).

    The tag alone counts where it is asked for (`app.web.tags`).
    """
    tag = make_tag(body)
    sent = {**headers, "ETag": tag}
    modified = datetime.fromisoformat(changed) if changed else None
    if modified:
        sent["Last-Modified"] = format_datetime(modified, usegmt=True)
    had = _find_had(request, tag, modified)
    if had is not None:
        # As the answer itself would say (15.4.5): compressed it is another one.
        return Response(status_code=304, headers={**sent, "ETag": had, "Vary": "Accept-Encoding"})
    return Response(body, media_type=media_type, headers=sent)


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

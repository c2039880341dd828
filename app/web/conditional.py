"""Answers that programs ask for again and again: with ETag and Last-Modified, and 304 for who has them already."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

from fastapi import Request
from fastapi.responses import Response

_ANY = "*"


def answer(
    request: Request, body: bytes, media_type: str, changed: str | None, headers: Mapping[str, str]
) -> Response:
    """Give a body, or 304 Not Modified if the client has it (RFC 9110, section 13.2.2). `changed` is the moment of the
    last change of whatever the body is made from (RFC 3339).

    The tag is a weak one, because the body is sent with and without compression. It alone counts where it is asked for.
    """
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    sent = {**headers, "ETag": tag}
    modified = datetime.fromisoformat(changed) if changed else None
    if modified:
        sent["Last-Modified"] = format_datetime(modified, usegmt=True)
    if _has(request, tag, modified):
        return Response(status_code=304, headers=sent)
    return Response(body, media_type=media_type, headers=sent)


def _has(request: Request, tag: str, modified: datetime | None) -> bool:
    tags = request.headers.get("if-none-match")
    if tags is not None:
        known = {one.strip().removeprefix("W/") for one in tags.split(",")}
        return _ANY in known or tag.removeprefix("W/") in known
    since = request.headers.get("if-modified-since")
    if since is None or modified is None:
        return False
    try:
        return modified <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        # A date that is none, or one without a zone, is passed over: the whole body is always right.
        return False

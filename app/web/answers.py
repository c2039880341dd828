"""Answers in JSON: the headers that all of them carry, their entity tag, and what they may be asked for as."""

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import JSONResponse, Response

from app.web.conditional import answer
from app.web.licence import LICENCE_LINK

READABLE = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Headers of what pages of other sites may load and their scripts read (Fetch, 3.2 and 3.7)."""

OPEN = {**READABLE, "Cache-Control": "no-cache", "Link": LICENCE_LINK}
"""Headers of data for everyone, in whatever format."""

_RANGES = ("application/json", "application/*", "*/*")


def answer_json(
    request: Request, body: Mapping[str, Any], status: int = 200, following: str | None = None
) -> Response:
    """Answer with JSON.

    `following` is the address of the next page, for the header `Link` (RFC 8288).
    """
    # Who accepts none is refused.
    headers = {**OPEN, "Vary": "Accept"}
    if following is not None:
        headers["Link"] = f'{LICENCE_LINK}, <{following}>; rel="next"'
    whole = JSONResponse(body, status, headers)
    # Only what would be answered with success has a condition.
    return whole if status != 200 else answer(request, bytes(whole.body), "application/json", headers)


def require_json(request: Request) -> None:
    """Refuse whoever accepts no JSON with 406. What is no `Accept` header (RFC 9110, 12.5.1) refuses nothing."""
    accepted = request.headers.getlist("accept")
    if accepted and not accepts_json(",".join(accepted)):
        raise HTTPException(406, "This address answers with application/json only.")


def accepts_json(accepted: str) -> bool:
    """Tell whether an `Accept` header allows JSON: of the ranges that fit, the most precise one decides."""
    weights = dict(_read_ranges(accepted))
    fitting = [weights[one] for one in _RANGES if one in weights]
    return fitting[0] > 0 if fitting else not any("/" in one for one in weights)


def _read_ranges(accepted: str) -> Iterable[tuple[str, float]]:
    for part in accepted.split(","):
        media, *parameters = (one.strip().lower() for one in part.split(";"))
        weight = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        try:
            yield media, float(weight)
        except ValueError:
            yield media, 1.0

"""Files to take away: tables and references, each with its media type, a name to save it by and an entity tag."""

from collections.abc import Iterable

from fastapi import Request
from fastapi.responses import JSONResponse, Response

from app.web.answers import OPEN
from app.web.bibliography import format_bibtex, format_ris, make_csl
from app.web.conditional import answer
from app.web.works import Work

TABLE = "text/csv; charset=utf-8; header=present"
BIBTEX = "application/x-bibtex; charset=utf-8"
RIS = "application/x-research-info-systems; charset=utf-8"
CSL = "application/vnd.citationstyles.csl+json"

ENDINGS = (".bib", ".ris", ".csl.json")
"""What the addresses of references end in."""


def get_ending(request: Request) -> str:
    """Return in which form references are asked for."""
    return next(one for one in ENDINGS if request.url.path.endswith(one))


def give_references(request: Request, name: str, works: Iterable[Work], status: int = 200) -> Response:
    """Give works in the form that the address ends in."""
    match get_ending(request):
        case ".bib":
            return give_file(request, format_bibtex(works), BIBTEX, f"{name}.bib", status)
        case ".ris":
            return give_file(request, format_ris(works), RIS, f"{name}.ris", status)
        case _:
            return give_json(request, [make_csl(one) for one in works], CSL, status)


def give_file(request: Request, body: str, media_type: str, name: str, status: int = 200) -> Response:
    """Give a file under a name to save it by; what is no character (half of a pair) is left out of it."""
    headers = {**OPEN, "Content-Disposition": f'attachment; filename="{name}"'}
    return _give(request, body.encode("utf-8", "replace"), media_type, headers, status)


def give_json(request: Request, body: object, media_type: str, status: int = 200) -> Response:
    """Give a file of JSON, which programs read where it is."""
    return _give(request, bytes(JSONResponse(body).body), media_type, OPEN, status)


def _give(request: Request, body: bytes, media_type: str, headers: dict[str, str], status: int) -> Response:
    # Only what would be answered with success has a condition (RFC 9110, 13.2.1).
    if status != 200:
        return Response(body, status, headers, media_type)
    return answer(request, body, media_type, headers)

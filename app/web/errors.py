"""Where errors become answers: HTML for readers, RFC 9457 problem documents for `/api`, `/oembed` and `.json`.

Nothing of what went wrong inside is shown; it is logged.
"""

import difflib
import logging
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from app.domain.errors import DatabaseError, SlowStatementError, SummitryError
from app.domain.filters import Choice, Filters
from app.store.engine import Session, read_session
from app.store.timeline import get_record_size, list_events, list_known
from app.web.answers import READABLE
from app.web.deps import Frame
from app.web.embedding import make_embedded_error
from app.web.formatting import format_person, format_place, format_topic
from app.web.frames import is_framed
from app.web.language import gettext, link, mark
from app.web.page import Page, render
from app.web.phrases import name_event
from app.web.programs import is_for_programs

log = logging.getLogger(__name__)


class NotFoundError(SummitryError):
    """Nothing stands at an address. The message says in one sentence what was looked for."""


class GoneError(SummitryError):
    """What was here is no more: a source was withdrawn, or no source tells of an event any longer.

    The message is one sentence; `reason` is the editor's, if one was given.
    """

    def __init__(self, message: str, reason: str | None = None) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(Page):
    """A page instead of the one asked for: what happened, why, and where to go from here."""

    template: ClassVar[str] = "error"

    heading: str
    message: str
    reason: str | None = None
    near: tuple[tuple[str, str], ...] = ()
    searched: str = ""


_HEADINGS = {
    400: mark("This address cannot be read"),
    404: mark("There is no such page"),
    405: mark("This address does not take that"),
    410: mark("No longer here"),
    422: mark("This address cannot be read"),
    500: mark("Something broke on our side"),
    503: mark("The record cannot be read just now"),
}
_NOUNS = {"people": "person", "places": "place", "topics": "topic"}
_WORDS = {"people": format_person, "places": format_place, "topics": format_topic}


def add_error_handlers(app: FastAPI) -> None:
    """Make `app` answer every error in the form that was asked for."""

    @app.exception_handler(NotFoundError)
    def answer_not_found(request: Request, error: NotFoundError) -> Response:
        return make_error_answer(request, 404, str(error))

    @app.exception_handler(GoneError)
    def answer_gone(request: Request, error: GoneError) -> Response:
        return make_error_answer(request, 410, str(error), error.reason)

    @app.exception_handler(RequestValidationError)
    def answer_invalid(request: Request, error: RequestValidationError) -> Response:
        return make_error_answer(request, 422, _describe(error))

    @app.exception_handler(HTTPException)
    def answer_http(request: Request, error: HTTPException) -> Response:
        answer = make_error_answer(request, error.status_code, _get_detail(error))
        answer.headers.update(error.headers or {})
        if answer.headers.get("allow") == "GET":
            # Whatever answers GET answers HEAD (app.web.gate).
            answer.headers["allow"] = "GET, HEAD"
        return answer

    @app.exception_handler(DatabaseError)
    def answer_unreadable(request: Request, error: DatabaseError) -> Response:
        log.error("%s %r: %s", request.method, request.url.path, error)
        return _ask_again(
            request, gettext("Our database does not answer as it should. Try again in a moment."), 30
        )

    @app.exception_handler(SlowStatementError)
    def answer_slow(request: Request, error: SlowStatementError) -> Response:
        log.warning("%s %r: %s", request.method, request.url.path, error)
        words = gettext(
            "What was asked for takes our database too long. Ask for less, or try again in a moment."
        )
        return _ask_again(request, words, 10)

    @app.exception_handler(Exception)
    def answer_fault(request: Request, error: Exception) -> Response:
        # The server logs the traceback; this line says which request it belongs to.
        log.error("%s %r failed: %r", request.method, request.url.path, error)
        return make_error_answer(
            request, 500, gettext("The fault is ours and has been logged. Try again in a moment.")
        )


def make_error_answer(request: Request, status: int, message: str, reason: str | None = None) -> Response:
    """Answer an error as a page, in a frame as a small one or, where a program asked, as a problem document.

    htmx is sent to the address itself, so that an error never lands inside a list.
    """
    path = request.url.path
    heading = gettext(_HEADINGS[status]) if status in _HEADINGS else HTTPStatus(status).phrase
    if is_framed(path):
        words = f"{message} {reason}" if reason else message
        return render(request, make_embedded_error(request.app.state.clock(), heading, words), status)
    if is_for_programs(path):
        # Without a type of its own the title is that of the status (RFC 9457, 4.2.1).
        title = HTTPStatus(status).phrase
        problem = {"type": "about:blank", "title": title, "status": status, "detail": message}
        if reason:
            problem["reason"] = reason
        # Whoever may read the data may read why it was not given.
        return JSONResponse(problem, status, READABLE, media_type="application/problem+json")
    frame, near = _look_round(request, status)
    page = ErrorPage(
        frame=frame,
        title=heading,
        canonical=path,
        noindex=True,
        heading=heading,
        message=message,
        reason=reason,
        near=near,
        searched=_guess_search(path) if status == 404 else "",
    )
    headers = {}
    if request.headers.get("hx-request") == "true":
        headers["HX-Redirect"] = _make_redirect(request)
    return render(request, page, status, headers)


def _ask_again(request: Request, message: str, seconds: int) -> Response:
    """Answer that it may be asked for again after so many seconds."""
    answer = make_error_answer(request, 503, message)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _make_redirect(request: Request) -> str:
    """Write the address that was asked for as a header can hold it; `//host` would lead to another site."""
    raw = request.scope.get("raw_path") or request.url.path.encode("utf-8", "surrogatepass")
    path = "/" + quote(raw, safe="/%:@!$&'()*+,;=~").lstrip("/")
    query = quote(request.scope["query_string"], safe="/%:@!$&'()*+,;=~?")
    return link(f"{path}?{query}" if query else path)


def _look_round(request: Request, status: int) -> tuple[Frame, tuple[tuple[str, str], ...]]:
    """Make the frame of an error page, and for a 404 the addresses most like the one asked for."""
    today = request.app.state.clock()
    if status >= 500:
        # Whatever broke may be the database.
        return Frame(today, None), ()
    with read_session(request.app.state.engine) as session:
        near = _find_near(request, session) if status == 404 else ()
        return Frame(today, get_record_size(session)), near


def _find_near(request: Request, session: Session) -> tuple[tuple[str, str], ...]:
    section, _, name = request.url.path.strip("/").lower().partition("/")
    if section in _NOUNS:
        known = list_known(session, _NOUNS[section])
        found = difflib.get_close_matches(name[:80], sorted(known)[:2000], 5, 0.6)
        return tuple((f"/{section}/{slug}", _WORDS[section](slug)) for slug in found)
    year = re.match(r"[12]\d{3}", name)
    if section != "events" or not year:
        return ()
    of_year = Filters({"year": Choice((year[0],))})
    events = {
        event.slug: event for event in list_events(session, of_year, request.app.state.clock(), 200).events
    }
    found = difflib.get_close_matches(name[:80], events, 5, 0.6)
    near = [(f"/events/{slug}", name_event(events[slug])) for slug in found]
    return (
        *near,
        *([(f"/?year={year[0]}", gettext("All events of %(year)s", year=year[0]))] if events else []),
    )


def _guess_search(path: str) -> str:
    words = re.findall(r"[^\W\d_]{3,40}", path.rpartition("/")[2])
    return " ".join(words[:4])


def _get_detail(error: HTTPException) -> str:
    if error.status_code == 404:
        return gettext(
            "Nothing stands at this address. It may have been mistyped, or cut off where it was copied."
        )
    return str(error.detail)


def _describe(error: RequestValidationError) -> str:
    return "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors())

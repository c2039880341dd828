"""Paging of the JSON API by the last thing shown: where a page begins, what it holds, and the address of the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Protocol

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from app.domain.filters import Filters
from app.web.answers import answer_json
from app.web.errors import NotFoundError
from app.web.query import make_path

PAGE_SIZE = 100
MOST = 500

_NAMES = ("after", "limit")


class Listed(Protocol):
    """One page of a view as the store lists it: how many the whole view has, and after what the next page begins."""

    @property
    def total(self) -> int:
        """Number of all in the view."""

    @property
    def next_after(self) -> str | None:
        """What the next page comes after; None on the last one."""


@dataclass(frozen=True, slots=True)
class Paging:
    """What page of a view is asked for, and what of the address is of the view: `pairs` are its parameters."""

    after: str | None
    limit: int
    pairs: tuple[tuple[str, str], ...]

    def apply(self, filters: Filters, is_known: Callable[[str], bool]) -> Filters:
        """Narrow a view to what comes after; raise NotFoundError if that from which to go on is not there.

        A page of ours passes such a value over and begins anew; a program would read the same pages for ever.
        """
        if self.after is not None and not is_known(self.after):
            raise NotFoundError("What `after` names is not there: begin again without it.")
        return replace(filters, after=self.after)

    def make_path(self, filters: Filters, path: str, facets: Sequence[str]) -> str:
        """Write the address of a page of a view, the limit last and only where it is not that of everybody."""
        written = make_path(filters, path, facets)
        if self.limit == PAGE_SIZE:
            return written
        return f"{written}{'&' if '?' in written else '?'}limit={self.limit}"


def get_paging(
    request: Request,
    after: Annotated[
        str,
        Query(description='The last of the page before, after which to go on; `Link: rel="next"` has it.'),
    ] = "",
    limit: Annotated[
        int, Query(ge=1, le=MOST, description=f"How many a page holds, at most {MOST}.", examples=[20])
    ] = PAGE_SIZE,
) -> Paging:
    """Give a route the page that is asked for; a limit out of bounds is refused with 422."""
    pairs = [one for one in request.query_params.multi_items() if one[0] not in _NAMES]
    return Paging(" ".join(after.replace("\0", "").split()) or None, limit, tuple(pairs))


def answer_page(
    request: Request,
    paging: Paging,
    base_url: str,
    filters: Filters,
    facets: Sequence[str],
    listed: Listed,
    told: dict[str, object],
) -> Response:
    """Answer with one page of a view: its number, its address, what is `told`, and a link to the next page."""

    def make_address(view: Filters) -> str:
        return base_url + paging.make_path(view, request.url.path, facets)

    following = None
    if listed.next_after is not None:
        following = make_address(replace(filters, after=listed.next_after))
    body = {"count": listed.total, "url": make_address(filters), **told}
    return answer_json(request, body, following=following)


PagingDep = Annotated[Paging, Depends(get_paging)]

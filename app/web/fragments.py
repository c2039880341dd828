"""What htmx asks for: a part of a page, told by headers, at the address of the whole."""

from collections.abc import Callable

VARY = "HX-Request, HX-Request-Type, HX-Target, HX-History-Restore-Request"
"""The headers that decide, for the header `Vary` of every page."""


def read_target(get: Callable[[str], str | None]) -> str | None:
    """Return what htmx wants to put an answer into; `None` if the whole page is asked for, whatever else is said.

    `get` returns a header by its name in lower case. Going back in history asks for the whole page: a fragment would
    be shown bare.
    """
    if (
        get("hx-request") != "true"
        or get("hx-history-restore-request") == "true"
        or get("hx-request-type") == "full"
    ):
        return None
    return get("hx-target") or ""

"""What htmx asks for: a part of a page, by headers of its own, and otherwise the page."""

import re
from collections.abc import Mapping

VARY = "HX-Request, HX-Request-Type, HX-Target, HX-History-Restore-Request"
"""The headers that decide it, as the header `Vary` of the answer names them."""

_TARGET = re.compile(r"[a-z0-9-]+#([\w-]+)", re.ASCII)


def find_target(asked: Mapping[str, str]) -> str | None:
    """Name the element that is to be replaced; `None` if the whole page is asked for.

    Going back in history asks for the whole page: a fragment would be shown bare.
    """
    if (
        asked.get("hx-request") != "true"
        or asked.get("hx-history-restore-request") == "true"
        or asked.get("hx-request-type") == "full"
    ):
        return None
    target = _TARGET.fullmatch(asked.get("hx-target", ""))
    return target[1] if target else None

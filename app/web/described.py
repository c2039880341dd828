"""Answers that many endpoints give, in words for OpenAPI: said once, so that they are said alike."""

from collections.abc import Mapping

SAME: Mapping[int, str] = {304: "Not changed since the `ETag` that was sent"}
"""Whatever has a tag can answer so."""

NO_METHOD: Mapping[int, str] = {405: "Only GET and HEAD"}

OF_EVENT: Mapping[int, str] = {
    300: "Several events share the slug: all of them",
    301: "A former slug: `Location` leads on",
    404: "There is no such event",
    410: "No source tells of the event any more",
}
"""What the address of an event can answer besides the event."""

OF_QUOTE: Mapping[int, str] = {404: "There is no such quote"}
"""What the address of a quote can answer besides the quote."""

PAGED: Mapping[int, str] = {
    404: "What `after` names is not there",
    422: "`limit` is no number, or out of bounds",
}
"""What a page of a list can answer besides the page."""

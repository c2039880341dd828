"""How OpenAPI describes answers in JSON: the successful one with an example, and the errors."""

from typing import Any

from app.web.examples import EXAMPLES
from app.web.listings import Problem

Responses = dict[int | str, dict[str, Any]]

_SAME: Responses = {304: {"description": "Not changed since the `ETag` that was sent"}}
_ERRORS: Responses = {
    405: {"model": Problem, "description": "Only GET and HEAD"},
    406: {"model": Problem, "description": "JSON is not accepted"},
}
PAGED: Responses = {
    404: {"model": Problem, "description": "What `after` names is not there"},
    422: {"model": Problem, "description": "`limit` is no number, or out of bounds"},
}


def describe_json(name: str, more: Responses) -> Responses:
    """Describe the answers of an endpoint, the successful one with an example."""
    example: Responses = {200: {"content": {"application/json": {"example": EXAMPLES[name]}}}}
    return {**example, **_SAME, **more, **_ERRORS}

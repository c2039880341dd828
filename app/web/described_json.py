"""How OpenAPI describes answers in JSON: the successful one with an example, and the errors."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from app.web.described import NO_METHOD, SAME
from app.web.examples import EXAMPLES
from app.web.listings import Problem

Responses = dict[int | str, dict[str, Any]]

_NOT_ACCEPTED: Mapping[int, str] = {406: "JSON is not accepted"}


def describe_json(
    name: str,
    further: Mapping[int, str] | None = None,
    *,
    several: type[BaseModel] | None = None,
    chosen: bool = True,
) -> Responses:
    """Describe the answers of an endpoint. `name` is that of the example of success, `further` are its other answers;
    `several` is the shape of 300. Where JSON is `chosen`, whoever accepts none is refused."""
    responses: Responses = {200: {"content": {"application/json": {"example": EXAMPLES[name]}}}}
    told = {**SAME, **(further or {}), **NO_METHOD, **(_NOT_ACCEPTED if chosen else {})}
    for status, words in told.items():
        responses[status] = {"description": words}
        if status >= 400:
            responses[status]["model"] = Problem
        elif status == 300:
            responses[status]["model"] = several
    return responses

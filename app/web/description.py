"""The OpenAPI description of the API, mended where FastAPI cannot know what we answer."""

from collections.abc import Iterator
from typing import Any

PROBLEM = "application/problem+json"
"""The media type of errors (RFC 9457, 3)."""

_REFERENCE = "#/components/schemas/"


def mend(document: dict[str, Any], base_url: str) -> dict[str, Any]:
    """Give errors their media type, take out what FastAPI would answer to a bad parameter, name the server."""
    document["servers"] = [{"url": base_url}]
    for responses in _list_responses(document):
        for status, response in list(responses.items()):
            schema = response.get("content", {}).get("application/json", {}).get("schema", {})
            if schema.get("$ref") == f"{_REFERENCE}Problem":
                response["content"] = {PROBLEM: {"schema": schema}}
            elif schema.get("$ref") == f"{_REFERENCE}HTTPValidationError":
                # A name in a path is any text: what does not exist is 404.
                del responses[status]
    schemas = document["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    return document


def _list_responses(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for operations in document["paths"].values():
        for operation in operations.values():
            yield operation["responses"]

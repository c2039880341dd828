"""`/api/docs`: the API in words, made from its own OpenAPI document, without a script and from no other host."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from app.web.answers import answer_json, require_json
from app.web.deps import FrameDep
from app.web.language import gettext
from app.web.page import Page, render
from app.web.programs import API_PAGE

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One way to ask, as the page describes it. `opens` says whether the bare path can be opened. `example` is an
    address to try, None where it would name something that this record may not have; `answer` is what such an address
    answers, in `media_type`. `like` is the path of an endpoint above that has the same parameters, which are not told
    again."""

    method: str
    path: str
    opens: bool
    summary: str
    description: str
    parameters: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, str, str], ...]
    example: str | None
    answer: str
    media_type: str
    like: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiPage(Page):
    """The description of the API, made from its OpenAPI document."""

    template: ClassVar[str] = "api"
    section: ClassVar[str] = API_PAGE

    endpoints: tuple[Endpoint, ...]


@router.get("/api/openapi.json", dependencies=[Depends(require_json)])
def give_description(request: Request) -> Response:
    """Give the OpenAPI document."""
    return answer_json(request, request.app.openapi())


@router.get(API_PAGE)
def show_api(request: Request, frame: FrameDep) -> HTMLResponse:
    """Describe every endpoint in words, without a script."""
    document = request.app.openapi()
    endpoints = [
        _make_endpoint(method, path, operation, document)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    ]
    endpoints.sort(key=lambda one: not one.fields)
    page = ApiPage(
        frame=frame,
        title=gettext("The API"),
        canonical="/api/docs",
        description=gettext(
            "Every event, quote and count claim of the record as JSON, and how to ask for them."
        ),
        endpoints=tuple(_shorten(endpoints)),
    )
    return render(request, page)


def _shorten(endpoints: Iterable[Endpoint]) -> Iterable[Endpoint]:
    """Leave out parameters that an endpoint above has too: a dozen files take those of the list that they hold."""
    told: dict[tuple[tuple[str, str], ...], str] = {}
    for one in endpoints:
        like = told.setdefault(one.parameters, one.path)
        several = len(one.parameters) > 1
        yield replace(one, parameters=(), like=like) if several and like != one.path else one


def _make_endpoint(
    method: str, path: str, operation: Mapping[str, Any], document: Mapping[str, Any]
) -> Endpoint:
    [(media_type, content)] = operation["responses"]["200"]["content"].items()
    example = content["example"]
    return Endpoint(
        method.upper(),
        path,
        not any(one.get("required") for one in operation.get("parameters", ())),
        operation.get("summary", ""),
        operation.get("description", ""),
        tuple((one["name"], one.get("description", "")) for one in operation.get("parameters", ())),
        _list_fields(content["schema"], document),
        None if "{" in path else _make_example(path, operation.get("parameters", ())),
        example if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=2),
        media_type,
        None,
    )


def _make_example(path: str, parameters: Iterable[Mapping[str, Any]]) -> str | None:
    """Write an address with the first parameter that has examples; None if there is none to write."""
    described = next((one for one in parameters if one.get("example")), None)
    if described is None:
        return None
    return f"{path}?{urlencode([(described['name'], one) for one in described['example']])}"


def _list_fields(schema: Mapping[str, Any], document: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """List the fields of an answer, those of the things it lists written `events[].slug`, of a thing `a.b`."""
    schema = _follow(schema, document)
    fields: list[tuple[str, str, str]] = []
    for name, one in schema.get("properties", {}).items():
        several = one.get("type") == "array" and "$ref" in one.get("items", {})
        fields.append((name, _format_type(one), one.get("description", "")))
        if "$ref" in one:
            fields += [(f"{name}.{field}", kind, words) for field, kind, words in _list_fields(one, document)]
        if several:
            inner = _list_fields(one["items"], document)
            fields += [(f"{name}[].{field}", kind, words) for field, kind, words in inner]
    return tuple(fields)


def _follow(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = schema.get("$ref")
    if not reference:
        return schema
    found: Mapping[str, Any] = document["components"]["schemas"][reference.rpartition("/")[2]]
    return found


def _format_type(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(_format_type(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        items = schema["items"]
        several = "lists" + _format_type(items).removeprefix("list") if items.get("type") == "array" else None
        return f"list of {several or _format_type(items) + 's'}"
    return str(schema.get("type", "object"))

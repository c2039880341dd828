"""The parameters of the views, as OpenAPI describes them: they are read by hand, for any of them can be repeated."""

from typing import Annotated, Any

from fastapi import Path


def _describe(name: str, words: str, *examples: str) -> dict[str, Any]:
    """Describe a parameter of a view, which may stand in an address several times."""
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": words,
        "schema": {"type": "array", "items": {"type": "string"}},
        "explode": True,
        "example": list(examples),
    }


def _describe_facet(name: str, words: str, *examples: str) -> list[dict[str, Any]]:
    excluded = _describe(f"-{name}", f"Leaves out what has this `{name}`. Repeatable.", examples[-1])
    del excluded["example"]
    return [_describe(name, f"{words} Repeatable.", *examples), excluded]


EVENT_PARAMETERS: list[dict[str, Any]] = [
    *_describe_facet("year", "Year of the event.", "2019", "2020"),
    *_describe_facet("topic", "Topic; of several, an event must have all.", "energy", "integration"),
    *_describe_facet("place", "Slug of a city, such as `saint-petersburg`.", "sochi"),
    *_describe_facet("person", "Slug of a person, such as `dmitry-medvedev`.", "vladimir-putin"),
    *_describe_facet("kind", "`meeting`, `call`, `milestone`, `related`.", "meeting"),
    *_describe_facet(
        "format",
        "`council`, `sidelines`, `informal`, `visit`, `bilateral`, `telephone`, `video`.",
        "bilateral",
    ),
    *_describe_facet("status", "`held`, `planned`, `cancelled`, `overdue`.", "held"),
    _describe(
        "q",
        "Words of titles, people, places, topics, sentences and quotes. Repeatable: any of them.",
        "gas price",
    ),
]

QUOTE_PARAMETERS: list[dict[str, Any]] = [
    *_describe_facet(
        "speaker",
        "Slug of the speaker, `unknown` where it is not clear who speaks.",
        "alexander-lukashenko",
    ),
    *_describe_facet(
        "year",
        "Year of the event, else of the day of saying, else of publication; `unknown` without any.",
        "2019",
    ),
    *_describe_facet("topic", "Topic of the event; of several, it must have all.", "energy"),
    *_describe_facet("language", "Code of the language of the words; `unknown` if not told.", "ru"),
    *_describe_facet("kind", "`direct`, `transcript`, `reported`.", "direct"),
    _describe("q", "Words of the quotes and their speakers. Repeatable: any of them.", "gas price"),
]

ARTICLE_PARAMETERS: list[dict[str, Any]] = [
    *_describe_facet("year", "Year of publication; `unknown` where no day is told.", "2019"),
    *_describe_facet("language", "Code of the language of the text; `unknown` if not told.", "ru"),
    _describe(
        "q",
        "Words of titles, publishers and the sentences shown. Repeatable: any of them.",
        "gas price",
    ),
]

SlugPath = Annotated[
    str,
    Path(
        description="Slug of the event, such as `2019-12-07-sochi`.",
        openapi_examples={"meeting": {"value": "2019-12-07-sochi"}},
    ),
]
QuotePath = Annotated[
    str,
    Path(
        description="Id of the quote, or of any attestation of it, as at the end of its `url`.",
        openapi_examples={"quote": {"value": "9d0b7f3a51c2e864"}},
    ),
]

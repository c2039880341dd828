"""How OpenAPI describes files and feeds: their media types, errors and examples; FastAPI knows of JSON alone."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fastapi.responses import Response

from app.domain.cells import format_row
from app.web.bibliography import format_bibtex, format_ris, make_csl
from app.web.described import NO_METHOD, OF_EVENT, OF_QUOTE, SAME
from app.web.files import BIBTEX, CSL, RIS
from app.web.listings import Problem
from app.web.table import EVENT_COLUMNS, QUOTE_COLUMNS
from app.web.works import Work

Described = dict[str, Any]
"""What a route is told with: operation_id, summary, responses and so on."""

_TEXT = {"type": "string"}
_SHAPES = {"application/json": {"type": "object"}, CSL: {"type": "array", "items": {"type": "object"}}}
_SITE = "https://summitry.example"
_NOTE = "Example Wire, “Five hours in Sochi”, 8 December 2019, https://wire.example.net/sochi"
_EVENT = Work(
    "summitry-2019-12-07-sochi",
    "Sochi, bilateral meeting, 7 December 2019",
    f"{_SITE}/events/2019-12-07-sochi",
    date(2026, 11, 23),
    "2019-12-07",
    (_NOTE,),
    "“They met in Sochi on Saturday.” – Example Wire",
)
_QUOTE = Work(
    "summitry-quote-9d0b7f3a51c2e864",
    "Alexander Lukashenko: “We have a common approach.”",
    f"{_SITE}/quotes/9d0b7f3a51c2e864",
    date(2026, 11, 23),
    "2019-12-07",
    (_NOTE,),
    "“We have a common approach.” – Example Wire",
)


def describe(
    operation_id: str,
    summary: str,
    media_type: str,
    example: object,
    *,
    parameters: Sequence[Mapping[str, Any]] = (),
    further: Mapping[int, str] | None = None,
    as_json: bool = False,
) -> Described:
    """Describe a route that gives a file. `further` are its answers besides the file; errors are pages, but problem
    documents where the address ends in `.json` (`as_json`), as `app.web.errors` answers them."""
    bare = media_type.partition(";")[0]
    whole = {bare: {"schema": _SHAPES.get(bare, _TEXT), "example": example}}
    responses: dict[int | str, Described] = {200: {"description": "The whole of it", "content": whole}}
    for status, words in {**SAME, **(further or {}), **NO_METHOD}.items():
        responses[status] = {"description": words}
        if status == 300:
            responses[status]["content"] = whole
        elif status >= 400 and as_json:
            responses[status]["model"] = Problem
        elif status >= 400:
            responses[status]["content"] = {"text/html": {"schema": _TEXT}}
    described: Described = {
        "operation_id": operation_id,
        "summary": summary,
        "response_class": Response,
        "responses": responses,
        "include_in_schema": True,
    }
    if parameters:
        described["openapi_extra"] = {"parameters": list(parameters)}
    return described


def describe_references(ending: str, noun: str, *, parameters: Sequence[Mapping[str, Any]] = ()) -> Described:
    """Describe a route that gives references in the form of this ending: of a view of `events` or `quotes`, which has
    `parameters`, or of one `event` or `quote`."""
    name, media_type = {".bib": ("BibTeX", BIBTEX), ".ris": ("RIS", RIS), ".csl.json": ("CSL-JSON", CSL)}[
        ending
    ]
    work = _QUOTE if noun.startswith("quote") else _EVENT
    examples = {".bib": format_bibtex([work]), ".ris": format_ris([work]), ".csl.json": [make_csl(work)]}
    of_one = None if parameters else OF_EVENT if noun == "event" else OF_QUOTE
    return describe(
        f"{'list' if parameters else 'get'}_{noun}{ending.replace('.', '_')}",
        f"{f'Every {noun[:-1]} of a view' if parameters else f'One {noun}'} as {name}",
        media_type,
        examples[ending],
        parameters=parameters,
        further=of_one,
        as_json=ending.endswith(".json"),
    )


def _make_feed(path: str, title: str) -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>{_SITE}/{path}</id>
<title>Summitry: {title}</title>
<updated>2026-11-23T09:30:00Z</updated>
…
</feed>"""


EVENTS_FEED, QUOTES_FEED = _make_feed("feed.atom", "all events"), _make_feed("quotes.atom", "all quotes")
WEEKS_FEED, CORRECTIONS_FEED = _make_feed("weeks", "week by week"), _make_feed("corrections", "corrections")

EVENT_ROWS, QUOTE_ROWS = (
    format_row([*columns], "\r\n") + format_row([examples.get(one, "") for one in columns], "\r\n")
    for columns, examples in (
        (
            EVENT_COLUMNS,
            {
                "slug": "2019-12-07-sochi",
                "url": _EVENT.url,
                "title": "Sochi, bilateral meeting",
                "kind": "meeting",
                "status": "held",
                "date": "2019-12-07",
                "people": "alexander-lukashenko;vladimir-putin",
                "sources": "1",
                "sentence": "They met in Sochi on Saturday.",
            },
        ),
        (
            QUOTE_COLUMNS,
            {
                "url": _QUOTE.url,
                "speaker": "alexander-lukashenko",
                "text": "We have a common approach.",
                "kind": "direct",
                "language": "en",
                "event": "2019-12-07-sochi",
                "sentence": "“We have a common approach,” Lukashenko said.",
                "attestations": "1",
                "attestation_urls": _QUOTE.url,
            },
        ),
    )
)

CALENDAR_EXAMPLE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//summitry//Timeline of summitry//EN
BEGIN:VEVENT
UID:2019-12-07-sochi@summitry.example
SUMMARY:Sochi\\, bilateral meeting
DTSTART;VALUE=DATE:20191207
DTEND;VALUE=DATE:20191208
STATUS:CONFIRMED
…
END:VEVENT
END:VCALENDAR"""

SLIDES_EXAMPLE = {
    "events": [
        {
            "start_date": {"year": 2019, "month": 12, "day": 7},
            "display_date": "7 December 2019",
            "text": {"headline": "Sochi, bilateral meeting, 7 December 2019", "text": "<p>…</p>"},
            "group": "meeting",
            "unique_id": "2019-12-07-sochi",
        }
    ]
}

"""The running application against its own OpenAPI description, by schemathesis: examples, limits and bad input."""

import re
from pathlib import Path

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from starlette.testclient import TestClient

from tests.samples import make_sample_database
from tests.web.conftest import make_test_app

# The name by which schemathesis calls an application in its own process.
_HOST = "http://testserver"
_DOCS = Path(__file__).parents[2] / "docs"
_CONFIG = {
    "seed": 1,
    "generation": {"deterministic": True, "max-examples": 15, "database": "none"},
    # A view is read in one place for all its files: a few examples of each do.
    "operations": [
        {
            "include-path-regex": r"\.(csv|bib|ris|ics|atom|csl\.json|timeline\.json)$",
            "generation": {"max-examples": 4},
            "phases": {"coverage": {"enabled": False}},
        },
        # oEmbed asks for 501 where a format is not offered.
        {
            "include-path": "/oembed",
            "checks": {"not_a_server_error": {"expected-statuses": ["2xx", "3xx", "4xx", "501"]}},
        },
    ],
    # Nothing here changes anything that another endpoint would show.
    "phases": {"stateful": {"enabled": False}},
}


def list_documented(name: str) -> set[str]:
    """List the addresses that stand at the beginning of the rows of a document's tables, whatever their parts are
    called."""
    rows = re.findall(r"^\| `(/[^`?]*)", (_DOCS / name).read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"\{\w+\}", "{}", one) for one in rows}


def test_the_description_and_the_documents_name_the_same_addresses(empty: TestClient) -> None:
    described = {re.sub(r"\{\w+\}", "{}", one) for one in empty.get("/api/openapi.json").json()["paths"]}
    told = list_documented("feeds.md") | list_documented("api.md")
    # What no program reads by its shape: docs/api.md says that these are left out.
    left_out = {"/sitemap.xml", "/share.png", "/events/{}.png", "/quotes/{}.png"}
    assert told - described == left_out
    # The files stand in a list of their endings (docs/api.md).
    taken = {
        one for one in described if one.endswith((".csv", ".bib", ".ris", ".csl.json", ".timeline.json"))
    }
    assert described - taken <= told


def test_schemathesis_finds_nothing(tmp_path: Path) -> None:
    make_sample_database(tmp_path / "summitry.db").dispose()
    schema = schemathesis.openapi.from_asgi(
        "/api/openapi.json",
        make_test_app(tmp_path / "summitry.db", _HOST),
        config=SchemathesisConfig.from_dict(_CONFIG),
    )
    found: list[str] = []
    checks: set[str] = set()
    statuses: set[int] = set()
    paths: set[str] = set()
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            found.append(str(event))
        if not isinstance(event, events.ScenarioFinished):
            continue
        record = event.recorder
        paths.add(event.label)
        statuses |= {one.response.status_code for one in record.interactions.values() if one.response}
        for case, results in record.checks.items():
            checks |= {one.name for one in results}
            asked = record.interactions[case].request if case in record.interactions else None
            found += [
                f"{one.name}: {asked and asked.method} {asked and asked.uri}: {one.failure_info.failure}"
                for one in results
                if one.failure_info
            ]
    assert not found, "\n".join(found)
    # It did ask, and for bad things too.
    assert statuses >= {200, 404, 405, 422}
    assert paths >= {
        "GET /events.csv",
        "GET /quotes.atom",
        "GET /events/{slug}.ics",
        "GET /quotes/{quote_id}.bib",
    }
    assert checks >= {"response_schema_conformance", "content_type_conformance", "negative_data_rejection"}

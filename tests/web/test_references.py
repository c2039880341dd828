"""BibTeX, RIS, CSL-JSON and TimelineJS: each read by a library that is not ours, and nothing lost in any."""

import io
from collections.abc import Iterator
from html.parser import HTMLParser

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from sqlalchemy import text
from starlette.testclient import TestClient

from app.web.works import one_line
from tests.samples import make_sample_database
from tests.web.checks import CheckedClient
from tests.web.conftest import BASE_URL, make_test_app
from tests.web.hostile import HOSTILE, make_hostile_database

DATE = {
    "type": "object",
    "required": ["date-parts"],
    "additionalProperties": False,
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        },
        "circa": {"type": "boolean"},
    },
}
# Written after the CSL 1.0.2 specification, appendices III and IV, for the variables that we use; its own schema may
# not be copied here.
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type", "title", "URL", "accessed"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "pattern": "^[a-z0-9-]+$"},
            "type": {"const": "webpage"},
            "accessed": DATE,
            "event-date": DATE,
            **{name: {"type": "string"} for name in ("title", "container-title", "URL", "language", "note")},
        },
    },
}
UNIT = {"type": "integer", "minimum": 1}
DAY = {
    "type": "object",
    "required": ["year"],
    "additionalProperties": False,
    "dependentRequired": {"day": ["month"]},
    "properties": {
        "year": {"type": "integer"},
        "month": {**UNIT, "maximum": 12},
        "day": {**UNIT, "maximum": 31},
    },
}
TEXT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
}
# Written after https://timeline.knightlab.com/docs/json-format.html, which has no schema.
TIMELINE = {
    "type": "object",
    "required": ["events"],
    "additionalProperties": False,
    "properties": {
        "title": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"text": TEXT, "unique_id": {"type": "string"}},
        },
        "scale": {"enum": ["human", "cosmological"]},
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["start_date", "text", "unique_id"],
                "additionalProperties": False,
                "properties": {
                    "start_date": DAY,
                    "end_date": DAY,
                    "display_date": {"type": "string"},
                    "text": TEXT,
                    "group": {"type": "string"},
                    "unique_id": {"type": "string", "pattern": "^[a-z0-9-]+$"},
                },
            },
        },
    },
}


class Words(HTMLParser):
    """The words of a piece of HTML, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words, self.tags = "", set[str]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def read_bibtex(client: TestClient, path: str) -> dict[str, dict[str, str]]:
    """Read BibTeX with bibtexparser, TeX made text again; the entries by key."""
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/x-bibtex; charset=utf-8"
    known = get_default_latex_context_db()
    # LaTeX's own names of these signs; pylatexenc does not know the braces and takes the circumflex for a letter's.
    signs = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    macros = [MacroTextSpec(name, sign) for name, sign in signs.items()]
    known.add_context_category("signs", prepend=True, macros=macros)
    decoder = LatexNodes2Text(latex_context=known, strict_latex_spaces=True, keep_comments=True)
    decoding = LatexDecodingMiddleware(decoder=decoder)
    library = bibtexparser.parse_string(answer.content.decode(), append_middleware=[decoding])
    assert not library.failed_blocks
    assert not library.comments
    entries = {one.key: {field.key: field.value for field in one.fields} for one in library.entries}
    assert len(entries) == len(library.entries) == answer.text.count("@online{")
    assert {one.entry_type for one in library.entries} <= {"online"}
    return entries


def read_ris(client: TestClient, path: str) -> list[dict[str, object]]:
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/x-research-info-systems; charset=utf-8"
    found: list[dict[str, object]] = rispy.load(io.StringIO(answer.content.decode(), newline=""))
    return found


def read_csl(client: TestClient, path: str) -> list[dict[str, object]]:
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/vnd.citationstyles.csl+json"
    found: list[dict[str, object]] = answer.json()
    Draft202012Validator(CSL).validate(found)
    return found


def read_slides(client: TestClient, path: str) -> list[dict[str, object]]:
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/json"
    # TimelineJS fetches the file from the page of another site.
    assert answer.headers["access-control-allow-origin"] == "*"
    Draft202012Validator(TIMELINE).validate(answer.json())
    found: list[dict[str, object]] = answer.json()["events"]
    return found


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("hostile") / "summitry.db"
    make_hostile_database(path)
    with CheckedClient(make_test_app(path), base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened


def test_an_event_is_one_entry_with_its_sources_as_notes(client: TestClient) -> None:
    title, url = "Sochi, bilateral talks, 7 December 2019", f"{BASE_URL}/events/2019-12-07-sochi"
    ((key, entry),) = read_bibtex(client, "/events/2019-12-07-sochi.bib").items()
    (reference,) = read_ris(client, "/events/2019-12-07-sochi.ris")
    (item,) = read_csl(client, "/events/2019-12-07-sochi.csl.json")
    assert key == reference["id"] == item["id"] == "summitry-2019-12-07-sochi"
    assert entry["title"] == reference["title"] == item["title"] == title
    assert entry["url"] == reference["urls"][0] == item["URL"] == url  # type: ignore[index]
    assert entry["urldate"] == "2026-11-22"
    assert reference["access_date"] == "2026/11/22/"
    assert item["accessed"] == {"date-parts": [[2026, 11, 22]]}
    assert reference["type_of_reference"] == "ELEC"
    # The year of the meeting is not that of a publication.
    assert {"year", "date"}.isdisjoint(entry)
    assert {"year", "date"}.isdisjoint(reference)
    articles = client.get("/events/2019-12-07-sochi.json").json()["articles"]
    notes = reference["notes"]
    assert isinstance(notes, list)
    assert len(notes) == len(articles) == 3
    for note, article in zip(notes, articles, strict=True):
        assert note.endswith(article["url"])
        assert ("our digest of" in note) == article["digest"]
        assert note.removeprefix("Source: ") in entry["note"]
        assert note.removeprefix("Source: ") in str(item["note"])


def test_hostile_words_come_back_equal_from_every_form(hostile: TestClient) -> None:
    titles = {event["slug"]: event["title"] for event in hostile.get("/events.json").json()["events"]}
    bibtex = read_bibtex(hostile, "/events.bib")
    ris = {one["id"]: one for one in read_ris(hostile, "/events.ris")}
    csl = {one["id"]: one for one in read_csl(hostile, "/events.csl.json")}
    slides = {one["unique_id"]: one for one in read_slides(hostile, "/events.timeline.json")}
    assert set(titles.values()) >= set(HOSTILE)
    assert len(bibtex) == len(ris) == len(csl) == len(titles)
    for slug, title in titles.items():
        words, key = one_line(title), f"summitry-{slug}"
        assert str(csl[key]["title"]).startswith(words)
        assert str(ris[key]["title"]) == csl[key]["title"]
        assert bibtex[key]["title"] == csl[key]["title"]
        assert bibtex[key].get("note", "") == csl[key].get("note", "")
        if slug in slides:
            told = slides[slug]["text"]
            assert isinstance(told, dict)
            assert Words(told["headline"]).tags == set()
            assert Words(told["headline"]).words.startswith(title)
            assert Words(told["text"]).tags <= {"p", "a", "blockquote"}


def test_a_plan_is_cited_as_a_plan(client: TestClient) -> None:
    for row in client.get("/events.json").json()["events"]:
        (item,) = read_csl(client, f"/events/{row['slug']}.csl.json")
        assert str(item["title"]).endswith(f"({row['status']})") == (row["status"] != "held")


def test_timelinejs_gets_dates_as_exact_as_they_are_told(client: TestClient) -> None:
    slides = {one["unique_id"]: one for one in read_slides(client, "/events.timeline.json")}
    rows = client.get("/events.json").json()["events"]
    assert set(slides) == {row["slug"] for row in rows if row["date"]}
    undated = sum(row["date"] is None for row in rows)
    assert undated
    assert f"{undated} event" in client.get("/events.timeline.json").json()["title"]["text"]["text"]
    for row in rows:
        if row["date"]:
            start = slides[row["slug"]]["start_date"]
            assert isinstance(start, dict)
            assert "-".join(f"{value:02d}" for value in start.values()) == row["date_start"]
            assert ("end_date" in slides[row["slug"]]) == ("/" in row["date"])


def test_forms_are_in_english_under_every_prefix(client: TestClient) -> None:
    for ending in ("bib", "ris", "csl.json", "timeline.json", "csv"):
        assert client.get(f"/ru/events.{ending}").content == client.get(f"/events.{ending}").content
    assert (
        client.get("/be/events/2019-12-07-sochi.bib").text == client.get("/events/2019-12-07-sochi.bib").text
    )


def test_slugs_lead_on_are_gone_or_mean_several(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("renamed") / "summitry.db"
    engine = make_sample_database(path)
    with engine.begin() as connection:
        for statement in (
            "UPDATE event SET slug = '2019-12-07-moscow-0a1b' WHERE slug = '2019-12-07-sochi'",
            "UPDATE event SET slug = '2019-12-07-moscow-ffff' WHERE slug = '2019-12-07-minsk'",
            "INSERT INTO former_slug SELECT '2019-12-07-sochi', id FROM event WHERE slug LIKE '%-0a1b'",
            "INSERT INTO former_slug VALUES ('2018-01-01-minsk', 'vanished')",
        ):
            connection.execute(text(statement))
    engine.dispose()
    with CheckedClient(make_test_app(path), base_url=BASE_URL, follow_redirects=False) as client:
        for ending in (".bib", ".ris", ".csl.json"):
            moved = client.get(f"/events/2019-12-07-sochi{ending}")
            assert (moved.status_code, moved.headers["location"]) == (
                301,
                f"/events/2019-12-07-moscow-0a1b{ending}",
            )
            assert client.get(f"/events/2018-01-01-minsk{ending}").status_code == 410
            assert client.get(f"/events/no-such-event{ending}").status_code == 404
            assert client.get(f"/events/2019-12-07-moscow{ending}").status_code == 300
        assert len(read_bibtex(client, "/events/2019-12-07-moscow.bib")) == 2


VALUES = st.lists(
    st.sampled_from(
        [
            ("year", "2019"), ("year", "2024"), ("-year", "2019"), ("topic", "energy"), ("-topic", "energy"),
            ("topic", "integration"), ("place", "sochi"), ("person", "maxim-oreshkin"), ("kind", "meeting"),
            ("-kind", "call"), ("format", "bilateral"), ("status", "planned"), ("status", "overdue"), ("q", "gas"),
            ("q", "газ"), ("q", "zzyzx"), ("year", "x"), ("nonsense", "\u202e=1"), ("after", "2019-12-07-sochi"),
        ]
    ),
    max_size=4,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VALUES)
def test_every_form_of_a_view_has_the_events_of_the_json(
    client: TestClient, pairs: list[tuple[str, str]]
) -> None:
    query = str(client.build_request("GET", "/", params=pairs).url.query, "ascii")
    rows = client.get(f"/events.json?{query}").json()["events"]
    slugs = [row["slug"] for row in rows]
    table = client.get(f"/events.csv?{query}").text.splitlines()[1:]
    assert [line.partition(",")[0] for line in table] == slugs
    keys = [f"summitry-{slug}" for slug in slugs]
    assert list(read_bibtex(client, f"/events.bib?{query}")) == keys
    assert [one["id"] for one in read_ris(client, f"/events.ris?{query}")] == keys
    assert [one["id"] for one in read_csl(client, f"/events.csl.json?{query}")] == keys
    dated = [row["slug"] for row in rows if row["date"]]
    assert [one["unique_id"] for one in read_slides(client, f"/events.timeline.json?{query}")] == dated

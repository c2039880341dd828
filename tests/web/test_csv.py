"""`/events.csv`: the rows of `/events.json`, each with its sentence and source, and no formula in any cell."""

import csv
import io
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.domain.cells import unguard_cell
from tests.web.checks import CheckedClient
from tests.web.conftest import BASE_URL, make_test_app
from tests.web.hostile import HOSTILE, make_hostile_database
from tests.web.test_api import KEYS

FURTHER = [
    "sentence", "sentence_from", "sentence_publisher", "sentence_url", "sentence_page", "source_urls"
]  # fmt: skip


def read(client: TestClient, query: str = "") -> list[dict[str, str]]:
    """Read the table of a view with Python's own reader, strictly, and undo what guards against formulas."""
    answer = client.get(f"/events.csv{query}")
    assert answer.status_code == 200
    rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8"), newline=""), strict=True)
    return [{name: unguard_cell(cell) for name, cell in row.items()} for row in rows]


def flatten(event: dict[str, object]) -> dict[str, str]:
    """Write an event of `/events.json` as a row has it."""
    return {
        name: ";".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
        for name, value in event.items()
    }


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("hostile") / "summitry.db"
    make_hostile_database(path)
    with CheckedClient(make_test_app(path), base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened


def test_the_columns_are_those_of_the_json_and_the_source_of_each_row(client: TestClient) -> None:
    answer = client.get("/events.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"] == 'attachment; filename="summitry.csv"'
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert 'rel="license"' in answer.headers["link"]
    assert answer.text.partition("\r\n")[0] == ",".join(KEYS + FURTHER)
    assert answer.content.count(b"\r\n") == answer.content.count(b"\n")


def test_the_rows_are_those_of_the_json(client: TestClient, hostile: TestClient, empty: TestClient) -> None:
    for one in (client, hostile, empty):
        rows = [{name: row[name] for name in KEYS} for row in read(one)]
        assert rows == [flatten(event) for event in one.get("/events.json").json()["events"]]


def test_a_table_is_the_whole_view_and_never_a_page_of_it(many: TestClient) -> None:
    assert len(read(many)) == 130
    slug = read(many)[49]["slug"]
    assert len(read(many, f"?after={slug}&topic=energy&topic=nonsense")) == 33


def test_each_row_has_the_sentence_that_tells_its_date_and_where_it_stands(client: TestClient) -> None:
    for row in read(client):
        detail = client.get(f"/events/{row['slug']}.json").json()
        facts = {fact["field"]: fact for fact in detail["facts"]}
        told = facts["date" if "date" in facts else "kind"]["evidence"]
        found = [
            one for one in told if one["sentence"] == row["sentence"] and one["url"] == row["sentence_page"]
        ]
        assert found
        article = next(one for one in detail["articles"] if one["id"] == found[0]["article"])
        assert row["sentence_publisher"] == (article["publisher"] or "")
        assert row["sentence_url"] == (article["url"] or "")
        assert row["sentence_from"] == ("digest" if article["digest"] else "article")
        assert row["source_urls"] == ";".join(one["url"] for one in detail["articles"] if one["url"])


def test_an_article_speaks_before_a_digest_of_ours(client: TestClient) -> None:
    row = next(row for row in read(client) if row["slug"] == "2019-12-07-sochi")
    assert row["sentence_from"] == "article"
    assert int(row["sources"]) == 3


def test_no_cell_begins_as_a_formula_and_what_was_there_comes_back(hostile: TestClient) -> None:
    text = hostile.get("/events.csv").content.decode("utf-8")
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), strict=True) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\0"))]
    assert {row["title"] for row in read(hostile)} >= set(HOSTILE)
    assert {row["outcome"] for row in read(hostile)} >= set(HOSTILE)

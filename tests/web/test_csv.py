"""`/events.csv`: the rows of `/events.json`, each with its sentence and source, and no formula in any cell."""

import csv
import io

from starlette.testclient import TestClient

from tests.web.formats import read_table
from tests.web.hostile import HOSTILE
from tests.web.test_api import KEYS

FURTHER = [
    "sentence", "sentence_from", "sentence_publisher", "sentence_url", "sentence_page", "source_urls"
]  # fmt: skip


def flatten(event: dict[str, object]) -> dict[str, str]:
    """Write an event of `/events.json` as a row has it."""
    return {
        name: ";".join(str(one).replace(";", "%3B") for one in value)
        if isinstance(value, list)
        else ("" if value is None else str(value))
        for name, value in event.items()
    }


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
        assert read_table(one) == [flatten(event) for event in one.get("/events.json").json()["events"]]


def test_each_row_has_the_sentence_that_tells_its_date_and_where_it_stands(client: TestClient) -> None:
    for row in read_table(client):
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
    row = next(row for row in read_table(client) if row["slug"] == "2019-12-07-sochi")
    assert row["sentence_from"] == "article"
    assert int(row["sources"]) == 3


def test_no_cell_begins_as_a_formula_and_what_was_there_comes_back(hostile: TestClient) -> None:
    text = hostile.get("/events.csv").content.decode("utf-8")
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), strict=True) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\0"))]
    assert {row["title"] for row in read_table(hostile)} >= set(HOSTILE)
    assert {row["outcome"] for row in read_table(hostile)} >= set(HOSTILE)

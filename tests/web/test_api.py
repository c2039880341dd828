"""JSON: every event of the view, problem documents, and a description without a script."""

from starlette.testclient import TestClient

KEYS = [
    "slug", "url", "title", "kind", "format", "status", "date", "date_start", "date_end", "city", "country",
    "people", "topics", "outcome", "duration_minutes_at_least", "sources",
]  # fmt: skip
TAKEN = [
    *KEYS, "sentence", "sentence_from", "sentence_publisher", "sentence_url", "sentence_page", "source_urls",
]  # fmt: skip


def test_events_json_has_exactly_the_promised_shape(client: TestClient) -> None:
    answer = client.get("/events.json")
    body = answer.json()
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert list(body) == ["count", "url", "events"]
    assert body["count"] == len(body["events"]) > 0
    assert body["url"] == "http://127.0.0.1:8000/"
    for event in body["events"]:
        assert list(event) == TAKEN
        assert event["url"] == f"http://127.0.0.1:8000/events/{event['slug']}"
        assert isinstance(event["people"], list)
        assert isinstance(event["sources"], int)


def test_events_json_gives_every_event_of_the_view_and_never_a_page(many: TestClient) -> None:
    assert many.get("/events.json").json()["count"] == 130
    slug = many.get("/events.json").json()["events"][49]["slug"]
    assert many.get(f"/events.json?after={slug}").json() == many.get("/events.json").json()
    body = many.get("/events.json?topic=energy&topic=nonsense").json()
    assert body["count"] == 33
    assert body["url"] == "http://127.0.0.1:8000/?topic=energy"
    assert all(event["topics"] == ["energy"] for event in body["events"])


def test_one_event_has_its_facts_with_their_sentences(client: TestClient) -> None:
    body = client.get("/events/2019-12-07-sochi.json").json()
    assert list(body)[: len(KEYS)] == KEYS
    date = next(fact for fact in body["facts"] if fact["field"] == "date")
    assert date["values"] == ["2019-12-07"]
    for one in date["evidence"]:
        assert one["marks"]
        for start, end in one["marks"]:
            assert one["sentence"][start:end]
    articles = {one["id"] for one in body["articles"]}
    assert {one["article"] for fact in body["facts"] for one in fact["evidence"]} <= articles
    assert body["sources"] == len(articles)


def test_an_error_is_a_problem_document(client: TestClient) -> None:
    for path in ("/events/no-such-event.json", "/api/nothing", "/nothing.json"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert {"type", "title", "status", "detail"} <= set(answer.json())
    assert client.post("/events.json").headers["content-type"] == "application/problem+json"


def test_the_description_names_every_endpoint_and_field(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    assert set(document["paths"]) >= {"/events.json", "/events/{slug}.json"}
    views = (".json", ".csv", ".bib", ".ris", ".csl.json")
    assert set(document["paths"]) >= {
        *(f"/{noun}{ending}" for noun in ("events", "quotes") for ending in views),
        *(f"/events/{{slug}}{ending}" for ending in (".json", ".bib", ".ris", ".csl.json", ".ics")),
        *(f"/quotes/{{quote_id}}{ending}" for ending in (".json", ".bib", ".ris", ".csl.json")),
        *("/feed.atom", "/calendar.ics", "/quotes.atom", "/events.timeline.json"),
    }
    others = [path for path in document["paths"] if not path.startswith("/api/") and "." not in path]
    assert others == ["/oembed"]
    page = client.get("/api/docs").text
    for words in (
        *document["paths"],
        *KEYS,
        "Number of articles that tell of it.",
        "list of lists of integers",
    ):
        assert words in page


def test_the_file_and_its_description_agree(client: TestClient) -> None:
    schemas = client.get("/api/openapi.json").json()["components"]["schemas"]
    assert list(schemas["EventItem"]["properties"]) == KEYS


def test_an_overdue_plan_is_planned_in_data_as_the_sources_say(client: TestClient) -> None:
    rows = client.get("/events.json?status=overdue").json()["events"]
    assert rows
    assert {row["status"] for row in rows} == {"planned"}

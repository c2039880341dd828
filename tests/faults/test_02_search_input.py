"""Fault 2: whatever is typed into the search box is a search, and a word of a text finds it however it is typed."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.domain.words import split_words

# What means something to FTS5, LIKE, GLOB, regular expressions, SQL, HTML or to whoever reads lines.
SIGNS = [
    *"\"'()*^~:;,.+?%_[]{}<>&|\\/=!@#$`«»“”„’\t\r\n\0\u202e\u200b\ufeff",
    "--", "/*", "*/", '""', "''", "NEAR(", " AND ", " OR ", " NOT ", "words :", "keys :", "rank:", "{keys}:",
]  # fmt: skip
PATHS = ("/", "/search", "/quotes", "/events.json", "/api/quotes", "/ru/overview")

anything = st.lists(st.text(max_size=40) | st.sampled_from(SIGNS), max_size=12).map("".join)
calm = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@calm
@given(search=anything, path=st.sampled_from(PATHS))
def test_nothing_that_is_typed_is_a_fault(client: TestClient, search: str, path: str) -> None:
    answer = client.get(path, params={"q": search.encode("utf-8", "surrogatepass")})
    assert answer.status_code == 200


@pytest.fixture(scope="module")
def words(sample_app: object) -> list[tuple[str, str]]:
    """List the words of every title, each with its event."""
    with TestClient(sample_app, base_url="http://127.0.0.1:8000") as opened:  # type: ignore[arg-type]
        events = opened.get("/events.json").json()["events"]
    return [
        (one["slug"], word.text)
        for one in events
        for word in split_words(one["title"])
        if re.fullmatch(r"[^\W\d_]{4,}", word.text)
    ]


@calm
@given(data=st.data())
def test_a_word_finds_its_event_among_whatever_signs(
    client: TestClient, words: list[tuple[str, str]], data: st.DataObject
) -> None:
    slug, word = data.draw(st.sampled_from(words))
    # A colon after a word makes it a field if there is one of this name, and none of these is one.
    signs = [one for one in SIGNS if not re.search(r"\w", one)]
    before, after = data.draw(st.sampled_from(signs)), data.draw(st.sampled_from(signs))
    written = data.draw(st.sampled_from([word, word.upper(), word.lower()]))
    answer = client.get("/events.json", params={"q": f"{before} {written}{after}"})
    assert answer.status_code == 200
    assert slug in [one["slug"] for one in answer.json()["events"]], (before, written, after)

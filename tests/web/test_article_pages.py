"""The page of one source: what was read from it, marked where it stands, and no more of other people's texts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from app.domain.vocabulary import Field
from app.main import create_app
from app.settings import Settings
from app.store.engine import open_database
from tests.databases import make_url
from tests.sample_reading import Told, make_article, make_event, make_quote, make_reading
from tests.samples import make_sample_database, save_readings
from tests.store.test_writer import make_version
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app

WEEKLY = "“Nothing left unresolved”"
HOSTILE = "<script>alert(1)</script> \"quoted\" 'title' {{ 7 * 7 }}"
SENTENCES = [f"Sentence number {number} says nothing of note." for number in range(9)]


def find_article(client: TestClient, title: str) -> str:
    """Return the path of the article with this title."""
    with client.app.state.engine.connect() as connection:  # type: ignore[attr-defined]
        found = connection.execute(
            text("SELECT id FROM article WHERE title = :title LIMIT 1"), {"title": title}
        )
        return f"/articles/{found.scalar_one()}"


def open_article(client: TestClient, title: str) -> Document:
    return Document(client.get(find_article(client, title)).text)


def make_long_app(path: Path, *, full_text: bool) -> CheckedClient:
    """Make an application over one article, of whose many sentences the fifth was read."""
    told = "Putin and Lukashenko met in Minsk on 3 May 2021."
    article = make_article(
        [" ".join([*SENTENCES[:4], told]), " ".join(SENTENCES[4:])],
        title="Long",
        publisher="P",
        url="https://p.example/l",
    )
    event = make_event(
        article.text,
        Told(Field.DATE, "2021-05-03", "3 May 2021"),
        Told(Field.CITY, "Minsk", "Minsk"),
    )
    quote = make_quote(article.text, "met in Minsk", None, "Nobody")
    engine = open_database(make_url(path))
    save_readings(engine, [make_reading(article, [event], [quote])])
    engine.dispose()
    settings = Settings(database_url=make_url(path), base_url=BASE_URL, full_text=full_text)
    return CheckedClient(create_app(settings, clock=lambda: date(2026, 11, 22)), base_url=BASE_URL)


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client on the samples, of which the hostile article was withdrawn."""
    path = tmp_path_factory.mktemp("withdrawn") / "summitry.db"
    engine = make_sample_database(path)
    with engine.begin() as connection:
        change = "UPDATE article SET withdrawn = '2026-11-01', withdrawn_reason = 'A <b>fake</b>.' "
        connection.execute(text(f"{change} WHERE title LIKE '<script%'"))
    engine.dispose()
    with CheckedClient(make_test_app(path), base_url=BASE_URL) as opened:
        yield opened


def test_a_digest_is_shown_whole_and_as_a_digest(client: TestClient) -> None:
    document = open_article(client, "Talks in Sochi end without agreement")
    assert "our digest of The Example Times, 8 December 2019" in document.text
    assert "A digest: these words are our own summary of a linked original." in document.text
    assert "[…]" not in document.text
    assert "https://news.example.org/2019/12/08/talks-end-late" in [
        one["href"] for one in document.find_all("a")
    ]


def test_marked_words_say_what_they_were_read_as_to_the_eye_and_to_the_ear(client: TestClient) -> None:
    document = open_article(client, WEEKLY)
    assert {"title": "Read as: date"} in document.find_all("mark")
    assert "May 23-24 (read as date)" in document.text
    assert "(read as a count)" in document.text
    assert "(read as a quote)" in document.text


def test_a_source_lists_its_events_quotes_and_counts(client: TestClient) -> None:
    document = open_article(client, WEEKLY)
    assert "Minsk, visit" in document.get_text("section", aria_labelledby="events-h")
    assert "nothing was left unresolved" in document.get_text("section", aria_labelledby="quotes-h")
    counts = document.get_text("section", aria_labelledby="claims-h")
    assert "4 meetings in 2024, counted until 24 May 2024" in counts
    assert "6 meetings in 2023" in counts


def test_a_source_without_address_and_publisher_says_so(client: TestClient) -> None:
    document = open_article(client, WEEKLY)
    about = document.get_text("section", aria_labelledby="about-h")
    assert "not named" in about
    assert "No address is known." in about
    assert "20–26 May 2024" in about


def test_a_source_without_a_date_says_so_and_what_follows_from_it(client: TestClient) -> None:
    document = open_article(client, "A call instead of a visit")
    assert "date of publication not told" in document.text
    assert "only dates told in full were read" in document.text


def test_no_page_of_a_source_is_indexed(client: TestClient) -> None:
    answer = client.get(find_article(client, "Two plans"))
    assert answer.headers["x-robots-tag"] == "noindex"
    assert Document(answer.text).find_all("meta", name="robots", content="noindex")


def test_of_other_peoples_texts_only_what_was_read_and_its_neighbours_is_shown(tmp_path: Path) -> None:
    with make_long_app(tmp_path / "summitry.db", full_text=False) as client:
        document = open_article(client, "Long")
    shown = [one for one in SENTENCES if one in document.text]
    assert shown == SENTENCES[3:5]
    assert document.text.count("[…]") == 3  # twice in the text, once where it is explained
    assert "[…] stands for the rest of the text" in document.text


def test_an_operator_with_the_right_to_can_show_whole_texts(tmp_path: Path) -> None:
    with make_long_app(tmp_path / "summitry.db", full_text=True) as client:
        document = open_article(client, "Long")
    assert all(one in document.text for one in SENTENCES)
    assert "[…]" not in document.text


@pytest.fixture
def corrected(tmp_path: Path) -> Iterator[TestClient]:
    """Return a client on an article of which three versions were read, the last one first."""
    path = tmp_path / "corrected.db"
    engine = open_database(make_url(path))
    save_readings(engine, [make_version(f"2019-12-0{day}", f"1{day}") for day in (8, 7, 9)])
    with engine.begin() as connection:
        connection.execute(text("UPDATE version SET marks = NULL WHERE published = '2019-12-07'"))
    engine.dispose()
    with CheckedClient(make_test_app(path), base_url=BASE_URL) as opened:
        yield opened


def list_versions(document: Document) -> list[str]:
    return [one["href"] for one in document.find_all("a") if "?version=" in (one["href"] or "")]


def test_every_version_of_an_article_stays_readable(corrected: TestClient) -> None:
    with corrected.app.state.engine.connect() as connection:  # type: ignore[attr-defined]
        plain = f"/articles/{connection.execute(text('SELECT id FROM article')).scalar_one()}"
    last = Document(corrected.get(plain).text)
    versions = last.get_text("section", aria_labelledby="versions-h")
    assert (
        versions.index("7 December") < versions.index("8 December") < versions.index("9 December 2019, shown")
    )
    unknown, known = list_versions(last)
    answer = corrected.get(known)
    assert answer.headers["x-robots-tag"] == "noindex"
    earlier = Document(answer.text)
    assert earlier.find_all("link", rel="canonical")[0]["href"] == BASE_URL + plain
    assert "An earlier version: a later one replaced it." in earlier.text
    assert "on 18 in December 2019 (read as date)" in earlier.text
    assert "8 December 2019, shown" in earlier.get_text("section", aria_labelledby="versions-h")
    assert plain in [one["href"] for one in earlier.find_all("a")]
    assert "is kept, but what was read from it is not known" in Document(corrected.get(unknown).text).text
    for wrong in ("nothing", "", "%00"):
        assert corrected.get(f"{plain}?version={wrong}").status_code == 404


def test_an_article_with_one_version_lists_none(client: TestClient) -> None:
    assert not open_article(client, WEEKLY).find_all("section", aria_labelledby="versions-h")


def test_a_withdrawn_source_is_gone_with_the_reason(withdrawn: TestClient) -> None:
    answer = withdrawn.get(find_article(withdrawn, HOSTILE))
    assert answer.status_code == 410
    words = Document(answer.text).text
    assert "was withdrawn from the record" in words
    assert "A <b>fake</b>." in words
    assert "danced" not in answer.text


def test_hostile_texts_come_out_as_text(client: TestClient) -> None:
    html = client.get(find_article(client, HOSTILE)).text
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "<b>danced" not in html
    assert 'href="https://evil.example.org/?a=1&amp;b=%22%3E%3Cscript%3E"' in html


def test_an_unknown_source_is_not_found(client: TestClient) -> None:
    for name in ("0123456789abcdef", "x", "%00", "'"):
        assert client.get(f"/articles/{name}").status_code == 404

"""The images by which pages are shared: one for each view, event and quote, drawn in its words."""

import base64
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import text as sql
from starlette.testclient import TestClient

from app.store.engine import read_session
from app.store.events import list_events_of
from app.web.assets import STATIC
from app.web.faces import FACES, Faces, read_faces, spell
from app.web.language import speak
from app.web.setting import fit
from app.web.share_cards import EventCard, QuoteCard, Title, ViewCard, make_event_card
from app.web.share_images import BusyError, Studio, draw
from app.web.share_layout import HEIGHT, MARGIN, WIDTH, Layout, lay_out
from tests.samples import make_sample_database
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, TODAY, make_test_app

_FACES = read_faces()
if _FACES is None and os.environ.get("CI"):
    pytest.fail("static/vendor holds no faces, and set-up should have fetched them")
needs_faces = pytest.mark.skipif(
    _FACES is None, reason="static/vendor holds no faces: `make setup` fetches them"
)

HOSTILE = (
    "x" * 10_000,
    "Ё" * 10_000,
    "слово " * 2_000,
    "\u202eReversed\u202c \u2066x\u2069 \u200f",
    "\x00\x01\x1b[31m\ud800\udfff\n\r\t\u2028",
    "🤝🏽👨‍👩‍👧 中国 日本語 العربية שלום",
    "Z" + "\u0301\u0489\u035c" * 500,
    "\u0301",
    " ",
    "",
    "<script>alert(1)</script> {{ 7 * 7 }} %s %(x)s",
)


@pytest.fixture
def faces() -> Faces:
    if _FACES is None:
        pytest.skip("static/vendor holds no faces: `make setup` fetches them")
    return _FACES


def open_image(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def get_meta(html: str) -> dict[str, str]:
    tags = Document(html).find_all("meta")
    return {one.get("property", one.get("name", "")): one.get("content", "") for one in tags}


def make_event(words: str, **changes: object) -> EventCard:
    card = EventCard(
        site=words,
        mark="held",
        standing=words,
        title=Title(words, words),
        date=words,
        people=words,
        outcome=words,
        said=((words, False), (words, True), (words, False)),
        source=words,
        tellers=words,
    )
    return replace(card, **changes)  # type: ignore[arg-type]


def read_words(layout: Layout) -> str:
    """Read what is set on a sheet, as a reader does."""
    return " ".join(line.words for line in layout.lines)


def check_margins(content: bytes) -> None:
    """Check that nothing is drawn outside the margins, but for the hook of a letter."""
    image = open_image(content).convert("RGB")
    paper = Image.new("RGB", image.size, image.getpixel((2, 2)))
    box = Image.composite(image, paper, image.convert("L").point([255] * 235 + [0] * 21)).convert("L")
    left, top, right, bottom = box.point([255] * 235 + [0] * 21).getbbox()
    assert left >= MARGIN - 8
    assert right <= WIDTH - MARGIN + 8
    assert top >= 40
    assert bottom <= HEIGHT - 20


@needs_faces
@pytest.mark.parametrize(
    "path",
    [
        "/share.png",
        "/ru/share.png",
        "/be/share.png?topic=energy",
        "/share.png?year=2019&place=sochi",
        "/share.png?q=Sochi&-topic=energy",
        "/share.png?year=2001",
        "/share.png?year=x&nonsense=1&after=none&q=%00&%ff=%fe",
        "/events/2019-12-07-sochi.png",
        "/ru/events/2023-07-03-brest.png",
    ],
)
def test_an_image_is_a_small_png_for_everyone(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["cache-control"] == "public, max-age=600"
    assert len(answer.content) < 100_000
    image = open_image(answer.content)
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
    check_margins(answer.content)
    again = client.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(path)
    assert head.content == b""
    assert head.headers["content-length"] == str(len(answer.content))


@needs_faces
def test_each_view_event_and_language_has_an_image_of_its_own(client: TestClient) -> None:
    paths = [
        "/share.png", "/ru/share.png", "/be/share.png", "/share.png?year=2019", "/share.png?year=2001",
        "/events/2019-12-07-sochi.png", "/ru/events/2019-12-07-sochi.png",
    ]  # fmt: skip
    assert len({client.get(path).content for path in paths}) == len(paths)
    same = {
        client.get(f"/share.png?{query}").content
        for query in ("year=2019&topic=energy", "topic=energy&year=2019&utm_x=1")
    }
    assert len(same) == 1


@needs_faces
def test_the_head_of_every_kind_of_page_names_an_image_that_is_there(client: TestClient) -> None:
    event = "2019-12-07-sochi"
    said = client.get("/api/quotes").json()["quotes"][0]["url"].removeprefix(BASE_URL)
    own = {
        "/": "/share.png",
        "/?topic=energy&year=2019": "/share.png?year=2019&topic=energy",
        "/?year=2001": "/share.png?year=2001",
        "/overview": "/share.png",
        "/overview?topic=energy": "/share.png?topic=energy",
        "/people/vladimir-putin": "/share.png?person=vladimir-putin",
        "/places/sochi": "/share.png?place=sochi",
        "/topics/energy": "/share.png?topic=energy",
        "/years/2019": "/share.png?year=2019",
        f"/events/{event}": f"/events/{event}.png",
        said: f"{said}.png",
        "/quotes": "/share.png",
        "/search": "/share.png",
        "/about": "/share.png",
        "/corrections": "/share.png",
    }
    for prefix in ("", "/ru", "/be"):
        for page, image in own.items():
            meta = get_meta(client.get(prefix + page).text)
            assert meta["og:image"] == meta["twitter:image"] == f"{BASE_URL}{prefix}{image}"
            assert meta["og:image:alt"] == meta["twitter:image:alt"]
            assert meta["og:image:alt"]
            assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
            assert meta["og:image:type"] == "image/png"
            assert meta["twitter:card"] == "summary_large_image"
            found = client.get(meta["og:image"].removeprefix(BASE_URL))
            assert found.headers["content-type"] == "image/png", page


@needs_faces
def test_a_page_of_a_view_has_the_image_of_the_whole_view(many: TestClient) -> None:
    slug = many.get("/events.json?place=minsk").json()["events"][2]["slug"]
    meta = get_meta(many.get(f"/?place=minsk&after={slug}").text)
    assert meta["og:image"] == f"{BASE_URL}/share.png?place=minsk"


@needs_faces
def test_an_address_answers_as_its_page_does(client: TestClient) -> None:
    assert client.get("/events/2001-01-01-nowhere.png").status_code == 404
    assert client.get("/quotes/none.png").status_code == 404
    assert client.get("/events/%2e%2e.png").status_code == 404
    assert client.get("/events/.png").status_code == 404
    assert client.get("/quotes/%00.png").status_code == 404
    for one in client.get("/api/quotes").json()["quotes"]:
        images = {client.get(a["url"].removeprefix(BASE_URL) + ".png").content for a in one["attestations"]}
        assert len(images) == 1


@needs_faces
def test_without_anything_on_record_there_is_an_image(empty: TestClient) -> None:
    assert open_image(empty.get("/share.png").content).size == (1200, 630)


@needs_faces
def test_what_is_drawn_are_the_words_of_the_page(
    sample_app: FastAPI, client: TestClient, faces: Faces
) -> None:
    for event in client.get("/events.json").json()["events"]:
        for code in ("en", "ru", "be"):
            with read_session(sample_app.state.engine) as session, speak(code):
                [row] = list_events_of(session, event["slug"], TODAY)
                card = make_event_card(session, row, TODAY, BASE_URL)
            words = read_words(lay_out(card, faces))
            page = Document(client.get(f"/{code}/events/{event['slug']}".replace("/en/", "/")).text).text
            assert card.standing in words
            assert card.date.casefold() in page.casefold()
            assert f"{card.title.place}{card.title.rest}" in page
            assert card.people in page
            assert card.tellers in page
            for piece, marked in card.said:
                assert not marked or piece in page


def test_an_overdue_plan_is_red_and_a_cancelled_one_struck(faces: Faces) -> None:
    overdue = lay_out(make_event("Sochi", mark="overdue"), faces)
    assert {line.colour for line in overdue.lines if line.face == "sans-bold"} == {"#15181b", "#ae2012"}
    held, cancelled = (lay_out(make_event("Sochi", mark=mark), faces) for mark in ("held", "cancelled"))
    assert len(cancelled.boxes) == len(held.boxes) + 1
    yellow = [box for box in held.boxes if box.colour == "#ffe45c"]
    assert len(yellow) == 1


@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_run_out_or_break_it(faces: Faces, words: str) -> None:
    cards = [
        make_event(words),
        QuoteCard(words, words, words, words, words),
        ViewCard(words, words, words, (), ()),
    ]
    for card in cards:
        layout = lay_out(card, faces)
        for line in layout.lines:
            assert line.x >= MARGIN
            assert line.x + faces.measure(line.words, line.face, line.size) <= WIDTH - MARGIN + 1
            assert line.y <= HEIGHT - 40
        check_margins(draw(layout, faces))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=300), width=st.integers(40, 1000))
@example(words="00000 WW", width=40)
def test_any_text_fits_any_width(faces: Faces, words: str, width: int) -> None:
    set_ = fit(faces, spell(words, "serif"), width, [(40, 1), (24, 3)])
    assert len(set_.lines) <= 3
    for line in set_.lines:
        assert sum(one.width for one in line) <= width
    told = "".join(one.words for line in set_.lines for one in line)
    assert set_.whole or "…" in told


def test_a_long_title_becomes_smaller_and_ends_in_an_ellipsis(faces: Faces) -> None:
    steps = [(76, 1), (64, 2), (52, 3)]
    sizes = [fit(faces, spell("слово " * count, "serif"), 1072, steps) for count in (3, 8, 12, 100)]
    assert [one.size for one in sizes] == [76, 64, 52, 52]
    assert [one.whole for one in sizes] == [True, True, True, False]
    assert sizes[-1].lines[-1][-1].words.endswith("слово…")


def test_cyrillic_letters_have_glyphs_and_others_are_left_out_openly(faces: Faces) -> None:
    letters = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЎабвгдеёжзийклмнопрстуфхцчшщъыьэюяіў«»“”„–—…’№"
    for face in ("sans", "sans-bold", "serif", "serif-bold"):
        missing = [char for char in letters if not faces.has_glyph(char, face)]
        assert not missing, face
        assert not faces.has_glyph("中", face)
    legible = faces.make_legible(spell("Си Цзиньпин (习近平) 🤝", "serif"))
    assert "".join(one.char for one in legible) == "Си Цзиньпин (…) …"
    accented = faces.make_legible(spell("и\u0306 е\u0308 за\u0301мок", "serif"))
    assert "".join(one.char for one in accented) == "й ё замок"


def test_what_is_kept_is_bounded_in_number_and_bytes(faces: Faces) -> None:
    studio = Studio(faces, most=3)
    for number in range(6):
        card = QuoteCard("", str(number), "", "", "")
        assert studio.give(card) is studio.give(card)
    assert studio.measure()[0] == 3
    small = Studio(faces, most_bytes=20_000)
    for number in range(6):
        small.give(QuoteCard("", str(number), "", "", ""))
    assert 0 < small.measure()[1] <= 20_000


def test_who_would_wait_too_long_is_turned_away(faces: Faces, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = Event(), Event()

    def wait(*_args: object) -> bytes:
        begun.set()
        assert go_on.wait(30)
        return b"image"

    monkeypatch.setattr("app.web.share_images.draw", wait)
    studio = Studio(faces, waiting=1)
    first = Thread(target=studio.give, args=(QuoteCard("", "1", "", "", ""),))
    first.start()
    assert begun.wait(30)
    with pytest.raises(BusyError):
        studio.give(QuoteCard("", "2", "", "", ""))
    go_on.set()
    first.join(30)
    assert studio.give(QuoteCard("", "2", "", "", "")) == b"image"


@needs_faces
def test_a_stream_of_searches_keeps_no_more_than_there_is_room_for(
    sample_app: FastAPI, client: TestClient
) -> None:
    studio = Studio(_FACES, most=2)  # type: ignore[arg-type]
    before, sample_app.state.studio = sample_app.state.studio, studio
    try:
        for number in range(5):
            assert client.get(f"/share.png?q={quote(f'слово{number} ' * 40)}").status_code == 200
        assert studio.measure()[0] == 2
    finally:
        sample_app.state.studio = before


@needs_faces
def test_the_faces_are_those_that_are_pinned() -> None:
    pins = json.loads((STATIC / "vendor.json").read_text("utf-8"))
    for name in FACES.values():
        digest = hashlib.sha384((STATIC / "vendor" / name).read_bytes()).digest()
        assert pins[name] == f"sha384-{base64.b64encode(digest).decode()}"


def test_the_faces_are_not_served(client: TestClient) -> None:
    for name in FACES.values():
        assert client.get(f"/static/vendor/{name}").status_code == 404


@pytest.fixture
def faceless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Return a client on an application whose faces were not put in place."""
    monkeypatch.setattr("app.main.read_faces", lambda: read_faces(tmp_path))
    make_sample_database(tmp_path / "summitry.db").dispose()
    app = make_test_app(tmp_path / "summitry.db")
    with CheckedClient(app, base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened


def test_without_faces_pages_stand_and_name_no_image(faceless: TestClient) -> None:
    for path in ("/", "/ru/events/2019-12-07-sochi", "/quotes"):
        meta = get_meta(faceless.get(path).text)
        assert not [name for name in meta if "image" in name]
        assert meta["twitter:card"] == "summary"
    for path in ("/share.png", "/events/2019-12-07-sochi.png", "/quotes/x.png"):
        assert faceless.get(path).status_code == 404


@needs_faces
def test_a_former_address_leads_on_one_that_is_shared_to_its_page_and_a_vanished_event_is_gone(
    tmp_path: Path,
) -> None:
    engine = make_sample_database(tmp_path / "summitry.db")
    with engine.begin() as connection:
        ids = list(connection.execute(sql("SELECT id FROM event ORDER BY slug LIMIT 3")).scalars())
        for slug, event in (("shared-aaaa", ids[0]), ("shared-bbbb", ids[1]), ("now", ids[2])):
            connection.execute(sql("UPDATE event SET slug = :s WHERE id = :e"), {"s": slug, "e": event})
        insert = sql("INSERT INTO former_slug (slug, event_id) VALUES (:s, :e)")
        connection.execute(insert, [{"s": "once", "e": ids[2]}, {"s": "gone", "e": "0" * 16}])
    engine.dispose()
    app = make_test_app(tmp_path / "summitry.db")
    with CheckedClient(app, base_url=BASE_URL, follow_redirects=False) as opened:
        moved, shared = opened.get("/ru/events/once.png"), opened.get("/ru/events/shared.png")
        assert (moved.status_code, moved.headers["location"]) == (301, "/ru/events/now.png")
        assert (shared.status_code, shared.headers["location"]) == (302, "/ru/events/shared")
        assert opened.get("/events/gone.png").status_code == 410

"""Fault 34: a database file that is damaged is refused before it is served, and said to be while it is."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.domain.errors import DatabaseError
from app.store.engine import open_database
from app.store.readiness import prove_whole
from tests.commands import Run
from tests.databases import make_url, sqlite_only
from tests.safety.test_damaged import open_and_check
from tests.samples import make_sample_database
from tests.web.conftest import BASE_URL, make_test_app

pytestmark = sqlite_only

PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "summitry.db"
    make_sample_database(path).dispose()
    return path


def damage(whole: Path, path: Path, seed: int) -> None:
    """Overwrite the head of some of the file's pages, but for the first ten, without which nothing opens."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(whole, path)
    content = bytearray(path.read_bytes())
    chance = random.Random(seed)
    for page in chance.sample(range(10, len(content) // PAGE), 12):
        content[page * PAGE : page * PAGE + 64] = chance.randbytes(64)
    path.write_bytes(content)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_is_refused_before_it_is_served(whole: Path, tmp_path: Path, seed: int) -> None:
    path = tmp_path / "summitry.db"
    damage(whole, path, seed)
    with pytest.raises(DatabaseError) as error:
        prove_whole(open_database(make_url(path)))
    assert str(path) in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_a_sound_file_is_served(whole: Path) -> None:
    engine = open_database(make_url(whole))
    prove_whole(engine)
    engine.dispose()


def test_the_command_says_so_in_one_sentence_and_serves_nothing(
    whole: Path, database: Path, summitry: Run
) -> None:
    damage(whole, database, 1)
    done = summitry("serve")
    assert (done.code, done.out) == (1, "")
    [line] = done.err.splitlines()
    assert line.startswith(f"summitry: the database {database} ")


@pytest.mark.parametrize("seed", range(4))
def test_what_is_damaged_while_it_is_served_answers_503_and_tells_nothing_of_itself(
    whole: Path, tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "summitry.db"
    shutil.copy(whole, path)
    app = make_test_app(path)
    app.state.engine.dispose()
    damage(whole, path, seed)
    with TestClient(app, base_url=BASE_URL, raise_server_exceptions=False) as client:
        answers = [
            client.get(path)
            for path in ("/", "/ru/", "/events.json", "/quotes", "/overview", "/search?q=gas")
        ]
    assert {answer.status_code for answer in answers} <= {200, 503}
    refused = [answer for answer in answers if answer.status_code == 503]
    assert refused
    for answer in refused:
        assert answer.headers["retry-after"] == "30"
        assert str(tmp_path) not in answer.text
        assert "malformed" not in answer.text


PATHS = (
    "/ru/",
    "/events.json",
    "/quotes",
    "/overview",
    "/search?q=gas",
    "/events/2019-12-07-sochi",
    "/api/articles",
)


def ask(path: Path) -> list[tuple[int, bytes]]:
    app = make_test_app(path)
    with TestClient(app, base_url=BASE_URL, raise_server_exceptions=False) as client:
        answers = [client.get(one) for one in PATHS]
    app.state.engine.dispose()
    return [(answer.status_code, answer.content) for answer in answers]


@pytest.fixture(scope="module")
def right(whole: Path) -> list[tuple[int, bytes]]:
    answers = ask(whole)
    assert {status for status, _ in answers} == {200}
    return answers


def list_texts(path: Path) -> list[bytes]:
    """List what is shown of the record as it stands in the file."""
    columns = {"event": "title", "quote": "text", "article": "title", "version": "text"}
    with closing(sqlite3.connect(path)) as connection:
        return [
            text.encode()
            for table, column in columns.items()
            for (text,) in connection.execute(f"SELECT {column} FROM {table} ORDER BY 1")
            if text
        ]


@pytest.mark.parametrize("seed", range(16))
def test_what_flipped_is_never_served_unless_the_check_tells_of_it(
    whole: Path, right: list[tuple[int, bytes]], tmp_path: Path, seed: int
) -> None:
    """Half of them anywhere in the file, half in the middle of a text, where SQLite itself sees nothing."""
    chance = random.Random(seed)
    content = bytearray(whole.read_bytes())
    if seed % 2:
        places = [chance.randrange(len(content)) for _ in range(6)]
    else:
        text = chance.choice([one for one in list_texts(whole) if content.count(one)])
        places = [content.index(text) + chance.randrange(len(text))]
    for place in places:
        content[place] ^= 1 << chance.randrange(8)
    path = tmp_path / "summitry.db"
    path.write_bytes(content)
    told = open_and_check(path)
    if told:
        return
    assert seed % 2, "a text that is another one is told of"
    for one, answer, expected in zip(PATHS, ask(path), right, strict=True):
        assert answer == expected or answer[0] == 503, one

"""Fault 34: a database file that is damaged is refused before it is served, and said to be while it is."""

import random
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.domain.errors import DatabaseError
from app.store.engine import open_database
from app.store.readiness import check_file
from tests.commands import Run
from tests.samples import make_sample_database
from tests.web.conftest import BASE_URL, make_test_app

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
        check_file(open_database(f"sqlite:///{path}"))
    assert str(path) in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_a_sound_file_is_served(whole: Path) -> None:
    engine = open_database(f"sqlite:///{whole}")
    check_file(engine)
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

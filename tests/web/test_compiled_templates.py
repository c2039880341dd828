"""Compiled templates are kept among the temporary files, and nothing depends on it that they are."""

import shutil
import tempfile
from pathlib import Path

import pytest
from jinja2 import Environment
from starlette.testclient import TestClient

from tests.samples import make_sample_database
from tests.web.conftest import BASE_URL, make_test_app


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def database(tmp_path: Path) -> Path:
    make_sample_database(tmp_path / "summitry.db").dispose()
    return tmp_path / "summitry.db"


def ask(database: Path) -> str:
    with TestClient(make_test_app(database), base_url=BASE_URL) as client:
        answer = client.get("/")
    assert answer.status_code == 200
    return answer.text


def test_the_next_process_compiles_nothing(
    temporary: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ask(database)
    [folder] = temporary.glob("_jinja2-cache-*")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert len(list(folder.iterdir())) > 10

    def compile_nothing(*_: object, **__: object) -> None:
        raise AssertionError("a template was compiled")

    monkeypatch.setattr(Environment, "compile", compile_nothing)
    assert ask(database) == first


def test_a_template_that_is_damaged_is_compiled_anew(temporary: Path, database: Path) -> None:
    first = ask(database)
    for one in temporary.glob("_jinja2-cache-*/*"):
        one.write_bytes(one.read_bytes()[: one.stat().st_size // 2])
    assert ask(database) == first


def test_pages_are_made_where_nothing_can_be_kept(temporary: Path, database: Path) -> None:
    app = make_test_app(database)
    [folder] = temporary.glob("_jinja2-cache-*")
    shutil.rmtree(folder)
    with TestClient(app, base_url=BASE_URL) as client:
        assert client.get("/").status_code == 200
    assert not folder.exists()
    # In the folder's place is something that is none.
    folder.write_text("")
    assert ask(database)

"""What the parts of the bench write down stands side by side."""

import json
from pathlib import Path

import pytest

from tests.bench.figures import save


def test_figures_are_put_beside_those_of_other_parts_and_in_place_of_older_ones(tmp_path: Path) -> None:
    path = tmp_path / "var" / "bench.json"
    save(path, first_visit_bytes=23_000, cached_vs_starlette=0.5)
    save(path, list_vs_datasette_1k=8.12345)
    save(path, cached_vs_starlette=1.04)
    told = {"first_visit_bytes": 23_000, "cached_vs_starlette": 1.04, "list_vs_datasette_1k": 8.123}
    assert json.loads(path.read_text("utf-8")) == told
    assert [one.name for one in path.parent.iterdir()] == ["bench.json"]


@pytest.mark.parametrize("text", ["[1, 2]", "half of a f"])
def test_what_is_no_object_of_figures_stays_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bench.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"bench\.json|Expecting"):
        save(path, cached_vs_starlette=1.04)
    assert path.read_text("utf-8") == text

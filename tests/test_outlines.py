"""The outlines of the map, which set-up draws: from a tiny topology, and from the real package where it is there."""

import importlib.util
import json
import re
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.lexicon.places import get_places
from app.web.maps import read_outlines
from app.web.sheets import EAST, SHEETS, WEST

ROOT = Path(__file__).parents[1]
# The arcs of two squares side by side, the second with a hole; what they share is one arc. 1000 steps are a degree.
TOPOLOGY: dict[str, Any] = {
    "transform": {"scale": [0.001, 0.001], "translate": [45.0, 50.0]},
    "arcs": [
        [[1000, 0], [0, 1000]],
        [[1000, 1000], [-1000, 0], [0, -1000], [1000, 0]],
        [[1000, 1000], [1000, 0], [0, -1000], [-1000, 0]],
        [[1300, 300], [400, 0], [0, 400], [-400, 0], [0, -400]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "id": "112", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "643", "arcs": [[[~0, ~2], [3]]]},
                {"type": None},
            ]
        },
        "land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[1, 2]], [[3]]]}]},
    },
}


@pytest.fixture(scope="module")
def outlines() -> ModuleType:
    """Return the program of set-up."""
    spec = importlib.util.spec_from_file_location("outlines", ROOT / ".ci" / "outlines.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["outlines"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def atlas(outlines: ModuleType) -> dict[str, Any]:
    """Return the real countries."""
    if not outlines.SOURCE.exists():
        pytest.skip("world-atlas is not in node_modules: `make setup` fetches it")
    topology: dict[str, Any] = json.loads(outlines.SOURCE.read_bytes())
    return topology


def test_arcs_are_read_from_differences(outlines: ModuleType) -> None:
    arcs = outlines.decode_arcs(TOPOLOGY)
    assert arcs[0] == [(46.0, 50.0), (46.0, 51.0)]
    assert arcs[1][-1] == pytest.approx((46.0, 50.0))


def test_a_ring_joins_its_arcs_forwards_and_backwards(outlines: ModuleType) -> None:
    arcs = [[(0.0, 0.0), (1.0, 0.0)], [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0)]]
    assert outlines.join_arcs([0, ~1], arcs) == [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)]


def test_simplifying_keeps_ends_and_corners(outlines: ModuleType) -> None:
    line = [(0.0, 0.0), (5.0, 0.2), (10.0, 0.0), (10.0, 10.0)]
    assert outlines.simplify(line, 1.0) == [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]
    assert outlines.simplify(line, 0.1) == line
    assert outlines.simplify([(0.0, 0.0), (9.0, 9.0), (0.0, 0.0)], 1.0)[1] == (9.0, 9.0)


def test_what_lies_beyond_the_edge_is_cut_off(outlines: ModuleType) -> None:
    ring = [(-5000.0, 500.0), (500.0, 500.0), (500.0, 600.0), (-5000.0, 600.0)]
    cut = outlines.clip_ring(ring, WEST)
    assert min(x for x, _ in cut) == -outlines.BLEED
    assert max(x for x, _ in cut) == 500.0
    assert outlines.clip_ring([(-50.0, 5.0), (-40.0, 5.0), (-40.0, 9.0)], WEST) == []
    stretches = list(
        outlines.clip_line([(-900.0, 5.0), (-800.0, 5.0), (10.0, 5.0), (20.0, 5.0), (5000.0, 5.0)], WEST)
    )
    assert stretches == [[(-800.0, 5.0), (10.0, 5.0), (20.0, 5.0), (5000.0, 5.0)]]


def test_a_path_holds_whole_differences(outlines: ModuleType) -> None:
    line = [(1.2, 2.0), (4.0, 1.0), (4.1, 1.1), (4.0, 9.0)]
    assert outlines.write_path([line], closed=True) == "M1 2l3-1 0 8z"
    assert outlines.write_path([line, line[:1]], closed=False) == "M1 2l3-1 0 8"


def test_a_tiny_topology_is_drawn_with_one_border_and_a_hole(outlines: ModuleType) -> None:
    drawn = outlines.draw(TOPOLOGY, WEST)
    assert drawn["land"].count("M") == 2
    assert drawn["belarus"].count("M") == 1
    # The two countries share one border, of which both ends stay where the outline has them.
    assert drawn["borders"].count("M") == 1
    assert read_points(drawn["borders"])[0] in read_points(drawn["land"])


def test_the_file_is_written_once_and_anew_when_its_source_changes(
    outlines: ModuleType, tmp_path: Path
) -> None:
    source, target = tmp_path / "countries.json", tmp_path / "vendor" / "map.json"
    source.write_text(json.dumps(TOPOLOGY))
    outlines.write(source, target)
    first = target.stat().st_mtime_ns
    outlines.write(source, target)
    assert target.stat().st_mtime_ns == first
    assert set(read_outlines(tmp_path)) == {sheet.name for sheet in SHEETS}
    source.write_text(
        json.dumps(TOPOLOGY | {"objects": {"countries": {"geometries": []}, "land": {"geometries": []}}})
    )
    outlines.write(source, target)
    assert read_outlines(tmp_path)["west"].land == ""


def test_without_set_up_there_are_no_outlines(tmp_path: Path) -> None:
    assert read_outlines(tmp_path) == {}


def test_the_real_outlines_are_small_and_have_belarus_in_the_west_alone(
    outlines: ModuleType, atlas: dict[str, Any]
) -> None:
    west, east = (outlines.draw(atlas, sheet) for sheet in (WEST, EAST))
    assert west["belarus"].startswith("M")
    assert east["belarus"] == ""
    assert 4_000 < sum(map(len, (*west.values(), *east.values()))) < 25_000


def test_every_city_lies_in_its_country(outlines: ModuleType, atlas: dict[str, Any]) -> None:
    """Coasts are drawn roughly in the data, so that a city by the sea may lie a little beside its country."""
    codes = {
        "RU": "643",
        "BY": "112",
        "KZ": "398",
        "AM": "051",
        "UZ": "860",
        "CN": "156",
        "KG": "417",
        "PL": "616",
    }
    arcs = outlines.decode_arcs(atlas)
    countries = {one.get("id"): one for one in atlas["objects"]["countries"]["geometries"]}
    wrong = [
        city.name
        for city in get_places().cities.values()
        if city.country in codes
        and not is_near(outlines, arcs, countries[codes[city.country]], city.longitude, city.latitude)
    ]
    assert wrong == []


def is_near(outlines: ModuleType, arcs: list[Any], country: dict[str, Any], x: float, y: float) -> bool:
    """Tell whether a point lies in a country, or a point a fifth of a degree from it does."""
    rings = [outlines.join_arcs(ring, arcs) for ring in outlines.list_rings(country)]
    around = [(0, 0), (0.2, 0), (-0.2, 0), (0, 0.2), (0, -0.2)]
    return any(sum(crosses(ring, x + dx, y + dy) for ring in rings) % 2 for dx, dy in around)


def crosses(ring: list[tuple[float, float]], x: float, y: float) -> bool:
    """Tell whether a point lies in a ring: a line from it to the east crosses the ring an odd number of times."""
    inside = False
    for (a, b), (c, d) in pairwise(ring):
        if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
            inside = not inside
    return inside


def read_points(path: str) -> list[tuple[int, int]]:
    """Read the first point of every line of a path, and all points after it, as they are added up."""
    points = []
    for line in path.split("M")[1:]:
        numbers = [int(one) for one in re.findall(r"-?\d+", line)]
        x = y = 0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
    return points

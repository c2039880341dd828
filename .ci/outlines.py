"""Draws the outlines of the map from the countries of the npm package world-atlas (TopoJSON made of Natural Earth's
data, which are in the public domain) as paths for SVG, and writes them to static/vendor/map.json.

A topology is a list of arcs, each a line of points told as differences, and of countries, each a list of rings that
name arcs by their number; `~n` is arc n backwards. What two countries share is one arc, so that a border simplified
once fits both. https://github.com/topojson/topojson-specification
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.web import sheets
from app.web.sheets import SHEETS, Sheet

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "node_modules" / "world-atlas" / "countries-50m.json"
TARGET = ROOT / "static" / "vendor" / "map.json"
# ISO 3166 numeric code: how the package names Belarus.
BELARUS = "112"
# How far a line may be moved, and how small an island may be, in units of a sheet; what is drawn beyond its edge.
TOLERANCE, SMALLEST, BLEED = 1.6, 30.0, 12.0

Point = tuple[float, float]
Line = list[Point]


def decode_arcs(topology: dict[str, Any]) -> list[Line]:
    """Read the arcs as lines of (longitude, latitude)."""
    (wide, high), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for told in topology["arcs"]:
        x = y = 0
        line: Line = []
        for dx, dy in told:
            x, y = x + dx, y + dy
            line.append((x * wide + left, y * high + low))
        arcs.append(line)
    return arcs


def list_rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """List the rings of a country, holes among them, each as numbers of arcs."""
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def join_arcs(ring: Sequence[int], arcs: Sequence[Line]) -> Line:
    """Join the arcs of a ring to one closed line; where two meet they share a point."""
    joined: Line = []
    for number in ring:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        joined += line[1:] if joined else line
    return joined


def simplify(line: Line, tolerance: float) -> Line:
    """Leave out the points that lie no further than `tolerance` from the line without them (Douglas and Peucker)."""
    kept = {0, len(line) - 1}
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        between = range(first + 1, last)
        furthest = max(between, key=lambda one: _measure(line[one], line[first], line[last]), default=None)
        if furthest is not None and _measure(line[furthest], line[first], line[last]) > tolerance:
            kept.add(furthest)
            todo += [(first, furthest), (furthest, last)]
    return [line[number] for number in sorted(kept)]


def clip_ring(ring: Line, sheet: Sheet) -> Line:
    """Cut a ring at the edges of a sheet, a little beyond them (Sutherland and Hodgman)."""
    for axis, edge, sign in (
        (0, -BLEED, 1),
        (0, sheet.width + BLEED, -1),
        (1, -BLEED, 1),
        (1, sheet.height + BLEED, -1),
    ):
        cut: Line = []
        for before, after in pairwise([*ring, *ring[:1]]):
            inside = [sign * (point[axis] - edge) >= 0 for point in (before, after)]
            if inside[0]:
                cut.append(before)
            if inside[0] != inside[1]:
                part = (edge - before[axis]) / (after[axis] - before[axis])
                cut.append(
                    (before[0] + part * (after[0] - before[0]), before[1] + part * (after[1] - before[1]))
                )
        ring = cut
    return ring


def clip_line(line: Line, sheet: Sheet) -> Iterator[Line]:
    """Keep the stretches of a line that touch a sheet; what reaches beyond is hidden by the edge of the picture."""
    run: Line = []
    for before, after in pairwise(line):
        if sheet.holds(*before, -BLEED) or sheet.holds(*after, -BLEED):
            run = [*run, after] if run else [before, after]
        elif run:
            yield run
            run = []
    if run:
        yield run


def write_path(lines: Sequence[Line], *, closed: bool) -> str:
    """Write lines as the `d` of an SVG path, in whole units and as differences, which is shorter."""
    words = []
    for line in lines:
        points = [(round(x), round(y)) for x, y in line]
        points = points[:1] + [after for before, after in pairwise(points) if before != after]
        if len(points) < 2:
            continue
        steps = "".join(f"{_sign(b[0] - a[0])}{_sign(b[1] - a[1])}" for a, b in pairwise(points))
        words.append(f"M{points[0][0]} {points[0][1]}l{steps.lstrip()}{'z' if closed else ''}")
    return "".join(words)


def draw(topology: dict[str, Any], sheet: Sheet) -> dict[str, str]:
    """Draw one sheet: all land, the borders between countries, and Belarus."""
    countries = topology["objects"]["countries"]["geometries"]
    known = decode_arcs(topology)
    near = [min(abs((x - sheet.longitude + 180) % 360 - 180) for x, _ in line) < 150 for line in known]
    arcs = [
        simplify([sheet.project(y, x) for x, y in line], TOLERANCE) if close else []
        for line, close in zip(known, near, strict=True)
    ]

    def draw_rings(rings: Iterator[list[int]]) -> str:
        # On the other side of the earth the projection tears; no country there reaches over here.
        whole = [join_arcs(ring, arcs) for ring in rings if all(near[_number(one)] for one in ring)]
        cut = (clip_ring(ring, sheet) for ring in whole)
        return write_path([ring for ring in cut if len(ring) > 2 and _area(ring) >= SMALLEST], closed=True)

    uses = Counter(_number(one) for country in countries for ring in list_rings(country) for one in ring)
    shared = [
        stretch for number in sorted(uses) if uses[number] > 1 for stretch in clip_line(arcs[number], sheet)
    ]
    land = topology["objects"]["land"]["geometries"]
    return {
        "land": draw_rings(ring for one in land for ring in list_rings(one)),
        "borders": write_path(shared, closed=False),
        "belarus": draw_rings(
            ring for one in countries if one.get("id") == BELARUS for ring in list_rings(one)
        ),
    }


def write(source: Path = SOURCE, target: Path = TARGET) -> None:
    """Write the outlines of all sheets, unless the file there was made from this very source by this very program."""
    programs = [Path(__file__), Path(sheets.__file__)]
    made_from = hashlib.sha256(b"\0".join(path.read_bytes() for path in (source, *programs))).hexdigest()
    if target.exists() and json.loads(target.read_bytes()).get("made_from") == made_from:
        return
    topology = json.loads(source.read_bytes())
    drawn = {sheet.name: draw(topology, sheet) for sheet in SHEETS}
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        json.dumps({"made_from": made_from, "sheets": drawn}, indent=1) + "\n", encoding="utf-8"
    )


def _number(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _sign(step: int) -> str:
    """Write a difference so that it stands apart from the one before."""
    return f"{step}" if step < 0 else f" {step}"


def _area(ring: Line) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, *ring[:1]]))) / 2


def _measure(point: Point, first: Point, last: Point) -> float:
    """Return the distance of a point from the line between two others."""
    (x, y), (dx, dy) = (point[0] - first[0], point[1] - first[1]), (last[0] - first[0], last[1] - first[1])
    length = dx * dx + dy * dy
    part = min(max((x * dx + y * dy) / length, 0.0), 1.0) if length else 0.0
    return ((x - part * dx) ** 2 + (y - part * dy) ** 2) ** 0.5


if __name__ == "__main__":
    sys.exit(write())

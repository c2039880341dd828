"""The sheets of the map: a window on the earth each, and where in it a position lies.

Both are in Lambert's conformal conic projection of a sphere. What draws the outlines at set-up (`.ci/outlines.py`)
and what sets the marks on a page use the same sheets, so that a mark lies where it should.
"""

import math
from dataclasses import dataclass

_RADIUS = 6371.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One window: `width` by `height` units of `scale` km, round the point `latitude`, `longitude` (degrees). The
    projection is true along two `parallels`, and its north is up at that longitude."""

    name: str
    width: int
    height: int
    scale: float
    latitude: float
    longitude: float
    parallels: tuple[float, float]

    def project(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return the position of a point in units from the upper left corner; it may lie outside of the sheet."""
        middle_x, middle_y = self._project_plainly(self.latitude, self.longitude)
        x, y = self._project_plainly(latitude, longitude)
        return self.width / 2 + (x - middle_x) / self.scale, self.height / 2 - (y - middle_y) / self.scale

    def holds(self, x: float, y: float, margin: float = 0) -> bool:
        """Tell whether a position lies on the sheet, at least `margin` from its edges."""
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin

    def _project_plainly(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return the kilometres east and north of the pole's place on the plane."""
        first, second = map(math.radians, self.parallels)
        bend = math.log(math.cos(first) / math.cos(second)) / math.log(_stretch(second) / _stretch(first))
        size = _RADIUS * math.cos(first) * _stretch(first) ** bend / bend
        # The poles themselves lie at infinity, or at the point that all meridians share.
        distance = size / _stretch(math.radians(min(max(latitude, -85.0), 89.9))) ** bend
        turn = bend * math.radians((longitude - self.longitude + 180) % 360 - 180)
        return distance * math.sin(turn), -distance * math.cos(turn)


def _stretch(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)


WEST = Sheet("west", 1600, 1080, 2.75, 51.0, 50.0, (43.0, 58.0))
"""From the western edge of Belarus to Tian Shan: most of the meetings."""

EAST = Sheet("east", 960, 490, 6.5, 45.5, 109.0, (35.0, 55.0))
"""From there to the Pacific."""

SHEETS = (WEST, EAST)

"""Names beside the marks of a map, set so that none covers another: whoever comes first has the choice."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

WIDE, NARROW = 32, 72
"""The height of a name in units of a sheet, on a wide and on a narrow screen, where fewer find room (overview.css)."""

# Of how many times its height a letter is wide, on average and a little more.
_LETTER = 0.56
_GAP = 10

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A place for a name: the middle of its height, and of its width what `anchor` says (start, end or middle)."""

    x: int
    y: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark to be named: its middle and radius, and the name."""

    x: float
    y: float
    radius: float
    words: str

    @property
    def box(self) -> Box:
        """The square round the mark."""
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius


def place_labels(spots: Sequence[Spot], width: int, height: int, size: int) -> tuple[Label | None, ...]:
    """Find for the name of each mark, the most important first, where it has room; `None` where it has none.

    A name covers no mark; on a narrow screen it may cover one of less importance, which is a mere dot beside it.
    """
    taken: list[Box] = []
    labels: list[Label | None] = []
    for number, spot in enumerate(spots):
        marks = spots if size == WIDE else spots[: number + 1]
        others = [*taken, *(one.box for one in marks if one is not spot)]
        label = None
        for tried in _list_labels(spot, size):
            box = _make_box(tried, spot.words, size)
            if _is_inside(box, width, height) and not _meets_any(box, others):
                label = tried
                taken.append(box)
                break
        labels.append(label)
    return tuple(labels)


def _list_labels(spot: Spot, size: int) -> Iterator[Label]:
    """List where the name of a mark could stand, the best first: beside it, then below and above."""
    x, y = round(spot.x), round(spot.y)
    aside, along = round(spot.radius + _GAP), round(spot.radius + size * 0.6)
    yield Label(x + aside, y, "start")
    yield Label(x - aside, y, "end")
    yield Label(x, y + along, "middle")
    yield Label(x, y - along, "middle")


def _make_box(label: Label, words: str, size: int) -> Box:
    length = len(words) * size * _LETTER
    left = label.x - {"start": 0.0, "end": length, "middle": length / 2}[label.anchor]
    return left, label.y - size / 2, left + length, label.y + size / 2


def _is_inside(box: Box, width: int, height: int) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height


def _meets_any(box: Box, others: Iterable[Box]) -> bool:
    return any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in others
    )

"""Setting type: characters of several faces are broken into lines that fit a width, the last one cut if it must be."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from app.web.faces import Char, Faces

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a line in one face, from `x` on."""

    words: str
    face: str
    marked: bool
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class SetLines:
    """Lines in one size; `whole` unless words had to be left out."""

    size: int
    lines: tuple[tuple[Stretch, ...], ...]
    whole: bool


def fit(faces: Faces, chars: Sequence[Char], width: float, steps: Sequence[tuple[int, int]]) -> SetLines:
    """Set characters in the first of these steps (a size, and how many lines it may take) that holds all of them, else
    in the last one with an ellipsis at the end."""
    legible = faces.make_legible(chars)
    for size, most in steps:
        tried = _set(faces, legible, width, size, most)
        if tried.whole:
            break
    return tried


def _set(faces: Faces, chars: Sequence[Char], width: float, size: int, most: int) -> SetLines:
    lines: list[list[Char]] = []
    rest = list(chars)
    while rest and len(lines) < most:
        line, rest = _take_line(faces, rest, width, size)
        lines.append(line)
    if rest and lines:
        lines[-1] = _cut(faces, [*lines[-1], Char(" ", rest[0].face)], width, size)
    return SetLines(size, tuple(_place(faces, line, size) for line in lines), not rest)


def _take_line(faces: Faces, chars: list[Char], width: float, size: int) -> tuple[list[Char], list[Char]]:
    """Take from the front as many words as fit, of a word too long for any line as much of it as fits."""
    end, used = 0, 0.0
    while end < len(chars):
        stop = next((at for at in range(end + 1, len(chars)) if chars[at].char == " "), len(chars))
        used += _measure(faces, chars[end:stop], size)
        if used > width:
            break
        end = stop
    if end == 0:
        end = max(1, _count_fitting(faces, chars, width, size))
    start = end + 1 if end < len(chars) and chars[end].char == " " else end
    return chars[:end], chars[start:]


def _count_fitting(faces: Faces, chars: Sequence[Char], width: float, size: int) -> int:
    used = 0.0
    for count, one in enumerate(chars):
        used += faces.measure(one.char, one.face, size)
        if used > width:
            return count
    return len(chars)


def _cut(faces: Faces, line: list[Char], width: float, size: int) -> list[Char]:
    """Put an ellipsis at the end of a line, after a whole word where there is one, or where nothing else fits alone."""
    face = line[0].face
    while line:
        kept = [*line]
        while kept and (kept[-1].char in " \u00a0,;:.–—-" or kept[-1].char == _ELLIPSIS):
            kept.pop()
        last = kept[-1] if kept else line[0]
        ended = [*kept, Char(_ELLIPSIS, last.face)]
        if _measure(faces, ended, size) <= width:
            return ended
        at = next((at for at in range(len(kept) - 1, 0, -1) if kept[at].char == " "), 0)
        line = kept[:at] or kept[:-1]
    return [Char(_ELLIPSIS, face)]


def _measure(faces: Faces, chars: Sequence[Char], size: int) -> float:
    return sum(stretch.width for stretch in _place(faces, chars, size))


def _place(faces: Faces, chars: Sequence[Char], size: int) -> tuple[Stretch, ...]:
    x, stretches = 0.0, []
    for (face, marked), run in groupby(chars, lambda one: (one.face, one.marked)):
        words = "".join(one.char for one in run)
        width = faces.measure(words, face, size)
        stretches.append(Stretch(words, face, marked, x, width))
        x += width
    return tuple(stretches)

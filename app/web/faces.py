"""The faces that share images are set in: PT Serif and PT Sans, put into static/vendor at set-up.

They are read once, from memory, and never served to browsers.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import ImageFont

from app.web.assets import STATIC

FACES = {
    "sans": "PTSans_400Regular.ttf",
    "sans-bold": "PTSans_700Bold.ttf",
    "serif": "PTSerif_400Regular.ttf",
    "serif-bold": "PTSerif_700Bold.ttf",
}
"""The files by the names of their faces."""

_NO_CHARACTER = "\uffff"
# Controls and formats (bidirectional ones among them), halves of a pair, accents that no letter took in.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me", "Mc"}
_SPACES = {"Zs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Char:
    """A character to be set, and the name of its face; `marked` if it stands on yellow."""

    char: str
    face: str
    marked: bool = False


class Faces:
    """The faces in the sizes that were asked for, and what they can show."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents
        # Sizes are those of the layout, a dozen or two.
        self.get_font = lru_cache(maxsize=64)(self._make_font)
        self._has_glyph = lru_cache(maxsize=4096)(self._look_up)

    def has_glyph(self, char: str, face: str) -> bool:
        """Tell whether a face has a glyph of its own for a character."""
        return self._has_glyph(char, face)

    def measure(self, words: str, face: str, size: int) -> float:
        """Measure how wide words are set."""
        return self.get_font(face, size).getlength(words)

    def make_legible(self, chars: Iterable[Char]) -> list[Char]:
        """Keep what can be shown: one line, from left to right. Characters without a glyph become one ellipsis."""
        kept: list[Char] = []
        for one in chars:
            category = unicodedata.category(one.char)
            if one.char in "\t\n\r\v\f" or category in _SPACES:
                # Spaces that do not break stay so.
                blank = "\u00a0" if one.char in "\u00a0\u202f" else " "
                if kept and kept[-1].char != " ":
                    kept.append(Char(blank, one.face, one.marked))
            elif category in _UNSEEN:
                continue
            elif self.has_glyph(one.char, one.face):
                kept.append(one)
            elif not kept or kept[-1].char != "…":
                kept.append(Char("…", one.face, one.marked))
        while kept and kept[-1].char == " ":
            kept.pop()
        return kept

    def _make_font(self, face: str, size: int) -> ImageFont.FreeTypeFont:
        # The basic layout is the same wherever Pillow runs; the other needs a library of the system.
        content = BytesIO(self._contents[face])
        return ImageFont.truetype(content, size, layout_engine=ImageFont.Layout.BASIC)

    def _look_up(self, char: str, face: str) -> bool:
        font = self.get_font(face, 32)
        drawn, none = font.getmask(char), font.getmask(_NO_CHARACTER)
        return drawn.size != none.size or bytes(drawn) != bytes(none)


def read_faces(folder: Path = STATIC) -> Faces | None:
    """Read the faces; `None` where set-up did not put all of them in place: pages then have no image."""
    paths = {name: folder / "vendor" / file for name, file in FACES.items()}
    if not all(path.exists() for path in paths.values()):
        return None
    return Faces({name: path.read_bytes() for name, path in paths.items()})


def spell(words: str, face: str, *, marked: bool = False) -> list[Char]:
    """Write words as characters of one face, accents joined to their letters where Unicode has the two as one."""
    return [Char(char, face, marked) for char in unicodedata.normalize("NFC", words)]

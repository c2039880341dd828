"""Share images as PNG, drawn when they are first asked for and kept as long as there is room."""

from collections import OrderedDict
from collections.abc import Callable
from io import BytesIO
from threading import BoundedSemaphore, Lock

from PIL import Image, ImageDraw

from app.domain.errors import SummitryError
from app.web.faces import Faces
from app.web.share_cards import Card
from app.web.share_layout import ALARM, HEIGHT, INK, PAPER, WIDTH, Box, Layout, Mark, lay_out

# Marks are drawn so many times as large and made smaller: Pillow does not smooth edges itself.
_FINER = 4
# So many shades suffice for the edges of letters in our few colours; a third of the bytes of full colour.
_COLOURS = 64
# The square in which marks are drawn in templates/macros/marks.html.
_UNITS = 16


class BusyError(SummitryError):
    """So many images are being drawn that one more would have to wait too long."""


class Studio:
    """Draws images one at a time, keeps the last asked for, and turns away whoever would wait behind too many.

    `most` and `most_bytes` bound what is kept, `waiting` how many requests are let in at once.
    """

    def __init__(
        self, faces: Faces, *, most: int = 500, most_bytes: int = 12_000_000, waiting: int = 8
    ) -> None:
        self._faces = faces
        self._most, self._most_bytes = most, most_bytes
        self._kept: OrderedDict[Card, bytes] = OrderedDict()
        self._bytes = 0
        self._shelf = Lock()
        self._pencil = Lock()
        self._room = BoundedSemaphore(waiting)

    def give(self, card: Card) -> bytes:
        """Give the image of a card as PNG; raise BusyError if too many are waiting for theirs."""
        kept = self._find(card)
        if kept is not None:
            return kept
        if not self._room.acquire(blocking=False):
            raise BusyError("Too many images are being drawn.")
        try:
            with self._pencil:
                # Whoever was before us may have drawn just this.
                image = self._find(card) or draw(lay_out(card, self._faces), self._faces)
                self._keep(card, image)
        finally:
            self._room.release()
        return image

    def measure(self) -> tuple[int, int]:
        """Tell how many images are kept, and in how many bytes."""
        with self._shelf:
            return len(self._kept), self._bytes

    def _find(self, card: Card) -> bytes | None:
        with self._shelf:
            if card not in self._kept:
                return None
            self._kept.move_to_end(card)
            return self._kept[card]

    def _keep(self, card: Card, image: bytes) -> None:
        with self._shelf:
            self._bytes += len(image) - len(self._kept.pop(card, b""))
            self._kept[card] = image
            while len(self._kept) > self._most or self._bytes > self._most_bytes:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= len(oldest)


def draw(layout: Layout, faces: Faces) -> bytes:
    """Draw a layout as PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    for box in layout.boxes:
        _draw_box(pen, box)
    for line in layout.lines:
        pen.text((line.x, line.y), line.words, line.colour, faces.get_font(line.face, line.size), "ls")
    for mark in layout.marks:
        _draw_mark(image, mark)
    written = BytesIO()
    shades = image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    shades.save(written, "PNG", compress_level=9)
    return written.getvalue()


def _draw_box(pen: ImageDraw.ImageDraw, box: Box) -> None:
    # Both corners belong to a rectangle of Pillow.
    left, top = round(box.left), round(box.top)
    right, bottom = max(left, round(box.right) - 1), max(top, round(box.bottom) - 1)
    if not box.outline:
        pen.rectangle((left, top, right, bottom), fill=box.colour)
        return
    pen.rectangle((left, top, right, bottom), fill=PAPER, outline=box.colour)
    if box.struck:
        pen.line((left, bottom, right, top), fill=box.colour)


def _draw_mark(image: Image.Image, mark: Mark) -> None:
    """Draw a mark as templates/macros/marks.html does."""
    size = mark.size * _FINER
    mask = Image.new("L", (size, size), 0)
    _MARKS[mark.name](_Stencil(ImageDraw.Draw(mask), size / _UNITS))
    smooth = mask.resize((mark.size, mark.size), Image.Resampling.LANCZOS)
    colour = ALARM if mark.name == "overdue" else INK
    image.paste(colour, (round(mark.x), round(mark.y)), smooth)


class _Stencil:
    """Cuts shapes out of a mask, in units of the marks."""

    def __init__(self, pen: ImageDraw.ImageDraw, unit: float) -> None:
        self._pen = pen
        self._unit = unit

    def disc(self, x: float, y: float, radius: float, fill: int = 255) -> None:
        box = [(one + by) * self._unit for by in (-radius, radius) for one in (x, y)]
        self._pen.ellipse(box, fill=fill)

    def ring(self, radius: float) -> None:
        self.disc(8, 8, radius + 0.9)
        self.disc(8, 8, radius - 0.9, 0)

    def line(self, *points: float) -> None:
        self._pen.line([one * self._unit for one in points], fill=255, width=round(1.8 * self._unit))

    def diamond(self) -> None:
        self._pen.polygon([one * self._unit for one in (8, 1, 15, 8, 8, 15, 1, 8)], fill=255)


def _draw_cancelled(stencil: _Stencil) -> None:
    stencil.ring(5.2)
    stencil.line(1, 15, 15, 1)


def _draw_overdue(stencil: _Stencil) -> None:
    stencil.ring(6.2)
    stencil.line(8, 4, 8, 8.4, 11, 10.2)


def _draw_call(stencil: _Stencil) -> None:
    stencil.line(3, 8, 13, 8)
    stencil.disc(3, 8, 2.6)
    stencil.disc(13, 8, 2.6)


_MARKS: dict[str, Callable[[_Stencil], None]] = {
    "held": lambda stencil: stencil.disc(8, 8, 6),
    "planned": lambda stencil: stencil.ring(5.2),
    "cancelled": _draw_cancelled,
    "overdue": _draw_overdue,
    "call": _draw_call,
    "milestone": _Stencil.diamond,
    "related": lambda stencil: stencil.line(4, 8, 13, 8),
}

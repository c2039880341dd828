"""Where everything stands on a share image: 1200 × 630, as OpenGraph's readers show it whole.

Black ink on paper, a serif for what happened, a sans for data, yellow under the words of evidence, red for what is
overdue, blue for calls: the tokens of the stylesheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.web.faces import Char, Faces, spell
from app.web.setting import SetLines, fit
from app.web.share_cards import Card, Entry, EventCard, QuoteCard, Title, ViewCard
from app.web.strip import Bar, StripGap, StripYear

WIDTH, HEIGHT = 1200, 630
MARGIN = 64
"""Nothing but paper is nearer to an edge than this, but for the hook of an italic letter."""

PAPER, INK, SOFT, RULE, ALARM = "#fdfdfc", "#15181b", "#4e555b", "#d3d6d7", "#ae2012"
MARKER, CALL, DIM = "#ffe45c", "#3f6f9f", "#bfcfdf"

_LEFT, _RIGHT = MARGIN, WIDTH - MARGIN
_MEASURE = _RIGHT - _LEFT
_TOP, _BOTTOM = 142, 536
# Between the baselines of two lines, in sizes of the type.
_LEADING = 1.2
_LOOSE = 1.36

# The strip: its line, how high bars may stand on it and calls hang below the figures of the years.
_LINE, _ABOVE, _LABELS, _BELOW = 502, 88, 28, 42
_WIDEST_YEAR = 56
_GAP_OF_BARS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """Words on a baseline."""

    words: str
    face: str
    size: int
    x: float
    y: float
    colour: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; with `outline` only its edge is drawn, and a stroke through it if it is `struck`."""

    left: float
    top: float
    right: float
    bottom: float
    colour: str
    outline: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of an event in a square."""

    name: str
    x: float
    y: float
    size: int


@dataclass(slots=True)
class Layout:
    """Everything that is drawn; boxes lie below lines and marks."""

    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def lay_out(card: Card, faces: Faces) -> Layout:
    """Lay a card out; whatever its words are, they stay within the margins."""
    sheet = _Sheet(faces, Layout())
    sheet.put_masthead(card.site)
    match card:
        case EventCard():
            _lay_out_event(sheet, card)
        case QuoteCard():
            _lay_out_quote(sheet, card)
        case ViewCard():
            _lay_out_view(sheet, card)
    return sheet.layout


class _Sheet:
    """A sheet on which words are put one below the other."""

    def __init__(self, faces: Faces, layout: Layout) -> None:
        self.faces = faces
        self.layout = layout
        self.y = float(_TOP)

    def put_masthead(self, site: str) -> None:
        """Put the name of the site, where it is found, and the thick and the thin rule."""
        self.put_at(spell("Summitry", "serif-bold"), _LEFT, 88, 40, 400, INK)
        place = fit(self.faces, spell(site, "sans"), 640, [(24, 1)])
        if place.lines:
            width = sum(stretch.width for stretch in place.lines[0])
            self.put_lines(place, _RIGHT - width, 88, SOFT, 0)
        self.layout.boxes.append(Box(_LEFT, 104, _RIGHT, 109, INK))
        self.layout.boxes.append(Box(_LEFT, 113, _RIGHT, 115, INK))

    def put_at(
        self, chars: Sequence[Char], x: float, y: float, size: int, width: float, colour: str
    ) -> float:
        """Put one line with its baseline at `y`; return where it ends."""
        set_ = fit(self.faces, chars, width, [(size, 1)])
        self.put_lines(set_, x, y, colour, 0)
        return x + sum(stretch.width for stretch in set_.lines[0]) if set_.lines else x

    def put(
        self,
        chars: Sequence[Char],
        steps: Sequence[tuple[int, int]],
        colour: str,
        *,
        leading: float = _LEADING,
        space: float = 0,
        indent: float = 0,
        struck: bool = False,
    ) -> None:
        """Put words below what is there, with `space` below them; none leave no trace."""
        set_ = fit(self.faces, chars, _MEASURE - indent, steps)
        if not set_.lines:
            return
        height = set_.size * leading
        self.put_lines(set_, _LEFT + indent, self.y + (height + set_.size * 0.72) / 2, colour, height, struck)
        self.y += height * len(set_.lines) + space

    def put_lines(
        self, set_: SetLines, x: float, y: float, colour: str, height: float, struck: bool = False
    ) -> None:
        """Put lines with their baselines from `y` on."""
        for number, stretches in enumerate(set_.lines):
            at = y + number * height
            for one in stretches:
                if one.marked:
                    box = Box(
                        x + one.x, at - set_.size * 0.92, x + one.x + one.width, at + set_.size * 0.3, MARKER
                    )
                    self.layout.boxes.append(box)
                self.layout.lines.append(Line(one.words, one.face, set_.size, x + one.x, at, colour))
            if struck and stretches:
                end = stretches[-1].x + stretches[-1].width
                middle, half = at - set_.size * 0.27, max(1.5, set_.size / 30)
                self.layout.boxes.append(Box(x, middle - half, x + end, middle + half, colour))

    def put_footer(self, words: str) -> None:
        """Put a soft line at the foot, below a hair."""
        self.layout.boxes.append(Box(_LEFT, 552, _RIGHT, 553, RULE))
        self.put_at(spell(words, "sans"), _LEFT, 586, 24, _MEASURE, SOFT)

    def count_free(self, size: int, leading: float, kept: float = 0) -> int:
        """Count the lines of this size for which there is room, with `kept` left free below them."""
        return max(0, int((_BOTTOM - kept - self.y) / (size * leading)))


def _lay_out_event(sheet: _Sheet, card: EventCard) -> None:
    colour = ALARM if card.mark == "overdue" else INK
    sheet.put(spell(card.date, "sans-bold"), [(34, 1), (28, 2)], INK, space=2)
    struck = card.mark == "cancelled"
    sheet.put(
        _spell_title(card.title), [(76, 1), (64, 2), (52, 3)], INK, leading=1.14, space=6, struck=struck
    )
    sheet.put(spell(card.people, "sans"), [(28, 1)], SOFT, space=10)
    sheet.layout.marks.append(Mark(card.mark, _LEFT, sheet.y + 5, 28))
    sheet.put(spell(card.standing, "sans-bold"), [(28, 1), (26, 2)], colour, indent=42, space=16)
    if free := sheet.count_free(32, _LOOSE):
        sheet.put(spell(card.outcome, "serif"), [(32, min(2, free))], INK, leading=_LOOSE, space=6)
    source = 24 * _LEADING + 4
    said = [one for words, marked in card.said for one in spell(words, "serif", marked=marked)]
    if card.said and (free := sheet.count_free(30, _LOOSE, source)):
        sheet.put(
            said,
            [(34, min(3, sheet.count_free(34, _LOOSE, source))), (30, free)],
            INK,
            leading=_LOOSE,
            space=4,
        )
        sheet.put(spell(card.source, "sans"), [(24, 1)], SOFT)
    sheet.put_footer(card.tellers)


def _lay_out_quote(sheet: _Sheet, card: QuoteCard) -> None:
    sheet.y += 10
    sheet.put(
        spell(card.words, "serif"),
        [(68, 2), (60, 3), (52, 4), (44, 5), (38, 6), (34, 7)],
        INK,
        leading=1.28,
        space=22,
    )
    sheet.put(spell(card.speaker, "sans-bold"), [(30, 1)], INK, space=2)
    sheet.put(spell(card.source, "sans"), [(26, 1)], SOFT)
    sheet.put_footer(card.occasion)


def _lay_out_view(sheet: _Sheet, card: ViewCard) -> None:
    sheet.put(spell(card.heading, "serif-bold"), [(60, 2), (50, 2), (42, 3)], INK, leading=1.14, space=8)
    top = _LINE - _ABOVE - 34 if card.strip else _BOTTOM
    sheet.put(spell(card.says, "sans"), [(28, 1), (26, 2)], SOFT, space=14)
    for entry in card.latest:
        if sheet.y + 40 > top:
            break
        _put_entry(sheet, entry)
    if card.strip:
        _put_strip(sheet, card.strip)


def _put_entry(sheet: _Sheet, entry: Entry) -> None:
    baseline = sheet.y + 29
    sheet.layout.marks.append(Mark(entry.mark, _LEFT, baseline - 20, 22))
    x = sheet.put_at(spell(entry.date, "sans-bold"), _LEFT + 34, baseline, 26, 420, INK)
    sheet.put_at(_spell_title(entry.title), x + 18, baseline, 28, _RIGHT - x - 18, INK)
    sheet.y += 40


def _spell_title(title: Title) -> list[Char]:
    return [*spell(title.place, "serif-bold"), *spell(title.rest, "serif")]


def _put_strip(sheet: _Sheet, strip: Sequence[StripYear | StripGap]) -> None:
    """Put the years on one line: meetings stand on it, calls hang below the figures."""
    years = [one for one in strip if isinstance(one, StripYear)]
    slot = min(_WIDEST_YEAR, _MEASURE / len(strip))
    width = slot - min(_GAP_OF_BARS, slot / 4)
    up = min(2.0, _ABOVE / max([1, *(one.above_height for one in years)]))
    down = min(up, _BELOW / max([1, *(one.below_height for one in years)]))
    every = _choose_step(slot)
    right = _LEFT + slot * len(strip) - (slot - width)
    sheet.layout.boxes.append(Box(_LEFT, _LINE, right, _LINE + 2, INK))
    for number, one in enumerate(strip):
        x = _LEFT + number * slot
        if isinstance(one, StripGap):
            sheet.put_at(spell("…", "sans"), x + width / 2 - 8, _LINE + 20, 20, slot, SOFT)
            continue
        for bar in one.above:
            _put_bar(sheet, bar, x, width, _LINE - 2 - (one.above_height - bar.y) * up, up)
        for bar in one.below:
            _put_bar(sheet, bar, x, width, _LINE + _LABELS + bar.y * down, down)
        if number % every == 0:
            face = "sans-bold" if one.chosen else "sans"
            label = str(one.year) if slot >= _WIDEST_YEAR - 2 or every > 1 else f"{one.year % 100:02}"
            words = sheet.faces.measure(label, face, 18)
            at = max(_LEFT, min(x + (width - words) / 2, _RIGHT - words))
            sheet.put_at(spell(label, face), at, _LINE + 21, 18, 60, INK if one.chosen else SOFT)


def _choose_step(slot: float) -> int:
    """Choose of which years the figure is put: of all of them if two digits fit, else of every so many."""
    return next((step for step in (1, 2, 5, 10, 20) if slot * step >= (24 if step == 1 else 48)), 50)


def _put_bar(sheet: _Sheet, bar: Bar, x: float, width: float, y: float, scale: float) -> None:
    classes = bar.css.split()
    colour = DIM if "dim" in classes else CALL if "u-call" in classes else INK
    height = max(1.0, bar.height * scale)
    sheet.layout.boxes.append(
        Box(x, y, x + width, y + height, colour, outline="u-open" in classes, struck=bar.struck)
    )

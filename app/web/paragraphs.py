"""The text of an article as its page shows it: paragraphs of sentences, with what was read marked in place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.vocabulary import Field
from app.store.views import Passage
from app.web.language import mark_in, pgettext

# Whole stretches of text: they are underlined, and single words marked within them.
_STRETCHES = {"quote": mark_in("read as", "a quote"), "claim": mark_in("read as", "a count")}

_KINDS: dict[str, str] = {
    Field.KIND: mark_in("read as", "kind"),
    Field.FORMAT: mark_in("read as", "form"),
    Field.STATUS: mark_in("read as", "status"),
    Field.DATE: mark_in("read as", "date"),
    Field.PART_OF_DAY: mark_in("read as", "part of the day"),
    Field.CITY: mark_in("read as", "place"),
    Field.COUNTRY: mark_in("read as", "country"),
    Field.PEOPLE: mark_in("read as", "people"),
    Field.TOPICS: mark_in("read as", "topic"),
    Field.OUTCOME: mark_in("read as", "outcome"),
    Field.DURATION: mark_in("read as", "length"),
    Field.VENUE: mark_in("read as", "venue"),
    Field.OTHERS: mark_in("read as", "others there"),
    Field.NOTE: mark_in("read as", "note"),
    **_STRETCHES,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence. `read_as` says what was read from them, nothing if nothing was.

    `stretch`: they are only part of a quote or a count. `spoken` is what is said after them for ears alone:
    of a stretch that further pieces continue, only at its end.
    """

    text: str
    read_as: str = ""
    stretch: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """One sentence; `anchor` is the id by which links lead to it."""

    anchor: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together; without any, a gap in what is shown."""

    sentences: tuple[MarkedSentence, ...]


def make_paragraphs(passages: Iterable[Passage]) -> tuple[Paragraph, ...]:
    """Gather the passages of a text into its paragraphs; a gap stands alone."""
    paragraphs: list[list[MarkedSentence]] = []
    fresh = True
    for passage in passages:
        if not passage.pieces:
            paragraphs.append([])
            fresh = True
            continue
        if fresh or passage.paragraph:
            paragraphs.append([])
        paragraphs[-1].append(MarkedSentence(f"s{passage.number}", _make_pieces(passage.pieces)))
        fresh = False
    return tuple(Paragraph(tuple(sentences)) for sentences in paragraphs)


def _make_pieces(pieces: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[Piece, ...]:
    following = [*(kinds for _, kinds in pieces[1:]), ()]
    return tuple(
        _make_piece(text, kinds, after) for (text, kinds), after in zip(pieces, following, strict=True)
    )


def _make_piece(text: str, kinds: tuple[str, ...], after: tuple[str, ...]) -> Piece:
    if not kinds:
        return Piece(text)
    ending = [kind for kind in kinds if kind not in after]
    return Piece(
        text,
        read_as=_format_kinds(kinds),
        stretch=all(kind in _STRETCHES for kind in kinds),
        spoken=_format_kinds(ending),
    )


def _format_kinds(kinds: Iterable[str]) -> str:
    return ", ".join(pgettext("read as", _KINDS.get(kind, kind)) for kind in kinds)

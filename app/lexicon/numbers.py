"""Numbers of two words: twenty-one, двадцать первая, сорак дзве."""

from collections.abc import Iterator

from app.domain.marks import Mark, Marks
from app.domain.spans import Span

_JOINTS = frozenset({" ", "\xa0", "-", "‑"})


def join_tens(marks: Marks, text: str) -> Marks:
    """Put tens and the units after them together in the lists "number" and "ordinal", in every language alike.

    The tens are always a number's word; whether the whole counts or orders is told by the unit's.
    """
    tens = [mark for mark in marks.all("number") if _is_tens(mark)]
    if not tens:
        return marks
    joined: dict[str, list[Mark]] = {"number": [], "ordinal": []}
    taken: set[Span] = set()
    for mark in tens:
        for name, found in joined.items():
            unit = marks.at(name, mark.span.end + 1)
            if unit and 0 < int(unit.value) < 10 and text[mark.span.end] in _JOINTS:
                value = str(int(mark.value) + int(unit.value))
                found.append(Mark(Span(mark.span.start, unit.span.end), value))
                taken |= {mark.span, unit.span}
                break
    lists = {name: tuple(_merge(marks.all(name), found, taken)) for name, found in joined.items()}
    return Marks({**marks.lists, **lists})


def _is_tens(mark: Mark) -> bool:
    return int(mark.value) >= 20 and int(mark.value) % 10 == 0


def _merge(single: tuple[Mark, ...], joined: list[Mark], taken: set[Span]) -> Iterator[Mark]:
    kept = [mark for mark in single if mark.span not in taken]
    yield from sorted([*kept, *joined], key=lambda mark: mark.span)

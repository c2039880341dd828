"""Paragraphs of an article, put together again where a link on a line of its own has torn them."""

import re
from collections.abc import Sequence

from app.ingest.stages.read.lines import Line

_CLOSED = re.compile(r"[.!?…:;»”\"')\]]$")
_GOES_ON = re.compile(r"[a-zа-яёіўїєґ]|[,;.:!?)»”](?:\s|$)")
_MIN_LENGTH = 25


def make_paragraphs(lines: Sequence[Line]) -> list[str]:
    """Join torn paragraphs and drop a paragraph that only repeats the one before it.

    A paragraph is torn if it ends without a closing mark and the next begins in lower case or with a mark;
    between the two may stand a link, whatever its first letter.
    """
    paragraphs: list[str] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if paragraphs and _is_torn(paragraphs[-1], lines[index - 1]) and _goes_on(line, following):
            glue = "" if re.match(r"[,;.:!?)»”]", line.text) else " "
            paragraphs[-1] += glue + line.text
        elif not paragraphs or paragraphs[-1] != line.text:
            paragraphs.append(line.text)
    return paragraphs


def _is_torn(text: str, line: Line) -> bool:
    return (
        not (line.level or line.item)
        and not _CLOSED.search(text[-2:])
        and (len(text) >= _MIN_LENGTH or line.linked)
    )


def _goes_on(line: Line, following: Line | None) -> bool:
    if line.level or line.item:
        return False
    if _GOES_ON.match(line.text):
        return True
    return line.linked and following is not None and bool(_GOES_ON.match(following.text))

"""The headline of a saved text, told from section names, date lines and the first sentence."""

from collections.abc import Sequence

from app.ingest.stages.read.furniture import is_row_of_links
from app.ingest.stages.read.lines import Line, count_words
from app.lexicon.press import get_press, get_publishers

_HEAD = 8
_TITLE_LENGTH = 250
_SUFFIXES = (" | ", " — ", " – ", " - ", " :: ", " // ")


def find_title(lines: Sequence[Line], *, head_block: int | None = None) -> tuple[str | None, list[Line]]:
    """Find the headline and return it with the lines that come after, without its repetitions.

    `head_block` is the block of a date line at the very head of the file: a short line in the same block is
    then the section's name, if a headline follows. Lines before the headline are furniture and go, unless
    they are sentences.
    """
    index = _find_index(lines, head_block)
    if index is None:
        return None, list(lines)
    title = lines[index]
    before = [line for line in lines[:index] if line.is_sentence]
    after = [line for line in lines[index + 1 :] if line.key != title.key]
    return _cut_publisher(title.text), before + after


def drop_title(lines: Sequence[Line], title: str) -> list[Line]:
    """Drop the lines that repeat a title which is known already."""
    key = Line(title, 0).key
    return [line for line in lines if line.key != key]


def _find_index(lines: Sequence[Line], head_block: int | None) -> int | None:
    headings = [index for index, line in enumerate(lines) if line.level]
    if headings:
        top = min(lines[index].level for index in headings)
        first = next(index for index in headings if lines[index].level == top)
        # A heading deep in the text is a subheading; the headline stands before the first sentences.
        if sum(line.is_sentence for line in lines[:first]) <= 1:
            return first
    candidates = [index for index, line in enumerate(lines[:_HEAD]) if _is_candidate(line, lines[:index])]
    if not candidates or len(lines) < 2:
        return None
    repeated = _find_repeated(lines, candidates)
    if repeated is not None:
        return repeated
    first = candidates[0]
    if len(candidates) > 1 and lines[first].block == head_block and lines[candidates[1]].block != head_block:
        return candidates[1]
    return first if not any(line.is_sentence for line in lines[:first]) else None


def _find_repeated(lines: Sequence[Line], candidates: Sequence[int]) -> int | None:
    """Return the line that stands twice near the head, as a headline above and within its page."""
    keys = [line.key for line in lines[: 2 * _HEAD]]
    return next((index for index in candidates if keys.count(keys[index]) > 1), None)


def _is_candidate(line: Line, before: Sequence[Line]) -> bool:
    if len(line.text) > _TITLE_LENGTH or line.key in get_press().sections or line.links:
        return False
    if is_row_of_links(line.text) and _cut_publisher(line.text) == line.text:
        return False
    if line.text.rstrip("»”\"'").endswith((".", ":", ";", ",")) and not line.text.endswith(("...", "г.")):
        return False
    return count_words(line.text) <= 30 and not any(other.is_sentence for other in before)


def _cut_publisher(title: str) -> str:
    """Cut " | Reuters" from a page's title; only names that the table knows are cut."""
    for mark in _SUFFIXES:
        head, found, tail = title.rpartition(mark)
        if found and count_words(tail) <= 5 and get_publishers().by_name.get(tail.strip().lower()):
            return head.strip()
    return title

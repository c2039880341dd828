"""Plain text and Markdown, as people save them, to lines of plain words."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.ingest.stages.read.lines import Line
from app.lexicon.press import get_press

# No lists, code or underlined headings: "2019. A year of talks" and an indented line are text here.
_RULES = (
    "heading",
    "hr",
    "blockquote",
    "emphasis",
    "link",
    "image",
    "escape",
    "autolink",
    "entity",
    "newline",
)
_SENTENCE_END = re.compile(r"[.!?…:;][»”’\"')\]]{0,2}$")
_BULLET = re.compile(r"^[*•+·▪]\s+")
_NUMBERED = re.compile(r"^(?:[-–—]|\d{1,2}[.)])\s")
_HAS_WORD = re.compile(r"\w")
_MIN_WIDTH, _MAX_WIDTH = 40, 110


def read_lines(text: str) -> list[Line]:
    """Read a text as lines: Markdown undone, hard-wrapped paragraphs put together, rules and pictures gone."""
    lines: list[Line] = []
    level, block = 0, -1
    for token in _get_parser().parse(text):
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "inline":
            block += 1
            pieces = list(_read_pieces(token.children or [], block, level))
            lines.extend(_unwrap(pieces))
    return lines


@lru_cache(maxsize=1)
def _get_parser() -> MarkdownIt:
    return MarkdownIt("zero").enable(list(_RULES))


def _read_pieces(tokens: Sequence[Token], block: int, level: int) -> Iterator[Line]:
    """Yield the lines of one paragraph as they were broken."""
    start = 0
    for index, token in enumerate(tokens):
        if token.type in ("softbreak", "hardbreak"):
            yield from _make_line(tokens[start:index], block, level)
            start = index + 1
    yield from _make_line(tokens[start:], block, level)


def _make_line(tokens: Sequence[Token], block: int, level: int) -> Iterator[Line]:
    words = "".join(_get_words(token) for token in tokens)
    words = " ".join(words.split())
    text = _BULLET.sub("", words)
    if not _HAS_WORD.search(text):
        return
    links = tuple(str(token.attrs["href"]) for token in tokens if token.type == "link_open")
    is_item = text != words or bool(_NUMBERED.match(words))
    yield Line(text, block, level, links, linked=_is_linked(tokens), item=is_item)


def _get_words(token: Token) -> str:
    """Return the words of a token; of a picture its description, if that is a sentence (a caption)."""
    if token.type == "image":
        return token.content if _SENTENCE_END.search(token.content) else ""
    return token.content


def _is_linked(tokens: Sequence[Token]) -> bool:
    depth, outside = 0, ""
    for token in tokens:
        if token.type in ("link_open", "link_close"):
            depth += token.nesting
        elif depth == 0:
            outside += token.content
    return any(token.type == "link_open" for token in tokens) and not _HAS_WORD.search(outside)


def _unwrap(lines: list[Line]) -> list[Line]:
    """Put the lines of a hard-wrapped paragraph together; lines that stand for themselves stay apart."""
    if len(lines) < 2 or any(line.item for line in lines):
        return lines
    texts = [line.text for line in lines]
    is_full = _is_full(texts)
    if not is_full and not any(_goes_on(text, after) for text, after in pairwise(texts)):
        return lines
    joined = lines[:1]
    for line in lines[1:]:
        last = joined[-1]
        if is_full or _goes_on(last.text, line.text) or _is_broken_off(last.text):
            joined[-1] = Line(f"{last.text} {line.text}", last.block, last.level, last.links + line.links)
        else:
            joined.append(line)
    return joined


def _is_full(texts: Sequence[str]) -> bool:
    """Tell whether a program wrapped these lines: no line had room for the next word, and few end as sentences."""
    width = max(map(len, texts))
    if len(texts) < 3 or width > _MAX_WIDTH or any(len(text) < _MIN_WIDTH for text in texts[:-1]):
        return False
    full = all(len(text) + 1 + len(after.split()[0]) > width for text, after in pairwise(texts))
    return full and 2 * sum(_is_broken_off(text) for text in texts[:-1]) > len(texts) - 1


def _goes_on(text: str, after: str) -> bool:
    """Tell whether a line plainly continues the one before: in lower case, and not as a byline does."""
    return _is_broken_off(text) and after[0].islower() and after.split()[0].lower() not in get_press().bylines


def _is_broken_off(text: str) -> bool:
    return len(text) >= _MIN_WIDTH and not _SENTENCE_END.search(text[-4:])

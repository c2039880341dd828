"""Plain text and Markdown, as people save them, to lines of plain words."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.ingest.stages.read.lines import Line

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
_HAS_WORD = re.compile(r"\w")
_WRAPPED_WIDTH = range(40, 111)


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
    text = _BULLET.sub("", " ".join(words.split()))
    if not _HAS_WORD.search(text):
        return
    links = tuple(str(token.attrs["href"]) for token in tokens if token.type == "link_open")
    yield Line(text, block, level, links, linked=_is_linked(tokens))


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
    if len(lines) < 2 or not _is_wrapped(lines):
        return lines
    links = tuple(link for line in lines for link in line.links)
    first = lines[0]
    return [Line(" ".join(line.text for line in lines), first.block, first.level, links)]


def _is_wrapped(lines: list[Line]) -> bool:
    broken = lines[:-1]
    if (
        any(len(line.text) not in _WRAPPED_WIDTH for line in broken)
        or len(lines[-1].text) > _WRAPPED_WIDTH.stop
    ):
        return False
    return 2 * sum(not _SENTENCE_END.search(line.text) for line in broken) > len(broken)

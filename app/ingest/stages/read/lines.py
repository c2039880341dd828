"""A saved text as lines: the unit in which titles, dates, addresses and furniture are told apart."""

import re
from dataclasses import dataclass

_CLOSED = re.compile(r"[.!?…:;][»”’\"')\]*]{0,3}$")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line or unwrapped paragraph. Lines of one `block` stood without an empty line between them.

    `level` is that of a heading (0: none); `links` are the addresses it links to; `linked` says that it is
    nothing but a link, `item` that it is an item of a list.
    """

    text: str
    block: int
    level: int = 0
    links: tuple[str, ...] = ()
    linked: bool = False
    item: bool = False

    @property
    def key(self) -> str:
        """The words alone, in lower case, to compare with word lists and other lines."""
        return " ".join(_WORD.findall(self.text)).lower()

    @property
    def label(self) -> str:
        """The line in lower case without the marks around it."""
        return _EDGES.sub("", self.text).lower()

    @property
    def is_closed(self) -> bool:
        """Tell whether the line ends as a sentence does."""
        return bool(_CLOSED.search(self.text))

    @property
    def is_sentence(self) -> bool:
        """Tell whether the line has the shape of running text: it ends as a sentence does, or is long."""
        words = count_words(self.text)
        return (self.is_closed and words >= 4) or words >= 25


def count_words(text: str) -> int:
    """Count the words and numbers of a text."""
    return len(_WORD.findall(text))

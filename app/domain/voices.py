"""Which publishers are one voice, and how many tell a value: an agency and whoever only carries it count once.

What one voice counts is one claim, however often it is told.
"""

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.domain.resolution import Mention

# "TASS (copy)", "Nasha Niva (mirror)", "TASS (ru)": the words of the publisher before the bracket.
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
# "UPI via data.minsk.by" carries UPI; "soyuz.by / TASS" carries TASS.
_VIA = re.compile(r"^(?P<agency>.+?)\s+via\s+\S.*$", re.IGNORECASE)
_CARRIED = re.compile(r"^\S.*\s/\s(?P<agency>.+)$")


def make_voice(publisher: str | None, url: str | None, article_id: str) -> str:
    """Name the voice of a source: whom its publisher carries, else its publisher, else its site, else itself.

    Two sources with one voice count once. Letters' case, brackets behind a name and `www.` make no difference.
    """
    name = _BRACKETS.sub("", (publisher or "").strip())
    for pattern in (_VIA, _CARRIED):
        match = pattern.match(name)
        if match:
            name = match["agency"]
    name = _BRACKETS.sub("", name).strip().casefold()
    if name:
        return name
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.") or article_id


class Voices:
    """The voices behind the mentions of one event.

    Two publishers are one voice if they have one name (`make_voice`), or if what they tell was read from
    one and the same sentence: then one copied the other, or both an agency.
    """

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._joined = _Joined()
        first_with: dict[str, str] = {}
        for mention in sorted(mentions, key=lambda one: one.id):
            if len(mention.voices) != 1:
                continue
            [voice] = mention.voices
            for sentence in mention.sentences:
                self._joined.join(first_with.setdefault(sentence, voice), voice)

    def count(self, mentions: Iterable[Mention]) -> int:
        """Count the independent voices of these mentions."""
        return len({self._joined.find(voice) for mention in mentions for voice in mention.voices})


@dataclass(frozen=True, slots=True)
class Telling:
    """A count as one source tells it: the `id` of the claim, and `what` it counts, all of it.

    `marks` tell by whom: the source, its address, the voice (`make_voice`), the sentence. `rank` puts tellings in the
    order in which they are shown.
    """

    id: str
    what: Hashable
    marks: frozenset[tuple[str, str]]
    rank: tuple[bool, str]


def find_repeated(tellings: Iterable[Telling]) -> dict[str, str]:
    """Find the tellings that only tell again what one voice counts, each with the first telling of it.

    Tellings of one count that share a mark are of one voice. The order in which they are given makes no difference.
    """
    told = sorted(tellings, key=lambda one: (one.rank, one.id))
    joined = _Joined()
    first_with: dict[tuple[Hashable, tuple[str, str]], str] = {}
    for one in told:
        for mark in one.marks:
            joined.join(first_with.setdefault((one.what, mark), one.id), one.id)
    first: dict[str, str] = {}
    leading = {one.id: first.setdefault(joined.find(one.id), one.id) for one in told}
    return {one: leader for one, leader in leading.items() if one != leader}


class _Joined:
    """Names that were found to mean one; the least of them stands for all."""

    def __init__(self) -> None:
        self._roots: dict[str, str] = {}

    def find(self, name: str) -> str:
        while self._roots.get(name, name) != name:
            name = self._roots[name]
        return name

    def join(self, one: str, other: str) -> None:
        first, last = sorted((self.find(one), self.find(other)))
        self._roots[last] = first

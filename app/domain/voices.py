"""Which publishers are one voice, and how many tell a value: an agency and whoever only carries it count once."""

import re
from collections.abc import Iterable, Sequence
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
        self._roots: dict[str, str] = {}
        first_with: dict[str, str] = {}
        for mention in sorted(mentions, key=lambda one: one.id):
            if len(mention.voices) != 1:
                continue
            [voice] = mention.voices
            for sentence in mention.sentences:
                self._join(first_with.setdefault(sentence, voice), voice)

    def count(self, mentions: Iterable[Mention]) -> int:
        """Count the independent voices of these mentions."""
        return len({self._find(voice) for mention in mentions for voice in mention.voices})

    def _find(self, voice: str) -> str:
        while self._roots.get(voice, voice) != voice:
            voice = self._roots[voice]
        return voice

    def _join(self, one: str, other: str) -> None:
        first, last = sorted((self._find(one), self._find(other)))
        self._roots[last] = first

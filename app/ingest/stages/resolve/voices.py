"""How many independent publishers tell a value: copies of one report, and a digest and its original, count once."""

from collections.abc import Iterable, Sequence

from app.domain.resolution import Mention


class Voices:
    """The voices behind the mentions of one event.

    Two publishers are one voice if they have one name (`app.domain.voices`), or if what they tell was read from
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

"""Scores: what was wanted, what was found, and how much of each was right."""

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class Rate:
    """Precision and recall of things that are either right or not.

    `wanted_right` counts what was wanted and found, `found_right` what was found and wanted: with stretches of
    text the two can differ.
    """

    wanted: int = 0
    wanted_right: int = 0
    found: int = 0
    found_right: int = 0

    def add(self, wanted: int, found: int, right: int) -> None:
        """Add things of which each right one was both wanted and found."""
        self.wanted += wanted
        self.found += found
        self.wanted_right += right
        self.found_right += right

    @property
    def precision(self) -> float | None:
        """The part of what was found that is right; None if nothing was found."""
        return self.found_right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The part of what was wanted that was found; None if nothing was wanted."""
        return self.wanted_right / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None if nothing was wanted or found, 0 if nothing is right."""
        if not self.wanted and not self.found:
            return None
        precision, recall = self.precision or 0.0, self.recall or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(slots=True)
class Share:
    """How many of `of` things are right."""

    right: int = 0
    of: int = 0

    def add(self, is_right: bool) -> None:
        """Add one thing."""
        self.of += 1
        self.right += is_right

    @property
    def accuracy(self) -> float | None:
        """The part that is right; None of nothing."""
        return self.right / self.of if self.of else None


@dataclass(slots=True)
class Tally:
    """The figures of one language, or of all. Names of `rates` and `shares` are those that are printed."""

    articles: int = 0
    spans: int = 0
    rates: defaultdict[str, Rate] = field(default_factory=lambda: defaultdict(Rate))
    shares: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))


@dataclass(frozen=True, slots=True)
class Detail:
    """One miss (nothing found), invention (nothing wanted) or wrong value, as `--verbose` lists it.

    `words` are those of the text from which the found value was read.
    """

    source: str
    what: str
    wanted: str | None
    found: str | None
    words: tuple[str, ...] = ()

    @property
    def outcome(self) -> str:
        """What kind of fault it is."""
        return "missed" if self.found is None else "invented" if self.wanted is None else "wrong"

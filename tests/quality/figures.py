"""Figures: what an evaluation reached, as they are pinned, and what has changed between two of them."""

from collections.abc import Iterator
from typing import Any

from app.ingest.evaluation.measure import Measurement
from app.ingest.evaluation.scores import Tally

Figures = dict[str, dict[str, dict[str, Any]]]

RATES = (
    "records",
    "events",
    "ignoring city",
    "date alone",
    "contacts",
    "topics",
    "people",
    "quotes",
    "claims",
)
SHARES = ("date", "city", "kind", "status", "format", "speaker", "speaker left open")
# Those that must not fall. The others are shares of what was found, and can fall because more is.
HELD = frozenset(
    {"records", "events", "contacts", "topics", "people", "quotes", "claims", "speaker", "speaker left open"}
)
# Of a count nothing is asked: it shows on how many things a figure rests.
_COUNTS = ("wanted", "found", "of")
# Less than this is a matter of rounding.
TOLERANCE = 0.0005


def make_figures(measurement: Measurement) -> Figures:
    """Make the figures of an evaluation, by language (first `all`) and by name, rounded to four digits."""
    tallies = {"all": measurement.whole, **dict(sorted(measurement.languages.items()))}
    if len(measurement.languages) == 1:
        del tallies["all"]
    figures = {language: dict(_list_figures(tally)) for language, tally in tallies.items()}
    # Of a row that was taken for one in another language there is nothing to tell.
    return {language: names for language, names in figures.items() if len(names) > 1}


def _list_figures(tally: Tally) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "articles", {"of": tally.articles}
    for name in RATES:
        rate = tally.rates.get(name)
        if rate and (rate.wanted or rate.found):
            shares = {"precision": rate.precision, "recall": rate.recall, "f1": rate.f1}
            rounded = {key: _round(value) for key, value in shares.items()}
            yield name, {"wanted": rate.wanted, "found": rate.found, **rounded}
    for name in SHARES:
        share = tally.shares.get(name)
        if share and share.of:
            yield name, {"of": share.of, "accuracy": _round(share.accuracy)}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def list_changes(pinned: Figures, reached: Figures) -> tuple[list[str], list[str]]:
    """List the held figures that fell (or are measured no more) and those that rose (or are new), in words."""
    before, after = dict(_flatten(pinned)), dict(_flatten(reached))
    fell, rose = [], []
    for name in [*before, *(name for name in after if name not in before)]:
        old, new = before.get(name), after.get(name)
        if (old or 0.0) - (new or 0.0) > TOLERANCE or (old is not None and new is None):
            fell.append(f"{name}: {_show(new)}, pinned {_show(old)}")
        elif (new or 0.0) - (old or 0.0) > TOLERANCE or (new is not None and old is None):
            rose.append(f"{name}: {_show(new)}, pinned {_show(old)}")
    return fell, rose


def _flatten(figures: Figures) -> Iterator[tuple[str, float | None]]:
    for language, names in figures.items():
        for name, values in names.items():
            if name not in HELD:
                continue
            for key, value in values.items():
                if key not in _COUNTS:
                    yield f"{language}, {name}, {key}", value


def _show(value: float | None) -> str:
    return "none" if value is None else f"{value:.4f}"

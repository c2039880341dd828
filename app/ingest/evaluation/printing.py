"""The written forms of an evaluation: one JSON object, or tables for people."""

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.domain.printable import make_printable
from app.domain.vocabulary import Kind
from app.ingest.evaluation.about import ABOUT
from app.ingest.evaluation.run import Evaluation
from app.ingest.evaluation.scores import Detail, Rate, Share, Tally

# In the order in which they are printed.
_RATES = (
    "records",
    "records, any event",
    "events",
    "ignoring city",
    "date alone",
    "contacts",
    *(f"kind {kind}" for kind in Kind),
    "topics",
    "people",
    "quotes",
    "claims",
)
_SHARES = ("date", "city", "kind", "status", "format", "speaker", "speaker left open", *ABOUT)


def format_evaluation(evaluation: Evaluation, *, verbose: bool) -> dict[str, Any]:
    """Make the JSON object of an evaluation; with `verbose` it lists every fault."""
    measurement = evaluation.measurement
    row: dict[str, Any] = {
        "all": _format_tally(measurement.whole),
        "languages": {name: _format_tally(tally) for name, tally in sorted(measurement.languages.items())},
        "absent": evaluation.absent,
        "unknown": evaluation.unknown,
        "rejected": [{"source": source, "reason": reason} for source, reason in evaluation.rejected],
    }
    if verbose:
        row["details"] = [_format_detail(detail) for detail in measurement.details]
    return row


def print_evaluation(evaluation: Evaluation, console: Console, *, verbose: bool) -> None:
    """Print an evaluation as tables, one of rates and one of shares; with `verbose` every fault first."""
    measurement = evaluation.measurement
    tallies = [("all", measurement.whole), *sorted(measurement.languages.items())]
    if len(measurement.languages) == 1:
        tallies = tallies[1:]
    if verbose:
        for detail in measurement.details:
            console.print(escape(format_detail(detail)), soft_wrap=True)
        console.print()
    console.print(_make_rates(tallies))
    console.print()
    console.print(_make_shares(tallies))
    counts = ", ".join(f"{name} {tally.articles}" for name, tally in tallies)
    console.print(f"\nArticles: {counts}. Spans that do not yield their words: {measurement.whole.spans}.")


def format_detail(detail: Detail) -> str:
    """Write one fault: where, what, wanted and found, and the words from which it was read."""
    lines = [f"{make_printable(detail.source)}: {detail.what} {detail.outcome}"]
    if detail.wanted is not None:
        lines.append(f"    wanted  {make_printable(detail.wanted)}")
    if detail.found is not None:
        lines.append(f"    found   {make_printable(detail.found)}")
    lines += [f"            {make_printable(words)}" for words in detail.words]
    return "\n".join(lines)


def _format_tally(tally: Tally) -> dict[str, Any]:
    row: dict[str, Any] = {"articles": tally.articles, "spans": tally.spans}
    for name in _RATES:
        if name in tally.rates:
            row[_make_name(name)] = _format_rate(tally.rates[name])
    row["accuracy"] = {
        _make_name(name): _format_share(tally.shares[name]) for name in _SHARES if name in tally.shares
    }
    return row


def _make_name(name: str) -> str:
    return name.replace(",", "").replace(" ", "_")


def _format_rate(rate: Rate) -> dict[str, Any]:
    return {
        "wanted": rate.wanted,
        "wanted_right": rate.wanted_right,
        "found": rate.found,
        "found_right": rate.found_right,
        "precision": _round(rate.precision),
        "recall": _round(rate.recall),
        "f1": _round(rate.f1),
    }


def _format_share(share: Share) -> dict[str, Any]:
    return {"right": share.right, "of": share.of, "accuracy": _round(share.accuracy)}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _format_detail(detail: Detail) -> dict[str, Any]:
    return {
        "source": detail.source,
        "what": detail.what,
        "outcome": detail.outcome,
        "wanted": detail.wanted,
        "found": detail.found,
        "words": list(detail.words),
    }


def _make_table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for index, column in enumerate(columns):
        table.add_column(column, justify="right" if index > 1 else "left")
    return table


def _make_rates(tallies: list[tuple[str, Tally]]) -> Table:
    table = _make_table("what", "of", "wanted", "found", "right", "precision", "recall", "F1")
    for name in _RATES:
        for label, language, rate in _iterate(name, [(key, tally.rates.get(name)) for key, tally in tallies]):
            if language != tallies[0][0] and not rate.wanted and not rate.found:
                continue
            right = str(rate.found_right)
            if rate.wanted_right != rate.found_right:
                right = f"{rate.wanted_right}/{rate.found_right}"
            figures = (_show(rate.precision), _show(rate.recall), _show(rate.f1))
            table.add_row(label, language, str(rate.wanted), str(rate.found), right, *figures)
    return table


def _make_shares(tallies: list[tuple[str, Tally]]) -> Table:
    table = _make_table("agreement", "of", "compared", "right", "accuracy")
    for name in _SHARES:
        for label, language, share in _iterate(
            name, [(key, tally.shares.get(name)) for key, tally in tallies]
        ):
            table.add_row(label, language, str(share.of), str(share.right), _show(share.accuracy))
    return table


def _iterate(name: str, rows: list[tuple[str, Any]]) -> Iterator[tuple[str, str, Any]]:
    """Iterate over the rows of one figure; its name stands in the first one only."""
    label = name
    for language, value in rows:
        if value is not None:
            yield label, language, value
            label = ""


def _show(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"

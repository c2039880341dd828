"""What is pinned in figures.json, and how the reader of today stands against it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.ingest.evaluation.run import Evaluation
from tests.quality.corpus import (
    HERE,
    MATERIALS,
    Material,
    count_faults,
    join_digests,
    list_broken_spans,
    make_digests,
    measure_own,
)
from tests.quality.figures import list_changes, make_figures

FILE = HERE / "figures.json"
HINT = "If that is meant, look at every article above and say so: make quality ARGS=--renew"


@dataclass
class Comparison:
    """What stands against what is pinned: `faults` must not be, `risen` can be pinned."""

    faults: list[str] = field(default_factory=list)
    risen: list[str] = field(default_factory=list)

    def add(self, heading: str, faults: list[str], risen: list[str]) -> None:
        self.faults += [f"{heading}, {line}" for line in faults]
        self.risen += [f"{heading}, {line}" for line in risen]

    def __str__(self) -> str:
        return "\n".join([*self.faults, HINT])


def read_pins() -> dict[str, Any]:
    """Read what is pinned; nothing if the file is not there yet."""
    if not FILE.exists():
        return {"corpus": {"digest": "", "articles": {}, "figures": {}}, "beside": {}}
    pins: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return pins


def write_pins(pins: dict[str, Any]) -> None:
    """Write what is pinned, an article and a figure a line."""
    text = json.dumps(pins, ensure_ascii=False, indent=1)
    FILE.write_text(_join_short(text) + "\n", "utf-8")


def _join_short(text: str) -> str:
    """Put each innermost object on one line, so that a change shows as one."""
    return re.sub(
        r"\{[^{}]*\}",
        lambda found: re.sub(r"\n\s*", " ", found[0]).replace("{ ", "{").replace(" }", "}"),
        text,
    )


def pin_own(evaluation: Evaluation) -> dict[str, Any]:
    """Make what is to be pinned of the project's own corpus."""
    digests, faults = make_digests(), count_faults(evaluation)
    return {
        "digest": join_digests(digests),
        "articles": {
            name: {"digest": digest[:16], "faults": faults.get(name, 0)} for name, digest in digests.items()
        },
        "figures": make_figures(evaluation.measurement),
    }


def compare_own(pinned: dict[str, Any], evaluation: Evaluation) -> Comparison:
    """Hold the project's own corpus, and what is read from it, against what is pinned."""
    reached = pin_own(evaluation)
    comparison = Comparison()
    fell, rose = list_changes(pinned["figures"], reached["figures"])
    comparison.add("own corpus", fell, rose)
    if fell:
        comparison.faults += _list_worse(pinned["articles"], reached["articles"])
    if pinned["digest"] != reached["digest"]:
        comparison.faults.append(
            "own corpus: its articles or answers are not those whose figures are pinned:"
        )
        comparison.faults += _list_changed(pinned["articles"], reached["articles"])
    comparison.faults += list_broken_spans(evaluation)
    comparison.faults += [f"could not be read: {name}: {reason}" for name, reason in evaluation.rejected]
    comparison.faults += [f"no article: {name}" for name in evaluation.absent]
    comparison.faults += [f"no answer: {name}" for name in evaluation.unknown]
    return comparison


def _list_worse(pinned: dict[str, Any], reached: dict[str, Any]) -> Iterator[str]:
    for name, row in reached.items():
        before = pinned.get(name, row)["faults"]
        if row["faults"] > before:
            yield f"    worse: {name}: {row['faults']} faults, pinned {before}"


def _list_changed(pinned: dict[str, Any], reached: dict[str, Any]) -> Iterator[str]:
    for name in sorted({*pinned, *reached}):
        if name not in pinned:
            yield f"    new: {name}"
        elif name not in reached:
            yield f"    gone: {name}"
        elif pinned[name]["digest"] != reached[name]["digest"]:
            yield f"    changed: {name}"


def pin_beside(material: Material, evaluation: Evaluation) -> dict[str, Any]:
    """Make what is to be pinned of a corpus beside the repository."""
    return {"digest": material.make_digest(), "figures": make_figures(evaluation.measurement)}


def compare_beside(pinned: dict[str, Any], material: Material, evaluation: Evaluation) -> Comparison:
    """Hold what is read from a corpus beside the repository against what is pinned."""
    comparison = Comparison()
    fell, rose = list_changes(pinned["figures"], make_figures(evaluation.measurement))
    comparison.add(material.name, fell, rose)
    comparison.faults += list_broken_spans(evaluation)
    comparison.faults += [f"could not be read: {name}: {reason}" for name, reason in evaluation.rejected]
    return comparison


def renew(pins: dict[str, Any]) -> Iterator[str]:
    """Measure everything that is there and put it into `pins`; yield what fell, rose or changed."""
    own = measure_own()
    comparison = compare_own(pins["corpus"], own)
    yield from (f"- {line}" for line in comparison.faults)
    yield from (f"+ {line}" for line in comparison.risen)
    pins["corpus"] = pin_own(own)
    for material in MATERIALS:
        if not material.is_there:
            yield f"= {material.name}: not beside this checkout, its figures stay as they were"
            continue
        evaluation = material.measure()
        before = pins["beside"].get(material.name, {"figures": {}})
        comparison = compare_beside(before, material, evaluation)
        yield from (f"- {line}" for line in comparison.faults)
        yield from (f"+ {line}" for line in comparison.risen)
        pins["beside"][material.name] = pin_beside(material, evaluation)

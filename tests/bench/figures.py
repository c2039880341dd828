"""What was measured, written down for whoever compares runs: `var/bench.json`, one number a name."""

import json
import os
from pathlib import Path

from tests.commands import ROOT

FIGURES = ROOT / "var" / "bench.json"


def save(path: Path = FIGURES, /, **figures: float) -> None:
    """Write figures down beside those of other parts of the bench, in place of the same ones of an earlier run.

    Whoever reads the file meanwhile sees the one state or the other. Raises ValueError if the file holds something
    else than an object of JSON: nothing that somebody keeps there is overwritten.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    before = json.loads(path.read_text("utf-8")) if path.exists() else {}
    if not isinstance(before, dict):
        raise ValueError(f"{path} holds no object of JSON: move it away")
    told = {name: round(value, 3) for name, value in figures.items()}
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.write_text(json.dumps({**before, **told}, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    new.replace(path)

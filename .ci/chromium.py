"""Finds a Chromium for the browser tests, or gets one, and writes its path to var/chromium-path.

In this order: SUMMITRY_CHROMIUM; a Chromium or Chrome on the PATH; Playwright's, if it was fetched before; Debian's
package, when root; Playwright's download, with a time limit. If none can be had, the file is left empty and the exit
code is 1 under CI; elsewhere the browser tests skip and say so.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

VAR = Path(__file__).resolve().parent.parent / "var"
NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]


def starts(path: str) -> bool:
    """Tells a browser from a stand-in: some systems' `chromium` only says which package to install."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def playwrights() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def present() -> Iterator[str]:
    if chosen := os.environ.get("SUMMITRY_CHROMIUM"):
        yield chosen
    yield from filter(None, map(shutil.which, NAMES))
    yield playwrights()


def run(*command: str, limit: int) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    with (VAR / "chromium.log").open("ab") as log:
        try:
            done = subprocess.run(command, stdout=log, stderr=log, timeout=limit, env=environment)
        except (OSError, subprocess.TimeoutExpired) as error:
            log.write(f"{error}\n".encode())
            return False
    return done.returncode == 0


def fetch() -> None:
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        print("setup: Debian's package chromium for the browser tests (once)", file=sys.stderr)
        wait = "-oDPkg::Lock::Timeout=120"
        run("apt-get", "-qq", wait, "update", limit=180)
        packages = ["chromium", "fonts-liberation"]
        run("apt-get", "-qq", wait, "install", "-y", "--no-install-recommends", *packages, limit=600)
    if not any(map(starts, present())):
        print("setup: Playwright's Chromium for the browser tests (once)", file=sys.stderr)
        run(sys.executable, "-m", "playwright", "install", "--no-shell", "chromium", limit=300)


def main() -> int:
    VAR.mkdir(exist_ok=True)
    found = next(filter(starts, present()), "")
    if not found:
        fetch()
        found = next(filter(starts, present()), "")
    (VAR / "chromium-path").write_text(found + "\n", encoding="utf-8")
    if found:
        return 0
    print("setup: no Chromium could be had (var/chromium.log says why)", file=sys.stderr)
    return 1 if os.environ.get("CI") else 0


sys.exit(main())

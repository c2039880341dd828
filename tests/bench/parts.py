"""What a kept answer costs beside a bare one, without a network: `python -m tests.bench.parts`.

Both are called in this process, once with nothing behind them and once with what uvicorn does to write their messages;
in turn, round after round. Of each the first quartile is printed, in microseconds of the processor: what else the
machine does only ever adds. docs/performance.md shows the table.
"""

import asyncio
import logging
import os
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import uvloop
from starlette.types import ASGIApp, Message, Scope
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from app.main import create_served_app
from app.settings import Settings
from tests.bench.pages import fill

ROUNDS, CALLS = 60, 300
_LOG = logging.getLogger("uvicorn.error")


class _Nowhere:
    """A connection to nobody: `RequestResponseCycle` writes to it and asks whether more may be written."""

    write_paused = False

    def write(self, data: bytes) -> None:
        """Take what is written."""

    def close(self) -> None:
        """Close nothing."""


async def call(app: ASGIApp, scope: Scope, with_uvicorn: bool) -> None:
    """Call an application once."""
    if not with_uvicorn:
        await app(scope, _receive, _send)
        return
    nowhere: Any = _Nowhere()
    date = [(b"date", b"Mon, 23 Nov 2026 14:00:00 GMT")]
    cycle = RequestResponseCycle(
        scope, nowhere, nowhere, _LOG, _LOG, False, date, asyncio.Event(), False, True, lambda: None
    )
    await cycle.run_asgi(app)
    assert cycle.response_complete


async def _receive() -> Message:
    return {"type": "http.disconnect"}


async def _send(_message: Message) -> None:
    pass


def make_scope(path: str, *headers: tuple[bytes, bytes]) -> Scope:
    """Make the scope of a request as uvicorn does."""
    return {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1",
        "server": ("127.0.0.1", 8000), "client": ("127.0.0.1", 50000), "scheme": "http", "root_path": "",
        "headers": [(b"host", b"127.0.0.1:8000"), (b"accept-encoding", b"gzip"), *headers], "state": {},
        "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"",
    }  # fmt: skip


async def measure(ours: ASGIApp, folder: Path) -> None:
    """Measure and print the table."""
    told: list[Message] = []

    async def note(message: Message) -> None:
        told.append(message)

    await ours(make_scope("/"), _receive, note)
    start, body = told
    assert start["status"] == 200
    (folder / "body").write_bytes(body["body"])
    os.environ["BARE_BODY"] = str(folder / "body")
    # Imported here because it reads what it answers when it is.
    from tests.bench.bare import app as bare

    had = (b"if-none-match", dict(start["headers"])[b"etag"])
    cases = [
        SimpleNamespace(name="timeline, kept", app=ours, path="/", headers=()),
        SimpleNamespace(name="bare Starlette, as many bytes", app=bare, path="/page", headers=()),
        SimpleNamespace(name="timeline, 304", app=ours, path="/", headers=(had,)),
        SimpleNamespace(name="bare Starlette, two bytes", app=bare, path="/text", headers=()),
    ]
    taken: dict[tuple[str, bool], list[float]] = {}
    for _ in range(ROUNDS):
        for case in cases:
            for with_uvicorn in (False, True):
                began = time.process_time()
                for _ in range(CALLS):
                    await call(case.app, make_scope(case.path, *case.headers), with_uvicorn)
                spent = (time.process_time() - began) / CALLS * 1_000_000
                taken.setdefault((case.name, with_uvicorn), []).append(spent)
                # The turn of the loop ends: the next round asks for the version anew.
                await asyncio.sleep(0)
    print("| | the application, µs | with uvicorn's writing, µs |\n| --- | ---: | ---: |")
    for case in cases:
        alone, written = (sorted(taken[case.name, way])[ROUNDS // 4] for way in (False, True))
        print(f"| {case.name} | {alone:.1f} | {written:.1f} |")


def main() -> int:
    """Fill a database, and measure on it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "summitry.db", 1_000, 4)
        ours = create_served_app(Settings(database_url=f"sqlite:///{folder}/summitry.db", access_log="off"))
        uvloop.run(measure(ours, folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""So many pages are made at a time in a process, and the others wait for their turn."""

import asyncio
import threading
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.main import MOST_MADE_AT_ONCE
from app.web.routes import timeline
from tests.samples import make_sample_database
from tests.web.conftest import BASE_URL, make_test_app


def test_more_requests_than_pages_are_made_at_once_are_all_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_sample_database(tmp_path / "summitry.db").dispose()
    made, lock, full, here, most = timeline.make_timeline_page, threading.Lock(), threading.Event(), [], [0]

    def make_together(*values: Any) -> Any:
        with lock:
            here.append(None)
            most[0] = max(most[0], len(here))
            if len(here) == MOST_MADE_AT_ONCE:
                full.set()
        assert full.wait(timeout=30), "they are not made at once"
        try:
            return made(*values)
        finally:
            with lock:
                here.pop()

    monkeypatch.setattr(timeline, "make_timeline_page", make_together)

    async def ask() -> list[int]:
        transport = httpx.ASGITransport(app=make_test_app(tmp_path / "summitry.db"))
        async with httpx.AsyncClient(transport=transport, base_url=BASE_URL) as client:
            asked = (client.get(f"/?year={year}") for year in range(2000, 2000 + 3 * MOST_MADE_AT_ONCE))
            return [one.status_code for one in await asyncio.gather(*asked)]

    assert asyncio.run(ask()) == [200] * (3 * MOST_MADE_AT_ONCE)
    assert most == [MOST_MADE_AT_ONCE]

"""Where the time of a list goes that is made anew: `python -m tests.bench.shares`, a table of docs/performance.md.

A record of 100,000 events (`tests.bench.records`) is asked for the list that `tests.bench.lists` measures, in this
process and in one thread, ROUNDS times; clocks around the functions that make its parts tell the time of the
processor that each takes, its least. A clock costs a microsecond, so that the parts do not grow by being measured, as
they would under a profiler that looks at every call.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from types import ModuleType
from typing import Any

import anyio.to_thread
from sqlalchemy import Engine, event
from starlette.testclient import TestClient

from app.main import create_served_app
from app.settings import Settings
from app.web import timeline
from app.web.routes import timeline as route
from tests.bench.afresh import keep_nothing
from tests.bench.lists import LIST, find_record

EVENTS, ROUNDS = 100_000, 30

_MADE: tuple[tuple[str, ModuleType, str], ...] = (
    ("reading the fifty events", timeline, "list_events"),
    ("reading the years", timeline, "list_years"),
    ("reading the marks of the years", timeline, "list_marks"),
    ("reading the facets", timeline, "list_facets"),
    ("making the strip", timeline, "make_strip"),
    ("making the sections", timeline, "make_sections"),
    ("making the index", timeline, "make_index"),
    ("all that is read and made", route, "make_timeline_page"),
)
_RENDERED = ("timeline", "index", "strip", "rail", "take")


class Clocks:
    """The processor time of each part in the round that is going on."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {}

    def watch(self, name: str, module: Any, function: str) -> None:
        """Put a clock around a function of a module."""
        watched: Callable[..., Any] = getattr(module, function)

        @wraps(watched)
        def timed(*values: Any, **named: Any) -> Any:
            began = time.thread_time()
            try:
                return watched(*values, **named)
            finally:
                self.add(name, time.thread_time() - began)

        setattr(module, function, timed)

    def add(self, name: str, seconds: float) -> None:
        """Add to the time of a part."""
        self.taken[name] = self.taken.get(name, 0.0) + 1000 * seconds


def watch_statements(clocks: Clocks, engine: Engine) -> None:
    """Put a clock around what the database does until it has the first row, and count statements."""

    @event.listens_for(engine, "before_cursor_execute")
    def begin(connection: Any, *_: Any) -> None:
        connection.info["began"] = time.thread_time()

    @event.listens_for(engine, "after_cursor_execute")
    def end(connection: Any, *_: Any) -> None:
        clocks.add("statements, within SQLite", time.thread_time() - connection.info.pop("began"))


def main() -> int:
    """Measure and print the table."""
    app = create_served_app(Settings(database_url=f"sqlite:///{find_record(EVENTS)}", access_log="off"))
    keep_nothing(app)

    async def call_here(function: Callable[..., Any], *values: Any, **_: Any) -> Any:
        return function(*values)

    # Everything in one thread, whose clock tells of all of it.
    anyio.to_thread.run_sync = call_here  # type: ignore[assignment]
    clocks = Clocks()
    for part in _MADE:
        clocks.watch(*part)
    clocks.watch("rendering", route, "render")
    watch_statements(clocks, app.state.engine)
    values: dict[str, Any] = {}
    made = route.make_timeline_page

    def note(*given: Any) -> Any:
        page = made(*given)
        values.update({one.name: getattr(page, one.name) for one in fields(page)})
        return page

    route.make_timeline_page = note
    rounds: list[dict[str, float]] = []
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        for _ in range(ROUNDS):
            clocks.taken = {}
            began = time.process_time()
            assert client.get(LIST).status_code == 200
            clocks.add("the whole answer, asked and packed here", time.process_time() - began)
            for name in _RENDERED:
                template = app.state.templates.get_template(f"partials/{name}.html")
                began = time.thread_time()
                template.render(values, section="/", offered="en", swaps=True)
                clocks.add(f"rendering partials/{name}.html", time.thread_time() - began)
            rounds.append(clocks.taken)
    print("| part of a list | ms of the processor |\n| --- | ---: |")
    for name in sorted(rounds[0], key=lambda one: -min(taken[one] for taken in rounds)):
        print(f"| {name} | {min(taken[name] for taken in rounds):.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A line of JSON for every request. It names no client, and what was searched for only where that is asked for."""

import json
import logging
import sys

from app.domain.clock import Moments
from app.web.observing import Exchange, Observer

log = logging.getLogger("summitry.access")


def start_access_log() -> None:
    """Write the lines to standard output, where systemd and containers keep them; messages go to standard error."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.handlers = [handler]
    log.propagate = False
    log.setLevel(logging.INFO)


def make_access_log(clock: Moments, *, with_query: bool) -> Observer:
    """Make the observer that writes one line an exchange.

    The keys are `time` (UTC, at the end of the answer), `method`, `path`, `query` if asked for, `route`, `status`,
    `bytes` of the body, `ms`, and `kept` if nothing had to be made.

    Letters beyond ASCII are escaped: no path can forge a line or colour a terminal.
    """

    def write(exchange: Exchange) -> None:
        told: dict[str, object] = {
            "time": clock().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "method": exchange.method,
            "path": exchange.path,
        }
        if with_query:
            told["query"] = exchange.query
        told |= {
            "route": exchange.route,
            "status": exchange.status,
            "bytes": exchange.size,
            "ms": round(exchange.seconds * 1000, 1),
            "kept": exchange.kept,
        }
        log.info(json.dumps(told))

    return write

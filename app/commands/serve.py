"""`summitry serve`."""

import os
import socket
import sys
import tempfile
from contextlib import ExitStack
from importlib import import_module
from typing import Annotated

import typer
import uvicorn

from app.commands.terminal import read_settings
from app.domain.collecting import pause_collecting
from app.domain.errors import SummitryError
from app.store.engine import open_database
from app.store.readiness import prove_whole
from app.web.base_url import read_base_url
from app.web.metrics import SHARED_FOLDER

_APPLICATION = "app.main"
_GRACE_SECONDS = 10


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Server processes.")] = 1,
) -> None:
    """Serve the timeline. Set SUMMITRY_BASE_URL to the public address when it is served under another name.

    A line of JSON for every request goes to standard output, without what was searched for: SUMMITRY_ACCESS_LOG=query
    adds that, SUMMITRY_ACCESS_LOG=off writes none. SUMMITRY_METRICS=1 gives figures at /metrics. SIGTERM or Ctrl-C
    stops it: what was asked for is still answered, for up to 10 seconds. docs/operating.md tells more.
    """
    settings = read_settings()
    if settings.base_url:
        read_base_url(settings.base_url)
    engine = open_database(settings.database_url)
    prove_whole(engine)
    engine.dispose()
    _check_port(host, port)
    address = f"http://{'[' + host + ']' if ':' in host else host}:{port}"
    # Worker processes read their settings from the environment.
    os.environ.setdefault("SUMMITRY_BASE_URL", address)
    print(f"Summitry is served on {address} (Ctrl-C stops it)", file=sys.stderr, flush=True)
    if workers == 1:
        # Where uvicorn would import it, the search for cycles would take a tenth of the start.
        with pause_collecting():
            import_module(_APPLICATION)
    with ExitStack() as stack:
        if settings.metrics and workers > 1:
            # Read by prometheus_client when a worker imports it.
            os.environ[SHARED_FOLDER] = stack.enter_context(tempfile.TemporaryDirectory(prefix="summitry-"))
        uvicorn.run(
            f"{_APPLICATION}:create_served_app",
            factory=True,
            host=host,
            port=port,
            workers=workers,
            log_level="warning",
            access_log=False,
            server_header=False,
            # Nothing here asks who the client is, nor for the scheme: links come from SUMMITRY_BASE_URL.
            proxy_headers=False,
            # Bounds what uvicorn does not.
            http="app.web.connections:BoundedConnection",
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )


def _check_port(host: str, port: int) -> None:
    """Say in one sentence that an address cannot be listened on, before anything says that it is served."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise SummitryError(
            f"cannot listen on {host}, port {port}: {(error.strerror or str(error)).lower()}"
        ) from error

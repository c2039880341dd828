"""A real Chromium and a real server, for the browser tests and the screenshots."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")


def find_chromium() -> str | None:
    """Return the path of a Chromium: the one that SUMMITRY_CHROMIUM names, else one on the PATH."""
    chosen = os.environ.get("SUMMITRY_CHROMIUM", "").strip()
    return chosen or next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def run_server(app: FastAPI) -> Iterator[str]:
    """Serve `app` on a free loopback port from a thread, and give its address."""
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    else:
        raise TimeoutError("the server did not start within ten seconds")
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)

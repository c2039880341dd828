"""Bare Starlette answers as large as ours: what serving costs at the least (`tests.bench.serving`)."""

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

BODY = Path(os.environ["BARE_BODY"]).read_bytes()


async def give_page(_request: Request) -> Response:
    """Give as many bytes as our page has, as they come from memory."""
    return Response(BODY, media_type="text/html", headers={"Content-Encoding": "gzip"})


async def give_text(_request: Request) -> Response:
    """Give next to nothing."""
    return PlainTextResponse("ok")


app = Starlette(routes=[Route("/page", give_page), Route("/text", give_text)])

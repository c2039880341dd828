"""Which addresses other sites may show in their frames, and the code by which they do it."""

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from app.domain.printable import one_line
from app.web.filed import is_filed, make_discovery
from app.web.language import link, split_path
from app.web.programs import OEMBED

FRAMED = "/embed"
"""Before the path of a page: the same for the frames of other sites. `/embed/?year=2019`, `/embed/events/…`."""

HOST_SCRIPT = "/embed.js"

WIDTH = 600
"""How wide a frame is in CSS pixels, unless less is asked for."""

HEIGHT = 520
"""How tall a frame is in CSS pixels, unless the page round it listens to what the frame says of its height."""

# Links open in windows of their own, our style and script are loaded from our origin; nothing else is needed.
_SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"


@dataclass(frozen=True, slots=True)
class Embed:
    """How other sites show a page of ours: the path of what they frame, the code, and its description (oEmbed)."""

    path: str
    code: str
    discovery: str | None


def is_framed(path: str) -> bool:
    """Tell whether a path, in any language, is one that other sites may frame."""
    bare = split_path(path)[1]
    return bare == FRAMED or bare.startswith(f"{FRAMED}/")


def make_embed(path: str, title: str, base_url: str) -> Embed:
    """Make all this for the page with this path and title, in the language that is spoken."""
    script = f'<script async src="{escape(base_url + HOST_SCRIPT)}"></script>'
    return Embed(
        path=FRAMED + path,
        code=f"{make_frame(path, title, base_url, '100%', HEIGHT)}\n{script}",
        discovery=_make_discovery(link(path), base_url),
    )


def make_frame(path: str, title: str, base_url: str, width: int | str, height: int) -> str:
    """Write the element that frames the page with this path, in the language that is spoken.

    Nothing stands beside it: where there is a quotation in front, WordPress hides a frame that does not speak its own
    protocol.
    """
    return (
        f'<iframe src="{escape(base_url + link(FRAMED + path))}" title="{escape(one_line(title))}" '
        f'width="{width}" height="{height}" frameborder="0" loading="lazy" sandbox="{_SANDBOX}"></iframe>'
    )


def _make_discovery(path: str, base_url: str) -> str | None:
    """Write the address of the oEmbed answer for a page; in the site as files it is that of a file, if there is one."""
    if is_filed():
        file = make_discovery(path)
        return file and base_url + file
    return f"{base_url}{OEMBED}?url={quote(base_url + path, safe='')}"

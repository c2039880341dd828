"""The few static files, read once at start and served from memory under names that change with their content.

The stylesheet is one file made from `static/css/main.css` and the sheets that it imports, each in its layer, so
that a first visit asks once.
"""

import base64
import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"
_IMPORT = re.compile(r'@import "([a-z-]+\.css)" (?:layer\(([a-z]+)\)|(print));')


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its address, its content, plain and compressed, and its `integrity`: the one that is pinned, else that
    of the content."""

    url: str
    content: bytes
    compressed: bytes
    media_type: str
    integrity: str


@dataclass(frozen=True, slots=True)
class Assets:
    """What pages link to. Of embedding `framed_script` runs in the frame, `host_script` in the page of another site
    around it. `files_script` is for the site as files, where it does what a server would. `htmx` is `None` where
    set-up did not put it in place: pages work without."""

    stylesheet: Asset
    script: Asset
    framed_script: Asset
    host_script: Asset
    files_script: Asset
    icon: Asset
    htmx: Asset | None

    def find(self, url: str) -> Asset | None:
        """Return the asset with this address, `None` if there is none."""
        every = (
            self.stylesheet,
            self.script,
            self.framed_script,
            self.files_script,
            self.icon,
            self.htmx,
        )
        return next((asset for asset in every if asset and asset.url == url), None)


def read_assets(folder: Path = STATIC) -> Assets:
    """Read the static files; raise OSError if one that the repository holds is not there."""
    pins: dict[str, str] = json.loads((folder / "vendor.json").read_text("utf-8"))
    vendored = folder / "vendor" / "htmx.min.js"
    htmx = None
    if vendored.exists():
        htmx = _make_asset("htmx.js", vendored.read_bytes(), "text/javascript", pins["htmx.min.js"])
    return Assets(
        _make_asset("site.css", make_stylesheet(folder / "css").encode(), "text/css"),
        _make_asset("app.js", (folder / "js" / "app.js").read_bytes(), "text/javascript"),
        _make_asset("framed.js", (folder / "js" / "framed.js").read_bytes(), "text/javascript"),
        _make_asset("embed.js", (folder / "js" / "embed.js").read_bytes(), "text/javascript"),
        _make_asset("files.js", (folder / "js" / "files.js").read_bytes(), "text/javascript"),
        _make_asset("icon.svg", (folder / "icon.svg").read_bytes(), "image/svg+xml"),
        htmx,
    )


def make_stylesheet(folder: Path) -> str:
    """Join the sheets that main.css imports, in its order, each wrapped in its layer or in `@media print`."""

    def include(match: re.Match[str]) -> str:
        name, layer, _ = match.groups()
        sheet = (folder / name).read_text("utf-8").strip()
        return f"{f'@layer {layer}' if layer else '@media print'} {{\n{sheet}\n}}"

    joined = _IMPORT.sub(include, (folder / "main.css").read_text("utf-8"))
    if "@import" in joined:
        raise ValueError("static/css/main.css: an @import that is not understood")
    return joined


def _make_asset(name: str, content: bytes, media_type: str, integrity: str | None = None) -> Asset:
    stem, dot, suffix = name.rpartition(".")
    url = f"/static/{stem}.{hashlib.sha256(content).hexdigest()[:10]}{dot}{suffix}"
    digest = base64.b64encode(hashlib.sha384(content).digest()).decode()
    return Asset(
        url, content, gzip.compress(content, 9, mtime=0), media_type, integrity or f"sha384-{digest}"
    )

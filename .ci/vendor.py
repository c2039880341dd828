"""Copies the browser's script and the faces of share images from their npm packages to static/vendor/, if their hashes
are those in static/vendor.json, and has the outlines of the map drawn there.

With --pin, writes those hashes instead (`make lock`).
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

import outlines

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "static" / "vendor.json"
MODULES = ROOT / "node_modules"
FACES = MODULES / "@expo-google-fonts"
SOURCES = {
    "htmx.min.js": MODULES / "htmx.org" / "dist" / "htmx.min.js",
    "PTSans_400Regular.ttf": FACES / "pt-sans" / "400Regular" / "PTSans_400Regular.ttf",
    "PTSans_700Bold.ttf": FACES / "pt-sans" / "700Bold" / "PTSans_700Bold.ttf",
    "PTSerif_400Regular.ttf": FACES / "pt-serif" / "400Regular" / "PTSerif_400Regular.ttf",
    "PTSerif_700Bold.ttf": FACES / "pt-serif" / "700Bold" / "PTSerif_700Bold.ttf",
}


def integrity(content: bytes) -> str:
    """Returns the value of the `integrity` attribute: that of the script is also written into the pages."""
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def pin() -> None:
    pins = {name: integrity(source.read_bytes()) for name, source in SOURCES.items()}
    PINS.write_text(json.dumps(pins, indent=2) + "\n", encoding="utf-8")


def copy() -> None:
    pins = json.loads(PINS.read_text(encoding="utf-8"))
    for name, source in SOURCES.items():
        content = source.read_bytes()
        if integrity(content) != pins[name]:
            found = integrity(content)
            sys.exit(f"setup: {source.relative_to(ROOT)} is {found}, static/vendor.json wants {pins[name]}")
        target = ROOT / "static" / "vendor" / name
        if not target.exists() or target.read_bytes() != content:
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)


if sys.argv[1:] == ["--pin"]:
    pin()
copy()
outlines.write()

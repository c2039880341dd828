"""What a reading depends on besides the source: two machines that agree in it read the same."""

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

import app

# What reads: rules, word lists, and the values that they make.
_FOLDERS = ("domain", "ingest", "lexicon")
_LIBRARIES = (
    "htmldate",
    "lxml",
    "lxml_html_clean",
    "markdown-it-py",
    "py3langid",
    "PyYAML",
    "trafilatura",
)
_RULES = "rules and lexicons"

Fingerprint = dict[str, str]


@cache
def make_fingerprint() -> Fingerprint:
    """Name what this program reads with: its version, its rules and lexicons by a hash of their files, Python (whose
    tables of letters differ) and the libraries that read pages."""
    digest = hashlib.sha256()
    root = Path(app.__file__).parent
    for folder in _FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".py", ".toml"):
                digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return {
        "summitry": app.__version__,
        "Python": ".".join(platform.python_version_tuple()[:2]),
        **{name: version(name) for name in _LIBRARIES},
        _RULES: digest.hexdigest(),
    }


def find_difference(here: Fingerprint, there: Fingerprint) -> str | None:
    """Say in what the program there differs from the one here; None if it does not."""
    for name, value in here.items():
        other = there.get(name)
        if other != value:
            return f"other {name}" if name == _RULES else f"{name} {other or 'missing'}, not {value}"
    return None

"""A lexicon of a test's own, read in place of the program's."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import lexicon
from app.lexicon import language, naming, people, places

_REAL = Path(lexicon.__file__).parent
_MODULES = (language, naming, people, places)


@contextmanager
def copy_lexicon(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Copy the real lexicon into `folder` and read that until the end; what was read before is forgotten."""
    for path in _REAL.glob("*.toml"):
        shutil.copy(path, folder)
    _forget()
    with monkeypatch.context() as patch:
        for module in _MODULES:
            patch.setattr(module, "FOLDER", folder)
        yield folder
    _forget()


def _forget() -> None:
    for module in _MODULES:
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()

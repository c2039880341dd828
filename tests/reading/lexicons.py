"""A lexicon of a test's own, read in place of the program's."""

import importlib
import pkgutil
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import lexicon

_REAL = Path(lexicon.__file__).parent
_MODULES = [importlib.import_module(f"app.lexicon.{m.name}") for m in pkgutil.iter_modules(lexicon.__path__)]


@contextmanager
def copy_lexicon(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Copy the real lexicon into `folder` and read that until the end; what was read before is forgotten."""
    for path in _REAL.glob("*.toml"):
        shutil.copy(path, folder)
    _forget()
    with monkeypatch.context() as patch:
        for module in _MODULES:
            if hasattr(module, "FOLDER"):
                patch.setattr(module, "FOLDER", folder)
        yield folder
    _forget()


def _forget() -> None:
    for module in _MODULES:
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()

"""The folder that a build fills: written beside the former one, which it then takes the place of."""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.domain.errors import BusyError, SummitryError

MANIFEST = "summitry-build.json"
"""Names every file of a build with its hash; a folder that has none was made by somebody else."""


class BuildError(SummitryError):
    """A site cannot be written: the folder is somebody else's, cannot be written to, or a page could not be made."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of the files of a build by their paths: SHA-256 and size in bytes."""

    files: dict[str, tuple[str, int]]
    kept: int

    @property
    def size(self) -> int:
        """Return how many bytes all files have."""
        return sum(size for _, size in self.files.values())


class NewFolder:
    """Takes the files of a build. One that is what it was in the former build is the same file, with its time."""

    def __init__(self, room: Path, former: Path) -> None:
        self._room = room
        self._former = former
        self._files: dict[str, tuple[str, int]] = {}
        self._kept = 0

    def write(self, name: str, content: bytes) -> None:
        """Write a file, named by its path with slashes. Raises OSError, and BuildError for a name that leads out."""
        path = PurePosixPath(name)
        if path.is_absolute() or not set(path.parts).isdisjoint({"..", "."}) or "\0" in name:
            raise BuildError(f"a page has an address that can be no file: {name!r}")
        self._files[name] = hashlib.sha256(content).hexdigest(), len(content)
        target, before = self._room / path, self._former / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if _holds(before, content):
            self._kept += 1
            try:
                os.link(before, target)
            except OSError:
                # A file system without links.
                shutil.copy2(before, target)
        else:
            with target.open("xb") as file:
                file.write(content)

    def finish(self, **told: object) -> Written:
        """Write the manifest, with what else is told of the build."""
        files = {name: {"sha256": sha, "bytes": size} for name, (sha, size) in sorted(self._files.items())}
        manifest = json.dumps({"program": "summitry", **told, "files": files}, indent=1, ensure_ascii=False)
        written = Written(dict(self._files), self._kept)
        self.write(MANIFEST, f"{manifest}\n".encode())
        return written


@contextmanager
def replace_folder(folder: Path) -> Iterator[NewFolder]:
    """Let a build be written beside `folder`, and put it in its place at the end; after any fault the former one stays.

    Raises BuildError if there is something else at that place or nothing can be written there, BusyError while another
    build is written for it.
    """
    folder = Path(os.path.abspath(folder))
    room, aside = (folder.with_name(f".{folder.name}.{end}") for end in ("new", "former"))
    try:
        check_folder(folder)
        made = [one for one in folder.parents if not one.exists()]
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _hold(folder):
            _mend(folder, aside)
            shutil.rmtree(room, ignore_errors=True)
            room.mkdir()
            try:
                yield NewFolder(room, folder)
                _swap(folder, room, aside)
            except BaseException:
                shutil.rmtree(room, ignore_errors=True)
                with suppress(OSError):
                    for one in made:
                        one.rmdir()
                raise
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise BuildError(f"cannot write to {folder}: {(error.strerror or str(error)).lower()}") from error


def check_folder(folder: Path) -> None:
    """Refuse what is no folder, and a folder that holds something which no build has written."""
    if not os.path.lexists(folder):
        return
    if folder.is_symlink() or not folder.is_dir():
        raise BuildError(f"{folder} is not a folder")
    if any(folder.iterdir()) and not _is_ours(folder):
        raise BuildError(f"{folder} holds files that no build has written; choose another folder")


def _is_ours(folder: Path) -> bool:
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(told, dict) and told.get("program") == "summitry"


def _holds(path: Path, content: bytes) -> bool:
    try:
        return not path.is_symlink() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


@contextmanager
def _hold(folder: Path) -> Iterator[None]:
    """Hold the lock beside the folder; the system releases that of a process that ends, however it ends."""
    descriptor = os.open(folder.with_name(f".{folder.name}.lock"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise BusyError(f"{folder} is being built already: try again when that build has ended") from error
    try:
        yield
    finally:
        os.close(descriptor)


def _mend(folder: Path, aside: Path) -> None:
    """Put back the former folder that a build which was killed between two steps has left aside."""
    if aside.exists() and not folder.exists():
        aside.rename(folder)
    shutil.rmtree(aside, ignore_errors=True)


def _swap(folder: Path, room: Path, aside: Path) -> None:
    if folder.exists():
        folder.rename(aside)
    try:
        room.rename(folder)
    except OSError:
        if aside.exists():
            aside.rename(folder)
        raise

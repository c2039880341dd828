"""Runs a command beside a PostgreSQL server of its own, and stops the server with it.

usage: .ci/postgresql.py COMMAND [ARGUMENT …]

The server's programs are those of PG_BIN, on the PATH, where Debian puts them, or of Debian's package, which is
installed when root. The command finds the address of an empty cluster in SUMMITRY_POSTGRESQL; whoever tests makes
databases there. The server listens on a socket in a folder of its own alone, and forgets everything at the end.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

NAMES = ("initdb", "postgres", "pg_ctl")
# What a crash of the machine would lose is made anew by the next run.
SETTINGS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "listen_addresses=",
)


def find_programs() -> Path | None:
    on_path = shutil.which("pg_ctl")
    folders = [os.environ.get("PG_BIN"), on_path and str(Path(on_path).resolve().parent)]
    folders += map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True))
    for folder in filter(None, folders):
        if all(os.access(Path(folder) / name, os.X_OK) for name in NAMES):
            return Path(folder)
    return None


def install() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit("postgresql: none is here (Debian, Ubuntu: apt install postgresql)")
    print("setup: Debian's package postgresql for the tests (once)", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # The package would start a server of the machine, which nobody asks for.
    install = ["apt-get", "install", "-qq", "--no-install-recommends", "postgresql"]
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"postgresql: {' '.join(command)} failed: {done.stderr.strip()}")


def main(command: list[str]) -> int:
    if not command:
        sys.exit(__doc__)
    if find_programs() is None:
        install()
    programs = find_programs()
    if programs is None:
        sys.exit("postgresql: the package is installed, but its programs are not found")
    # Whoever stops this command stops the server as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    # PostgreSQL does not run as root.
    user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory(prefix="summitry-postgresql-") as name:
        room = Path(name)
        if user:
            shutil.chown(room, "postgres", "postgres")
        room.chmod(0o755)

        def call(program: str, *arguments: str) -> None:
            done = subprocess.run(
                [programs / program, *arguments],
                cwd=room,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                **user,
            )
            if done.returncode:
                sys.exit(f"postgresql: {program} failed: {done.stderr.strip()}")

        data, log = str(room / "data"), str(room / "log")
        call(
            "initdb",
            "-D",
            data,
            "--username=summitry",
            "--auth=trust",
            "--locale=C",
            "--encoding=UTF8",
            "--no-sync",
        )
        options = " ".join(f"-c {setting}" for setting in (*SETTINGS, f"unix_socket_directories={room}"))
        call("pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
        try:
            address = f"postgresql+psycopg://summitry@/postgres?host={room}"
            return subprocess.run(command, env={**os.environ, "SUMMITRY_POSTGRESQL": address}).returncode
        finally:
            call("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

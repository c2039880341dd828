"""Two runs over feeds at once: the second is refused, and a run that was killed leaves nothing behind."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from app.store.backends import find_backend
from tests.commands import ROOT, Done, Run
from tests.databases import CLUSTER, make_url, sqlite_only
from tests.feeds.site import Site, make_rss

HOLD = "import sys; from app.store.backends import find_backend\n" \
       "with find_backend(sys.argv[1]).hold_feeds(): print('held', flush=True); sys.stdin.read()"  # fmt: skip
LIST = '[[feed]]\nurl = "{site}/rss"\npublisher = "Example"\nlanguage = "en"\n'


def test_a_second_run_is_refused_politely_and_a_killed_one_leaves_no_lock(
    command: Run, database: Path, site: Site, tmp_path: Path
) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(LIST.replace("{site}", site.url))
    site.give("/rss", make_rss([]))
    database.parent.mkdir()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, make_url(database)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        refused: Done = command("ingest", path)
        assert refused.code == 1
        # A server knows a connection by a number of its own.
        of_whom = r"connection \d+" if CLUSTER else f"process {holder.pid}"
        assert re.match(rf"feeds are being read already \({of_whom}, since 20", refused.err), refused.err
        assert refused.err.endswith("): try again when that run has ended")
        assert site.asked == []
        other = tmp_path / "a.txt"
        other.write_text("Vladimir Putin and Alexander Lukashenko met in Minsk on 6 December 2024.")
        assert command("ingest", other).code == 0, "what is no feed is read meanwhile"
    finally:
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        holder.stdin.close()  # type: ignore[union-attr]
        holder.stdout.close()  # type: ignore[union-attr]
    assert command("ingest", path).code == 0


def test_a_lock_is_free_after_it_was_held(tmp_path: Path) -> None:
    for _ in range(2):
        with find_backend(make_url(tmp_path / "summitry.db")).hold_feeds():
            pass


@sqlite_only
def test_the_lock_of_a_file_names_its_process(tmp_path: Path) -> None:
    with find_backend(make_url(tmp_path / "summitry.db")).hold_feeds():
        held = (tmp_path / "summitry.db.feeds.lock").read_text()
    assert held.startswith(f"process {os.getpid()}, since ")

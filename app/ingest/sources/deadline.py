"""Reading within a time limit: some pages take an HTML parser hours, and no thread can be stopped.

Small documents are read in this process: even the worst of them take about a second. Larger ones are read in a
child that is killed when its time is over. A plain subprocess starts in half a second and works within workers
of every kind of pool, where multiprocessing refuses to have children or would fork a process with threads.
"""

import pickle
import subprocess
import sys
from datetime import date

from app.domain.errors import SourceError
from app.domain.readings import Article
from app.ingest.stages.read import SIZE_LIMIT, read_article

DEADLINE_S = 20.0
THRESHOLD = 300_000


def read_in_time(
    name: str,
    data: bytes,
    content_type: str | None = None,
    address: str | None = None,
    *,
    today: date | None = None,
    deadline_s: float = DEADLINE_S,
    threshold: int = THRESHOLD,
) -> Article:
    """Read an article as `read_article` does, in a child process if it is larger than `threshold` bytes.

    Raises SourceError as `read_article` does, and for a document that is not read within `deadline_s` seconds.
    """
    if len(data) <= threshold or len(data) > SIZE_LIMIT:
        return read_article(name, data, content_type, address, today=today)
    request = pickle.dumps((name, data, content_type, address, today))
    try:
        child = subprocess.run(
            [sys.executable, "-m", "app.ingest.sources.child"],
            input=request,
            capture_output=True,
            timeout=deadline_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SourceError(name, f"not read within {deadline_s:g} seconds") from error
    if child.returncode != 0:
        raise SourceError(name, "too large or too involved to be read")
    # Our own child wrote it: nothing of the document is unpickled.
    answer = pickle.loads(child.stdout)
    if isinstance(answer, Article):
        return answer
    raise SourceError(name, str(answer))

"""Reading within a time limit: some documents take a parser or our own rules hours, and no thread can be stopped.

Small documents are read in this process: even the worst of them take a few seconds. Larger ones are read in a
child that is killed when its time is over. A plain subprocess starts in half a second and works within workers
of every kind of pool, where multiprocessing refuses to have children or would fork a process with threads.
"""

import math
import pickle
import subprocess
import sys
from dataclasses import dataclass
from datetime import date

from app.domain.errors import SourceError
from app.domain.readings import Article, Reading
from app.ingest.feeds.documents import read_document
from app.ingest.feeds.entries import Document
from app.ingest.reading import read_reading
from app.ingest.stages.read import SIZE_LIMIT, Told, read_article

DEADLINE_S = 60.0
# The bytes of a document and the letters of its text up to which both are read in this process.
THRESHOLD = 300_000
TEXT_THRESHOLD = 50_000


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """What the child is asked to read as an article: the arguments of `read_article`."""

    name: str
    data: bytes
    content_type: str | None
    address: str | None
    told: Told | None
    today: date | None


@dataclass(frozen=True, slots=True)
class FeedRequest:
    """What the child is asked to read as a feed: the arguments of `read_document`."""

    name: str
    data: bytes
    content_type: str | None
    address: str


def read_in_time(
    name: str,
    data: bytes,
    content_type: str | None = None,
    address: str | None = None,
    *,
    told: Told | None = None,
    today: date | None = None,
    deadline_s: float = DEADLINE_S,
    threshold: int = THRESHOLD,
) -> Reading:
    """Read an article and what it tells, in a child process if it is larger than `threshold` bytes or a long text.

    `told` is what is known of a page that does not say it itself.

    Raises SourceError as `read_article` does, and for a document that is not read within `deadline_s` seconds.
    """
    if len(data) <= threshold or len(data) > SIZE_LIMIT:
        article = read_article(name, data, content_type, address, told=told, today=today)
        if len(article.text) <= TEXT_THRESHOLD:
            return read_reading(article)
    return _read_in_child(name, DocumentRequest(name, data, content_type, address, told, today), deadline_s)


def read_feed_in_time(
    name: str, data: bytes, content_type: str | None, address: str, *, deadline_s: float = DEADLINE_S
) -> Document:
    """Read the entries of a feed, in a child process if it is large.

    Raises SourceError as `read_document` does, and for a feed that is not read within `deadline_s` seconds.
    """
    if len(data) <= THRESHOLD:
        return read_document(name, data, content_type, address)
    answer = _ask_child(name, FeedRequest(name, data, content_type, address), deadline_s)
    if isinstance(answer, Document):
        return answer
    raise SourceError(name, str(answer))


def read_article_in_time(article: Article, *, deadline_s: float = DEADLINE_S) -> Reading:
    """Read what an article tells, in a child process if its text is long.

    Raises SourceError for an article that is not read within `deadline_s` seconds.
    """
    if len(article.text) <= TEXT_THRESHOLD:
        return read_reading(article)
    return _read_in_child(article.source, article, deadline_s)


def _read_in_child(name: str, given: object, deadline_s: float) -> Reading:
    """Read a document or an article in a process of its own."""
    answer = _ask_child(name, given, deadline_s)
    if isinstance(answer, Reading):
        return answer
    raise SourceError(name, str(answer))


def _ask_child(name: str, given: object, deadline_s: float) -> object:
    """Return what our own child wrote, so that nothing of the document is ever unpickled."""
    request = pickle.dumps((given, math.ceil(deadline_s) + 1))
    try:
        child = subprocess.run(
            # Without -P the working folder comes first on the path, and a pickle.py in it would be run.
            [sys.executable, "-P", "-m", "app.ingest.sources.child"],
            input=request,
            capture_output=True,
            timeout=deadline_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SourceError(name, f"not read within {deadline_s:g} seconds") from error
    if child.returncode != 0:
        raise SourceError(name, "too large or too involved to be read")
    return pickle.loads(child.stdout)

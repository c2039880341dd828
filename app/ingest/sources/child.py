"""The child process of `deadline`: reads one article from standard input, answers on standard output."""

import pickle
import signal
import sys
from datetime import date

from app.domain.errors import SourceError
from app.domain.readings import Article, Reading
from app.ingest.reading import read_reading
from app.ingest.stages.read import read_article


def read_request(request: bytes) -> Reading | str:
    """Read what a pickled request holds; an article that cannot be read comes back as its reason."""
    given, seconds = pickle.loads(request)
    if hasattr(signal, "alarm"):
        # Also ends a child whose parent was killed before it could stop us.
        signal.alarm(seconds)
    try:
        return read_reading(given if isinstance(given, Article) else _read_document(*given))
    except SourceError as error:
        return error.reason
    except RecursionError:
        return "nested too deeply to be read"


def _read_document(
    name: str, data: bytes, content_type: str | None, address: str | None, today: date | None
) -> Article:
    return read_article(name, data, content_type, address, today=today)


if __name__ == "__main__":
    sys.stdout.buffer.write(pickle.dumps(read_request(sys.stdin.buffer.read())))

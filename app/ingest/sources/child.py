"""The child process of `deadline`: reads one article from standard input, answers on standard output."""

import pickle
import signal
import sys

from app.domain.errors import SourceError
from app.domain.readings import Reading
from app.ingest.reading import read_reading
from app.ingest.stages.read import read_article


def read_request(request: bytes) -> Reading | str:
    """Read the article of a pickled request; an article that cannot be read comes back as its reason."""
    name, data, content_type, address, today, seconds = pickle.loads(request)
    if hasattr(signal, "alarm"):
        # Also ends a child whose parent was killed before it could stop us.
        signal.alarm(seconds)
    try:
        return read_reading(read_article(name, data, content_type, address, today=today))
    except SourceError as error:
        return error.reason
    except RecursionError:
        return "nested too deeply to be read"


if __name__ == "__main__":
    sys.stdout.buffer.write(pickle.dumps(read_request(sys.stdin.buffer.read())))

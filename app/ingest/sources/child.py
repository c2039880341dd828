"""The child process of `deadline`: reads one article from standard input, answers on standard output."""

import pickle
import sys

from app.domain.errors import SourceError
from app.domain.readings import Article
from app.ingest.stages.read import read_article


def read_request(request: bytes) -> Article | str:
    """Read the article of a pickled request; an article that cannot be read comes back as its reason."""
    name, data, content_type, address, today = pickle.loads(request)
    try:
        return read_article(name, data, content_type, address, today=today)
    except SourceError as error:
        return error.reason
    except RecursionError:
        return "nested too deeply to be read"


if __name__ == "__main__":
    sys.stdout.buffer.write(pickle.dumps(read_request(sys.stdin.buffer.read())))

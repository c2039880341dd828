"""The child process of `deadline`: reads one article or feed from standard input, answers on standard output."""

import pickle
import signal
import sys

from app.domain.errors import SourceError
from app.domain.readings import Article, Reading
from app.ingest.feeds.documents import read_document
from app.ingest.feeds.entries import Document
from app.ingest.reading import read_reading
from app.ingest.sources.deadline import DocumentRequest, FeedRequest
from app.ingest.stages.read import read_article


def read_request(request: bytes) -> Reading | Document | str:
    """Read what a pickled request holds; what cannot be read comes back as its reason."""
    given, seconds = pickle.loads(request)
    if hasattr(signal, "alarm"):
        # Also ends a child whose parent was killed before it could stop us.
        signal.alarm(seconds)
    try:
        match given:
            case FeedRequest():
                return read_document(given.name, given.data, given.content_type, given.address)
            case DocumentRequest():
                return read_reading(_read_document(given))
            case Article():
                return read_reading(given)
            case _:
                return f"not a request: {type(given).__name__}"
    except SourceError as error:
        return error.reason
    except RecursionError:
        return "nested too deeply to be read"


def _read_document(given: DocumentRequest) -> Article:
    return read_article(
        given.name, given.data, given.content_type, given.address, told=given.told, today=given.today
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(pickle.dumps(read_request(sys.stdin.buffer.read())))

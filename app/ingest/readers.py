"""The workers that read sources: what is handed to them, and what each of them does with it."""

from collections.abc import Iterable, Sequence

from app.domain.errors import SourceError
from app.domain.printable import make_printable
from app.domain.readings import Reading
from app.ingest.cluster import Cluster, connect
from app.ingest.pipeline import Result, read_item
from app.ingest.processes import Processes
from app.ingest.sources import Item, Source, is_elsewhere, pack_source, unpack_sources, weigh_source
from app.ingest.workers import Workers

_SAMPLES = 20


def make_workers(count: int) -> Workers[Item, Result]:
    """Make `count` processes on this machine that read sources."""
    return Workers(Processes(count, read_chunk, make_lost), weigh_source, pack_source)


def make_cluster_workers(address: str, sources: Iterable[Item]) -> Workers[Item, Result]:
    """Make workers of the cluster whose scheduler is at `address` (host:port); files and rows of tables are read there,
    whatever else there is here.

    Raises ClusterError if it cannot be reached, if its workers are another version of this program, or if they do not
    see the files of `sources`.
    """
    paths = [one.place.path for one in sources if isinstance(one, Source) and one.place]
    # Some of thousands of files tell whether a worker sees them; any that is another there is told when it is read.
    client = connect(address, paths[:: len(paths) // _SAMPLES + 1])
    return Workers(Cluster(client, read_chunk, make_lost, is_elsewhere), weigh_source, pack_source)


def read_chunk(items: Sequence[Item]) -> list[Result]:
    """Read sources as they were handed out, each by `read_item`."""
    return [_check_seen(item, read_item(item)) for item in unpack_sources(items)]


def _check_seen(item: Item, read: Result) -> Result:
    """Refuse what is not what was seen when the source was listed: another text would be stored under its name, and
    a machine without the same files could have others at the same paths."""
    name, result = read
    if not isinstance(result, Reading) or not isinstance(item, Source):
        return read
    if item.seen is None or item.seen == result.article.raw_hash:
        return read
    return name, SourceError(item.given, "it changed while it was read, or is another file where it was read")


def make_lost(source: Item) -> Result:
    """Make the result of a source whose process was killed each time: most likely by the system, for want of
    memory."""
    name = make_printable(source.source if isinstance(source, SourceError) else source.given)
    return name, SourceError(name, "the process that read it was killed")

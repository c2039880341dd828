"""An evaluation: gold and sources put together, every article measured."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from app.domain.errors import SourceError
from app.domain.readings import Reading
from app.ingest.evaluation.about import fold_address
from app.ingest.evaluation.gold import GoldArticle
from app.ingest.evaluation.measure import Measurement
from app.ingest.pipeline import Result, read_item, spread
from app.ingest.sources import Item, Source, SourceKind, is_end
from app.ingest.workers import Workers

Progress = Callable[[], None]


@dataclass(slots=True)
class Evaluation:
    """What was measured, and what was not.

    `absent` are the gold's articles that were not among the sources, `unknown` the sources (files) of which the
    gold says nothing: neither is measured. `rejected` could not be read; what was wanted of it is missed.
    """

    measurement: Measurement = field(default_factory=Measurement)
    absent: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)


def evaluate_items(
    gold: Iterable[GoldArticle],
    items: Iterable[Item],
    workers: Workers[Item, Result] | None = None,
    progress: Progress = lambda: None,
) -> Evaluation:
    """Read every item, with `workers` in their processes, and measure what the gold speaks of.

    Files are joined by their name, rows of tables, fetched pages and those of crawls by their address. A row without a
    line of gold tells nothing that is wanted, if the gold speaks of rows at all.
    """
    joiner = _Joiner(gold)
    evaluation = Evaluation()
    waiting: deque[Item] = deque()
    for several in _read(items, waiting, workers):
        item = waiting.popleft()
        for name, result in spread([several]):
            reading = result if isinstance(result, Reading) else None
            if isinstance(result, SourceError):
                evaluation.rejected.append((name, result.reason))
            article = joiner.find(_find_item(item, name, reading), reading)
            if article:
                evaluation.measurement.add(article, reading)
            elif reading:
                evaluation.unknown.append(name)
        progress()
    evaluation.absent = joiner.list_absent()
    return evaluation


def _find_item(item: Item, name: str, reading: Reading | None) -> Item:
    """Return what a reading is joined by: the item that it was read from, or, of a page of a crawl, its address."""
    if reading and isinstance(item, Source) and item.kind is SourceKind.WARC:
        return Source(SourceKind.URL, reading.article.source, name)
    return item


def _read(
    items: Iterable[Item], waiting: deque[Item], workers: Workers[Item, Result] | None
) -> Iterator[Result]:
    """Read items, in their order; `waiting` holds those whose results have not come yet."""

    def iterate() -> Iterator[Item]:
        for item in items:
            if is_end(item):
                continue
            waiting.append(item)
            yield item

    return workers.read_all(iterate()) if workers else map(read_item, iterate())


class _Joiner:
    """Finds the gold of an item, and knows which gold was never asked for."""

    def __init__(self, gold: Iterable[GoldArticle]) -> None:
        self._lines = {_make_key(article.key, is_row=article.is_row): article for article in gold}
        self._seen: set[str] = set()
        rows = [article for article in self._lines.values() if article.is_row]
        self._speaks_of_rows = bool(rows)
        self._quotes = () if any(row.quotes is not None for row in rows) else None
        self._claims = frozenset[tuple[int, int]]() if any(row.claims is not None for row in rows) else None

    def find(self, item: Item, reading: Reading | None) -> GoldArticle | None:
        """Return the gold of an item; None if it is not measured."""
        if isinstance(item, SourceError):
            return None
        is_row = item.kind is SourceKind.ROW
        key = _make_key(item.name, is_row=is_row or item.kind is SourceKind.URL)
        self._seen.add(key)
        article = self._lines.get(key)
        if article is None and is_row and self._speaks_of_rows and reading is not None:
            return GoldArticle(item.name, True, 0, None, {}, (), self._quotes, self._claims)
        return article

    def list_absent(self) -> list[str]:
        return [article.key for key, article in self._lines.items() if key not in self._seen]


def _make_key(name: str, *, is_row: bool) -> str:
    """Make the key by which gold and source are joined; that of a file can never be that of a row."""
    return f"row {fold_address(name)}" if is_row else f"file {name}"

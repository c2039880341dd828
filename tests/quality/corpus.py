"""The material: the project's own corpus, and the one beside the repository; each measured in this process."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from app.ingest.evaluation.gold import read_gold
from app.ingest.evaluation.printing import format_detail
from app.ingest.evaluation.run import Evaluation, evaluate_items
from app.ingest.pipeline import Result
from app.ingest.readers import make_workers
from app.ingest.sources import Item, list_items, list_sources
from app.ingest.workers import Workers
from tests.shared import SHARED

HERE = Path(__file__).parent
PRESS = HERE / "press"
GOLD = tuple(HERE / f"gold-{language}.jsonl" for language in ("be", "en", "ru"))

# What has a figure of its own that is pinned; the other faults of an article only explain these.
_SCORED = ("event", "topics", "people", "quote", "speaker", "claim", "span")


@dataclass(frozen=True)
class Material:
    """A corpus beside the repository, by name: its gold and the sources that it speaks of."""

    name: str
    gold: tuple[Path, ...]
    sources: tuple[Path, ...]
    workers: int = 1

    @property
    def is_there(self) -> bool:
        return all(path.exists() for path in (*self.gold, *self.sources))

    def measure(self) -> Evaluation:
        """Measure it, in as many processes as it deserves."""
        with ExitStack() as stack:
            workers = stack.enter_context(make_workers(self.workers)) if self.workers > 1 else None
            return measure(self.gold, self.sources, workers)

    def make_digest(self) -> str:
        """Make the digest of all its files."""
        names = sorted(
            path
            for source in (*self.gold, *self.sources)
            for path in ([source] if source.is_file() else source.rglob("*"))
            if path.is_file()
        )
        return _hash(*(path.name.encode() + b"\n" + path.read_bytes() for path in names))


MATERIALS = (
    Material("press", (SHARED / "gold/press.jsonl",), (SHARED / "corpus/press",)),
    Material("seeds", (SHARED / "gold/seeds.jsonl",), (SHARED / "seeds",)),
    Material(
        "haystacks",
        (SHARED / "gold/1tv.jsonl", SHARED / "gold/tass.jsonl"),
        tuple(SHARED / f"corpus/{name}.csv.gz" for name in
              ("1tv-2019", "1tv-2021", "1tv-2022", "1tv-2024", "tass-2025")),
        workers=2,
    ),
)  # fmt: skip


def measure(
    gold: Iterable[Path], sources: Iterable[Path], workers: Workers[Item, Result] | None = None
) -> Evaluation:
    """Read all sources and hold them against their gold."""
    articles = [article for path in gold for article in read_gold(str(path))]
    return evaluate_items(articles, list_items(list_sources(map(str, sources))), workers)


def measure_own() -> Evaluation:
    """Measure the project's own corpus."""
    return measure(GOLD, (PRESS,))


def make_digests() -> dict[str, str]:
    """Make the SHA-256 digest of each article together with its answer, by the article's name."""
    answers: dict[str, str] = {}
    for path in GOLD:
        for line in filter(str.strip, path.read_text("utf-8").split("\n")):
            answers[json.loads(line)["source"]] = json.dumps(json.loads(line), sort_keys=True)
    texts = {path.name: path.read_bytes() for path in PRESS.iterdir()}
    return {
        name: _hash(texts.get(name, b""), answers.get(name, "").encode())
        for name in sorted({*texts, *answers})
    }


def join_digests(digests: dict[str, str]) -> str:
    """Make one digest of all of them."""
    return _hash(*(f"{name} {digest}".encode() for name, digest in sorted(digests.items())))


def count_faults(evaluation: Evaluation) -> dict[str, int]:
    """Count what is missed, invented or wrong in each article, by its name."""
    details = evaluation.measurement.details
    counts = Counter(detail.source for detail in details if detail.what in _SCORED)
    return {name: counts[name] for name in sorted(path.name for path in PRESS.iterdir())}


def list_broken_spans(evaluation: Evaluation) -> list[str]:
    """List the spans that do not yield their words."""
    return [format_detail(detail) for detail in evaluation.measurement.details if detail.what == "span"]


def _hash(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}\n".encode() + part)
    return digest.hexdigest()

"""How fast a crawl is read: `python -m tests.bench.warc` (part of `make bench`) prints figures of docs/performance.md.

A synthetic crawl is written: pages of generated text in three languages, of which few name both presidents and some
name their countries. It is read with the filter and, in part, without it, in the processor's time; peak memory is
that of the process. What the filter must let through is held against the gold: the corpus of tests/quality,
and that beside the repository (`../shared`) where it is there. Exits with 1 where one page of the gold is lost.
"""

import argparse
import csv
import gzip
import html
import json
import platform
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from app.domain.errors import SourceError
from app.domain.readings import Reading
from app.ingest.sources import read_crawl
from app.ingest.sources.deadline import read_in_time
from app.ingest.sources.spotting import can_speak_of_both
from app.ingest.sources.warc import CrawledPage, read_pages
from tests.bench.pages import _WORDS as WORDS
from tests.bench.reading import make_pages
from tests.shared import SHARED
from tests.warcs import make_record, write_records

ROOT = Path(__file__).parents[2]
# Of so many pages one is an article of the corpus, and one speaks of the two countries and not of the presidents.
ONE_NAMES, ONE_IS_NEAR = 500, 100
NEAR = ("Belarus and Russia", "Белоруссия и Россия", "Беларусь і Расія")
# Of the Russian pages one in so many is in Windows-1251. So many pages are read without the filter.
ONE_IS_OLD, UNFILTERED = 5, 200
# Results of a crawl after which the memory is looked at first: pages that are kept, and word of 500 that are not.
EARLY_RESULTS = 6


def write_crawl(path: Path, count: int) -> None:
    """Write a crawl of so many pages, the same in every run but for the names of records."""
    with path.open("wb") as file:
        write_records(file, (make_record(f"https://news{n % 90}.example/{n}.html", page)
                             for n, page in enumerate(_make_pages(count))))  # fmt: skip


def _make_pages(count: int) -> Iterator[bytes]:
    chance = random.Random(7)
    named = list(make_pages().values())
    frame = named[0].decode()
    before, after = frame[: frame.index("<main>")], frame[frame.index("</main>") :]
    # The frame's cards and head name both presidents, which no irrelevant page is to do.
    before, after = (_neutralise(part) for part in (before, after))
    for number in range(count):
        if number % ONE_NAMES == 0:
            yield named[number // ONE_NAMES % len(named)]
            continue
        language = number % 3
        paragraphs = [
            " ".join(chance.choices(WORDS[language], k=chance.randint(20, 90))).capitalize() + "."
            for _ in range(chance.randint(8, 40))
        ]
        if number % ONE_IS_NEAR == 1:
            paragraphs[0] = f"{NEAR[language]}: {paragraphs[0]}"
        body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
        page = f"{before}<main><article><h1>{number}</h1>{body}</article>{after}"
        charset = "cp1251" if language == 1 and number % ONE_IS_OLD == 0 else "utf-8"
        yield page.replace('charset="utf-8"', f'charset="{charset}"').encode(charset, "xmlcharrefreplace")


def _neutralise(part: str) -> str:
    """Put other words in the place of those that name the two."""
    words = part.split(" ")
    return " ".join(
        "word" if can_speak_of_both(f"{word} Putin".encode()) or can_speak_of_both(f"{word} Minsk".encode()) else word
        for word in words
    )  # fmt: skip


def measure_crawl(path: Path, count: int) -> None:
    """Print how many pages a second are read from a crawl, in three ways."""
    size = path.stat().st_size
    print(f"{count:,} pages, {size / 1e6:.0f} MB packed.\n\n| | pages/s | ms a page |\n| --- | ---: | ---: |")
    # What a process needs once (the lexicon, the parsers) is paid here: of these pages some are kept.
    early = sum(1 for _ in islice(read_crawl(str(path)), EARLY_RESULTS))
    before = _get_peak()
    seconds, _ = _measure(read_pages(str(path)))
    _print_row("unpacking records alone", count, seconds)
    seconds, kept = _measure(read_crawl(str(path)))
    peak = _get_peak()
    _print_row("with the filter", count, seconds)
    part = min(UNFILTERED, count)
    seconds, _ = _measure(map(_read, islice(read_pages(str(path)), part)))
    _print_row(f"without it: every page read ({part:,} of them)", part, seconds)
    print(
        f"\n{kept:,} pages are kept. Peak memory: {before:.0f} MB after the first {early} results, {peak:.0f} MB "
        "after all."
    )


def _get_peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def list_gold() -> Iterator[tuple[str, str, bool]]:
    """List every text that gold speaks of: its name, the text, whether an event or a count is wanted of it that is not
    optional."""
    yield from _list_files(
        ROOT / "tests/quality/press", sorted((ROOT / "tests/quality").glob("gold-*.jsonl"))
    )
    yield from _list_files(SHARED / "corpus/press", [SHARED / "gold/press.jsonl"])
    yield from _list_files(SHARED / "seeds", [SHARED / "gold/seeds.jsonl"])
    wanted = {
        row["url"]: _is_wanted(row)
        for name in ("1tv", "tass")
        for row in _read_lines(SHARED / f"gold/{name}.jsonl")
    }
    csv.field_size_limit(10**7)
    for path in sorted((SHARED / "corpus").glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row["url"], f"{row['title']}\n\n{row['text']}", wanted.get(row["url"], False)


def _list_files(folder: Path, gold: Iterable[Path]) -> Iterator[tuple[str, str, bool]]:
    for row in (row for path in gold for row in _read_lines(path)):
        yield row["source"], (folder / row["source"]).read_text("utf-8"), _is_wanted(row)


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        yield from map(json.loads, filter(str.strip, path.read_text("utf-8").split("\n")))


def _is_wanted(row: dict[str, Any]) -> bool:
    return any(not event.get("optional") for event in row["events"]) or bool(row.get("claims"))


def check_gold() -> bool:
    """Print how many texts pass, and whether one of them is lost of which something is wanted, in any encoding."""
    texts = passed = wanted = 0
    lost = []
    for name, text, is_wanted in list_gold():
        texts += 1
        passed += can_speak_of_both(text.encode())
        if is_wanted:
            wanted += 1
            lost += [(name, way) for way, data in _write_in_all_ways(text) if not can_speak_of_both(data)]
    print(
        f"{texts:,} texts, {passed:,} pass. Of {wanted} something is wanted; lost, in any encoding: {len(lost)}."
    )
    for name, way in lost:
        print(f"lost: {name}, {way}")
    return not lost


def _write_in_all_ways(text: str) -> Iterator[tuple[str, bytes]]:
    for charset in ("utf-8", "cp1251", "koi8-r", "utf-16"):
        yield charset, text.encode(charset, "xmlcharrefreplace")
    yield "references", text.encode("ascii", "xmlcharrefreplace")
    yield "JSON", json.dumps(text).encode()


def _measure(results: Iterable[object]) -> tuple[float, int]:
    """Return the seconds that all results take, and how many of them are readings; none is kept in memory."""
    start = time.process_time()
    kept = sum(isinstance(result, tuple) and isinstance(result[1], Reading) for result in results)
    return time.process_time() - start, kept


def _read(page: CrawledPage | SourceError) -> None:
    if isinstance(page, CrawledPage):
        try:
            read_in_time(page.address, page.data, page.content_type, page.address, today=page.day)
        except SourceError:
            return


def _print_row(what: str, count: int, seconds: float) -> None:
    print(f"| {what} | {count / seconds:,.0f} | {1000 * seconds / count:.2f} |", flush=True)


def main() -> int:
    """Measure and print everything; 1 if a page of the gold is lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=5_000)
    parser.add_argument("--crawl", type=Path, help="keep the crawl there, or use the one that is there")
    parser.add_argument("--only", choices=("gold", "crawl"), help="measure one of the two")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}.\n")
    is_kept = options.only == "crawl" or check_gold()
    if options.only == "gold":
        return 0 if is_kept else 1
    with tempfile.TemporaryDirectory() as folder:
        path = options.crawl or Path(folder, "crawl.warc.gz")
        if not path.exists():
            write_crawl(path, options.pages)
        print()
        measure_crawl(path, options.pages)
    if not is_kept:
        print("bench: the filter loses pages of the gold", file=sys.stderr)
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())

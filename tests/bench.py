"""How fast articles are read: `python -m tests.bench` (`make bench`) prints the tables of docs/performance.md.

The pages are made of the texts in tests/quality, in three languages, each within a page as sites build them.
trafilatura alone reads the same pages in the same run; extracting is to cost no more than that. A text ten
times longer may cost at most twelve times as much, and so may hostile text. Exits with 1 where one is missed.
"""

import argparse
import gc
import html
import os
import platform
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from trafilatura import extract

from app.domain.dates import EdtfDate
from app.domain.readings import Article
from app.ingest.pipeline import make_workers, read_item
from app.ingest.reading import read_reading
from app.ingest.sources import list_sources
from app.ingest.stages.read.article import read_article
from app.ingest.stages.read.page import read_page

ROOT = Path(__file__).parents[1]
TEXTS = ROOT / "tests" / "quality" / "press"
# Repetitions of which the fastest counts: what else the machine does only ever adds.
ROUNDS = 3
LONGEST_GROWTH = 12.0
# The shorter of two lengths that are compared, in characters.
LENGTH = 100_000
HOSTILE = {
    "“ (opening marks)": "“",
    '" (straight marks)': '" ',
    "« » (pairs)": "«да» ",
    "May May May": "May ",
    "digits": "1234567890",
    "one long word": "a",
    "Putin met Lukashenko": "Putin met Lukashenko and ",
    "— dashes": "— ",
    "commas": "meeting, ",
    "line breaks": "Putin met.\n\n",
}


def make_page(text: str) -> str:
    """Put an article into a page with navigation, a list of other articles, comments and a footer."""
    title, _, body = text.partition("\n")
    paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in body.split("\n") if part.strip())
    links = "".join(
        f'<li><a href="/news/{n}">Another story, number {n}, of today</a></li>' for n in range(60)
    )
    return (
        f"<!doctype html><html><head><title>{html.escape(title)}</title><meta charset=utf-8>"
        f"<script>var state = {list(range(400))};</script><style>{'p { margin: 0 } ' * 200}</style></head><body>"
        f"<header><nav><ul>{links}</ul></nav></header><main><article><h1>{html.escape(title)}</h1>"
        f"{paragraphs}</article></main><aside><ul>{links}</ul></aside>"
        f'<section class="comments">{"<p>First! I agree.</p>" * 20}</section><footer>{links}</footer></body></html>'
    )


def measure(work: Callable[[], object]) -> float:
    """Return the seconds that `work` takes, the least of several runs."""
    best = float("inf")
    for _ in range(ROUNDS):
        gc.collect()
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def format_row(what: str, seconds: float, count: int, size: int) -> str:
    """Make a row: articles and megabytes a second, milliseconds an article."""
    return f"| {what} | {count / seconds:,.0f} | {size / seconds / 1e6:.2f} | {1000 * seconds / count:.1f} |"


def measure_pages(workers: int) -> bool:
    """Print what reading and extracting cost beside trafilatura alone; tell whether extracting keeps its bound."""
    pages = {path.name: make_page(path.read_text("utf-8")) for path in sorted(TEXTS.glob("*.txt"))}
    size = sum(len(page.encode()) for page in pages.values())
    articles = [read_article(name, page.encode(), "text/html", None) for name, page in pages.items()]
    text_size = sum(len(article.text.encode()) for article in articles)
    alone = measure(lambda: [extract(page, include_comments=False) for page in pages.values()])
    reading = measure(lambda: [read_page(name, page, None, None) for name, page in pages.items()])
    whole = measure(lambda: [read_article(n, p.encode(), "text/html", None) for n, p in pages.items()])
    extracting = measure(lambda: [read_reading(article) for article in articles])
    count = len(pages)
    print(f"{count} pages, {size / 1e6:.2f} MB of HTML, {text_size / 1e3:.0f} KB of text in them.\n")
    print("| | articles/s | MB/s | ms an article |\n| --- | ---: | ---: | ---: |")
    print(format_row("trafilatura alone (HTML)", alone, count, size))
    print(format_row("its text and metadata, as used here (HTML)", reading, count, size))
    print(format_row("reading an article: text, title, publisher, date, language (HTML)", whole, count, size))
    print(format_row("extracting: events, quotes, claims (text)", extracting, count, text_size))
    for number in dict.fromkeys((1, workers)):
        seconds, read = measure_files(number)
        print(format_row(f"`extract` of the text files, {number} process(es)", seconds, read, text_size))
    ratio = extracting / alone
    print(f"\nExtracting costs {ratio:.2f} times what trafilatura alone costs.\n")
    return ratio <= 1.0


def measure_files(workers: int) -> tuple[float, int]:
    """Return the seconds and the number of articles of reading and extracting all the files."""
    sources = list(list_sources([str(TEXTS)]))

    def work() -> None:
        if workers == 1:
            for source in sources:
                read_item(source)
            return
        with make_workers(workers) as pool:
            for _ in pool.read_all(sources):
                pass

    return measure(work), len(sources)


def make_article(text: str) -> Article:
    """Make an English article of any text."""
    day = EdtfDate.parse("2024-05-24")
    return Article("bench", None, None, None, day, "en", text)


def measure_growth() -> bool:
    """Print how the cost grows from one length to ten times it; tell whether it stays linear."""
    samples = {path.stem: path.read_text("utf-8") for path in sorted(TEXTS.glob("*.txt"))}
    texts = {
        language: "\n\n".join(text for name, text in samples.items() if f"-{language}-" in name)
        for language in ("en", "ru", "be")
    }
    print("| text | 100 KB, s | 1 MB, s | ratio |\n| --- | ---: | ---: | ---: |")
    linear = True
    for name, unit in {**{f"articles ({code})": text for code, text in texts.items()}, **HOSTILE}.items():
        language = name[-3:-1] if name.startswith("articles") else "en"
        seconds = []
        for length in (LENGTH, 10 * LENGTH):
            text = (unit * (length // len(unit) + 1))[:length]
            article = replace(make_article(text), language=language)
            start = time.perf_counter()
            read_reading(article)
            seconds.append(time.perf_counter() - start)
        ratio = seconds[1] / max(seconds[0], 0.005)
        linear = linear and ratio <= LONGEST_GROWTH
        print(f"| {name} | {seconds[0]:.2f} | {seconds[1]:.2f} | {ratio:.1f} |", flush=True)
    return linear


def main() -> int:
    """Measure and print everything; 1 if a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, help="processes to compare with one"
    )
    parser.add_argument("--only", choices=("pages", "growth"), help="measure one of the two")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors.\n")
    kept = options.only == "growth" or measure_pages(options.workers)
    linear = options.only == "pages" or measure_growth()
    if not kept:
        print("bench: extracting costs more than trafilatura's reading", file=sys.stderr)
    if not linear:
        print(f"bench: a cost grows more than {LONGEST_GROWTH:.0f} times", file=sys.stderr)
    return 0 if kept and linear else 1


if __name__ == "__main__":
    sys.exit(main())

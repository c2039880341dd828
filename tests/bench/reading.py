"""How fast articles are read: `python -m tests.bench.reading` (a part of `make bench`) prints tables of
docs/performance.md.

The pages are made of the texts in tests/quality, in three languages, each within a page as large as sites build
them. trafilatura alone reads the same pages in the same run; extracting is to cost no more than that, and two processes
are to read 1.8 times as many. A text ten times longer may cost at most twelve times as much, and so may hostile text.
Refuses to judge on a busy machine. Exits with 1 where one is missed.
"""

import argparse
import gc
import html
import json
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from trafilatura import extract

from app.domain.dates import EdtfDate
from app.domain.readings import Article
from app.ingest.readers import make_workers
from app.ingest.reading import read_reading
from app.ingest.sources import Source, list_sources
from app.ingest.stages.read.article import read_article
from tests.bench.judging import Goals, conclude, is_busy

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "tests" / "quality" / "press"
# Repetitions of which the fastest counts: what else the machine does only ever adds.
ROUNDS = 3
LONGEST_GROWTH = 12.0
GOALS: Goals = {
    "extract_over_trafilatura": ("<=", 1.0),
    "two_readers_over_one": (">=", 1.8),
}
# The shorter of two lengths that are compared, in characters, and how often it is measured.
LENGTH, SHORT_ROUNDS = 100_000, 2
# Each worker starts and reads the lexicon before it is measured, and then has this many pages to read: so many that
# the one second that a worker may wait for the other at the end is little.
PAGES_A_WORKER = 400
HOSTILE = {
    "en": {
        "“": "“",
        "straight marks": '" ',
        "a mark, a word, a mark": "«yes» ",
        "apostrophes": "'",
        "May May May": "May ",
        "24 May and 24 May": "24 May and ",
        "digits": "1234567890",
        "one long word": "a",
        "dashes": "— ",
        "full stops": ". ",
        "commas": "meeting, ",
        "Putin met Lukashenko and": "Putin met Lukashenko and ",
        "Putin met., line by line": "Putin met.\n\n",
        "the sixth meeting in 2021": "the sixth meeting in 2021 ",
    },
    "ru": {
        "мая мая мая": "мая ",
        "встретился, again and again": "Путин встретился с Лукашенко и ",
        "— да, — сказал он.": "— да, — сказал он. ",
    },
    "be": {
        "траўня траўня": "траўня ",
        "сустрэўся, again and again": "Пуцін сустрэўся з Лукашэнкам і ",
        "— так, — сказаў ён.": "— так, — сказаў ён. ",
    },
}


def make_pages() -> dict[str, bytes]:
    """Make a page of each text, 60 to 150 KB of HTML, the same in every run."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted(TEXTS.glob("*.txt"))}
    chance = random.Random(3)
    titles = {
        code: [text.partition("\n")[0] for name, text in texts.items() if f"-{code}-" in name]
        for code in ("en", "ru", "be")
    }
    return {
        f"{name}.html": _make_page(name, text, titles[name.split("-")[1]], chance).encode()
        for name, text in texts.items()
    }


def _make_page(name: str, text: str, titles: list[str], chance: random.Random) -> str:
    """Put an article into a page: its head, scripts, menus, cards of other articles, comments, a footer."""
    title, _, body = text.partition("\n")
    shown = html.escape(title)
    address = f"https://news.example/2024/05/24/{name}.html"
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "url": address,
        "datePublished": "2024-05-24T18:30:00+03:00",
        "publisher": {"@type": "Organization", "name": "Example News"},
        "itemListElement": [
            {"@type": "ListItem", "name": one, "position": n} for n, one in enumerate(titles)
        ],
    }
    paragraphs = [f"<p>{html.escape(part)}</p>" for part in body.split("\n") if part.strip()]
    for place in range(len(paragraphs) - 1, 0, -3):
        paragraphs.insert(place, f'<div class="ad" data-slot="{place}"><script>show({place});</script></div>')
    cards = [_make_card(chance.choice(titles), number) for number in range(chance.randint(40, 70))]
    menu = "".join(f'<li class="menu__item"><a href="/section/{n}">Section {n}</a></li>' for n in range(120))
    style = "".join(f".block-{n}>.title{{margin:0 {n}px;color:#123}}" for n in range(300))
    state = json.dumps(
        [
            {"id": chance.randrange(10**9), "views": chance.randrange(10**6)}
            for _ in range(chance.randint(200, 2400))
        ]
    )
    comments = "".join(f'<div class="comment"><b>guest{n}</b><p>First! I agree.</p></div>' for n in range(25))
    language = name.split("-")[1]
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{shown} | Example News</title>'
        f'<link rel="canonical" href="{address}"><meta property="og:title" content="{shown}">'
        f'<meta property="article:published_time" content="2024-05-24T18:30:00+03:00"><style>{style}</style>'
        f'<script type="application/ld+json">{json.dumps(about)}</script></head><body>'
        f'<header><nav><ul class="menu">{menu}</ul></nav></header>'
        f'<main><article class="article"><h1>{shown}</h1><time datetime="2024-05-24">24.05.2024</time>'
        f"{''.join(paragraphs)}<ul class=tags><li><a href=/tag/1>News</a></li></ul></article></main>"
        f'<aside class="related">{"".join(cards)}</aside><section class="comments">{comments}</section>'
        f'<footer><ul>{menu}</ul></footer><script>window.STATE={state};</script></body></html>'
    )  # fmt: skip


def _make_card(title: str, number: int) -> str:
    sizes = ", ".join(f"/img/{number}-{width}.webp {width}w" for width in (320, 640, 960, 1280))
    return (
        f'<div class="card card--{number}"><a class="card__link" href="/2024/05/{number}.html" data-n="{number}">'
        f'<img class="card__image" loading="lazy" src="/img/{number}.webp" srcset="{sizes}" alt="">'
        f'<span class="card__title">{html.escape(title)}</span></a><time class="card__time">18:30</time></div>'
    )


def measure(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the seconds of processor time that `work` takes in this process, the least of several runs."""
    best = float("inf")
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def format_row(what: str, seconds: float, count: int, size: int) -> str:
    """Make a row: articles and megabytes of HTML a second, milliseconds an article."""
    return f"| {what} | {count / seconds:,.0f} | {size / seconds / 1e6:.1f} | {1000 * seconds / count:.1f} |"


def measure_pages(workers: int) -> dict[str, float]:
    """Print what reading and extracting cost beside trafilatura alone; return the figures that have a goal."""
    pages = make_pages()
    decoded = [page.decode() for page in pages.values()]
    articles = [read_article(name, page, "text/html", None) for name, page in pages.items()]
    count, size = len(pages), sum(map(len, pages.values()))
    text_size = sum(len(article.text.encode()) for article in articles)
    for article in articles:
        read_reading(article)
    smallest, largest = min(map(len, pages.values())), max(map(len, pages.values()))
    print(
        f"{count} pages of {smallest // 1000} to {largest // 1000} KB, {size / 1e6:.1f} MB of HTML in all, and in "
        f"it {text_size / 1e3:.0f} KB of text.\n\n| | articles/s | MB of HTML/s | ms an article |\n"
        "| --- | ---: | ---: | ---: |"
    )
    alone = measure(lambda: [extract(page, include_comments=False) for page in decoded])
    print(format_row("trafilatura alone", alone, count, size), flush=True)
    reading = measure(lambda: [read_article(n, p, "text/html", None) for n, p in pages.items()])
    print(format_row("reading: text, title, publisher, date, language", reading, count, size), flush=True)
    extracting = measure(lambda: [read_reading(article) for article in articles])
    print(format_row("extracting: events, quotes, claims", extracting, count, size), flush=True)
    figures = {"extract_over_trafilatura": extracting / alone}
    rounds = measure_files(pages, [*dict.fromkeys((1, workers))])
    for number, rates in rounds.items():
        what = f"both, from files, in {number} process{'es' if number > 1 else ''}"
        print(format_row(what, count / median(rates), count, size), flush=True)
    if 2 in rounds:
        # Rounds that follow one another met the same machine.
        ratios = [two / one for one, two in zip(rounds[1], rounds[2], strict=True)]
        figures["two_readers_over_one"] = median(ratios)
    return figures


def measure_files(pages: dict[str, bytes], crews: Sequence[int]) -> dict[int, list[float]]:
    """Have crews of so many processes read and extract the pages from files, in turns; return how many pages each
    read in a second of the clock, by round."""
    rates: dict[int, list[float]] = {number: [] for number in crews}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        for name, page in pages.items():
            Path(folder, name).write_bytes(page)
        once = [source for source in list_sources([folder]) if isinstance(source, Source)]
        pools = {number: opened.enter_context(make_workers(number)) for number in crews}
        for pool in pools.values():
            # What the processes need to start is paid here, before the clock runs.
            for _ in pool.read_all(once):
                pass
        for _ in range(ROUNDS):
            for number, pool in pools.items():
                start = time.perf_counter()
                read = sum(1 for _ in pool.read_all(once * (PAGES_A_WORKER * number // len(once) + 1)))
                rates[number].append(read / (time.perf_counter() - start))
    return rates


def list_growing() -> Iterator[tuple[str, str, str]]:
    """Yield what is made longer: its language, its name and the text that is repeated."""
    for code, rows in HOSTILE.items():
        files = sorted(TEXTS.glob(f"*-{code}-*.txt"))
        yield code, "articles, one after another", "\n\n".join(path.read_text("utf-8") for path in files)
        for name, unit in rows.items():
            yield code, name, unit


def _measure_text(code: str, unit: str, length: int, rounds: int) -> float:
    text = (unit * (length // len(unit) + 1))[:length]
    article = Article("bench", None, None, None, EdtfDate.parse("2024-05-24"), code, text)
    return measure(lambda: read_reading(article), rounds)


# How often the two lengths of a row are compared, if the first comparison misses.
PAIRS = 3


def measure_growth() -> bool:
    """Print how the cost grows from one length to ten times it; tell whether it stays linear."""
    short, long = f"{LENGTH // 1000:,} KB", f"{LENGTH // 100_000} MB"
    print(f"| language | text | {short}, s | {long}, s | ratio |\n| --- | --- | ---: | ---: | ---: |")
    linear = True
    for code, name, unit in list_growing():
        pairs = []
        for _ in range(PAIRS):
            # Back to back, so that both lengths meet the same machine; a missed pair is taken once more.
            short_time = _measure_text(code, unit, LENGTH, SHORT_ROUNDS)
            pairs.append((_measure_text(code, unit, 10 * LENGTH, 1) / short_time, short_time))
            if pairs[-1][0] <= LONGEST_GROWTH:
                break
        ratio, short_time = min(pairs)
        long_time = ratio * short_time
        linear = linear and ratio <= LONGEST_GROWTH
        print(f"| {code} | {name} | {short_time:.2f} | {long_time:.2f} | {ratio:.1f} |", flush=True)
    return linear


def main() -> int:
    """Measure and print everything; 1 if a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--workers", type=int, default=max(2, os.cpu_count() or 1), help="processes to compare with one"
    )
    parser.add_argument("--only", choices=("pages", "growth"), help="measure one of the two")
    parser.add_argument(
        "--anyway", action="store_true", help="measure on a busy machine too, and judge only the growth"
    )
    options = parser.parse_args()
    if not options.anyway and is_busy():
        return 1
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors.\n")
    failed = 0
    if options.only != "growth":
        failed = conclude(measure_pages(options.workers), GOALS, anyway=options.anyway)
    if options.only != "pages" and not measure_growth():
        print(f"bench: a cost grows more than {LONGEST_GROWTH:.0f} times", file=sys.stderr)
        failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())

"""Synthetic records of any size: `python -m tests.bench.records 100000 FILE` builds one, `make bench` what it needs.

A thousand events are stored as an ingestion does it: meetings, calls and plans of 34 years, in English, Russian and
Belarusian, each told by an article of its own with two quotes. A larger record holds copies of these under other ids,
slugs and addresses: so records of all sizes tell the same of everything, and only the number differs.
"""

import argparse
import random
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from app.domain.ids import make_search_row
from app.domain.readings import Reading
from app.domain.vocabulary import LUKASHENKO, PUTIN, TOPICS, Field
from app.lexicon.places import get_places
from app.store.engine import open_database, write_session
from app.store.sources import hash_text
from app.store.writer import list_neighbourhood, save_events, save_reading
from tests.sample_reading import Told, make_article, make_event, make_quote, make_reading
from tests.samples import resolve_simply

BASE = 1_000
"""The number of events that are stored one by one; larger records are a multiple of it."""

_FIRST = date(1992, 1, 8)
_DAYS_BETWEEN = 12
_CITIES = (
    "Minsk",
    "Moscow",
    "Sochi",
    "Saint Petersburg",
    "Brest",
    "Vitebsk",
    "Grodno",
    "Kazan",
    "Astana",
    "Yalta",
)
_NAMES = {"en": ("Putin", "Lukashenko"), "ru": ("Путин", "Лукашенко"), "be": ("Пуцін", "Лукашэнка")}
_SAID = {
    "en": (
        "On {day} {one} and {other} {what} in {city} and spoke of {topics}.",
        "“{words}”, {speaker} said.",
    ),
    "ru": ("{day} {one} и {other} {what}: {city}, {topics}.", "«{words}», — сказал {speaker}."),
    "be": ("{day} {one} і {other} {what}: {city}, {topics}.", "«{words}», — сказаў {speaker}."),
}
_WORDS = {
    "en": "the price of gas oil was named by both sides after long talks about loans roads transit border union",
    "ru": "цена на нефть кредиты снова обсуждались сторонами после долгих переговоров о газе союз граница дорога",
    "be": "цана нафты крэдыты зноў абмяркоўваліся бакамі пасля доўгіх перамоваў пра мяжу саюз дарога страна",
}
_SORTS = (
    *(("meeting", "bilateral", "held"),) * 5,
    *(("meeting", "visit", "held"), ("meeting", "council", "held"), ("meeting", "sidelines", "held")),
    *(("call", "telephone", "held"),) * 5,
    *(("call", "video", "held"), ("meeting", None, "cancelled"), ("meeting", None, "held")),
)

# Each table with what a copy has instead of a column: `:n` is the number of the copy in four hex digits, by which an id
# begins, unless it does so already.
_ID = "iif(substr({0}, 1, 4) = :n, 'ffff', :n) || substr({0}, 5)"
_ROW = f"make_search_row({_ID.format('id')})"
_COPIES: dict[str, dict[str, str]] = {
    "article": {"id": _ID, "version_id": _ID, "url": "{} || '?' || :n", "search_row": _ROW},
    "version": {"id": _ID, "article_id": _ID, "raw_hash": _ID},
    "event": {"id": _ID, "slug": "{} || '-' || :n", "sort_key": "{} || '-' || :n", "search_row": _ROW},
    "event_value": {"event_id": _ID, "sort_key": "{} || '-' || :n"},
    "event_city": {"event_id": _ID},
    "event_person": {"event_id": _ID},
    "event_topic": {"event_id": _ID},
    "event_revision": {"event_id": _ID, "uid": "{} || '-' || :n"},
    "mention": {"id": _ID, "article_id": _ID, "version_id": _ID, "event_id": _ID},
    "mention_source": {"mention_id": _ID, "article_id": _ID},
    "fact": {"mention_id": _ID},
    "quote": {
        **dict.fromkeys(("id", "article_id", "document_id", "version_id", "mention_id", "main_id"), _ID),
        "search_row": _ROW,
    },
}  # fmt: skip


def make_readings() -> list[Reading]:
    """Make BASE events, each told by an article of its own; the same at every call."""
    chance = random.Random(7)
    return [_make_reading(number, chance) for number in range(BASE)]


def _make_reading(number: int, chance: random.Random) -> Reading:
    day = (_FIRST + timedelta(days=_DAYS_BETWEEN * number)).isoformat()
    language = ("en", "ru", "be")[number % 3]
    kind, form, status = _SORTS[number % len(_SORTS)]
    city = None if kind == "call" else chance.choice(_CITIES)
    topics = sorted(chance.sample(TOPICS, 1 + number % 3))
    one, other = _NAMES[language]
    frame, saying = _SAID[language]
    what = f"{kind} {form or ''} {status}".replace("  ", " ")
    sentence = frame.format(
        day=day, one=one, other=other, what=what, city=city or "–", topics=", ".join(topics)
    )
    words = _WORDS[language].split()
    said = [f"{' '.join(chance.sample(words, 12))} {number}.{place}" for place in range(2)]
    speakers = [(PUTIN, one), (LUKASHENKO, other)]
    article = make_article(
        [
            sentence,
            *(
                saying.format(words=told, speaker=name)
                for told, (_, name) in zip(said, speakers, strict=True)
            ),
            *(f"{' '.join(chance.choices(words, k=20)).capitalize()}." for _ in range(2)),
        ],
        title=f"{city or one}: {topics[0]}, {number}",
        publisher=f"Wire {number % 40}",
        url=f"https://wire.example.net/{number}",
        published=day,
        language=language,
    )
    article = replace(article, raw_hash=hash_text(article.raw_hash))
    told = [
        Told(Field.KIND, kind, what),
        Told(Field.STATUS, status, what),
        Told(Field.DATE, day, day),
        Told(Field.PEOPLE, PUTIN, one),
        Told(Field.PEOPLE, LUKASHENKO, other),
        *(Told(Field.TOPICS, topic, topic, day) for topic in topics),
    ]
    if form:
        told.append(Told(Field.FORMAT, form, what))
    if city:
        told += [
            Told(Field.CITY, city, city, day),
            Told(Field.COUNTRY, get_places().cities[city].country, city, day),
        ]
    quotes = [
        make_quote(article.text, words, speaker, name)
        for words, (speaker, name) in zip(said, speakers, strict=True)
    ]
    return make_reading(article, [make_event(article.text, *told)], quotes)


def build(path: Path, events: int) -> None:
    """Store a record of so many events, a multiple of BASE, in a new database file."""
    partial = path.with_suffix(".partial")
    for left in (partial, *(Path(f"{partial}-{end}") for end in ("wal", "shm"))):
        left.unlink(missing_ok=True)
    engine = open_database(f"sqlite:///{partial}")
    with write_session(engine) as session:
        for reading in make_readings():
            saved = save_reading(session, reading, None)
            save_events(session, resolve_simply(list_neighbourhood(session, saved.touched)))
    engine.dispose()
    with closing(sqlite3.connect(partial, isolation_level=None)) as connection:
        connection.create_function("make_search_row", 1, make_search_row, deterministic=True)
        for pragma in (
            "foreign_keys = OFF",
            "journal_mode = OFF",
            "synchronous = OFF",
            "cache_size = -2000000",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        _multiply(connection, range(1, events // BASE))
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
        connection.execute("PRAGMA journal_mode = WAL")
    partial.rename(path)


def _multiply(connection: sqlite3.Connection, copies: Sequence[int]) -> None:
    """Add these copies of all that is there, one table after the other, so that each is written in its order."""
    for table, changed in _COPIES.items():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        connection.execute(f"CREATE TEMP TABLE base AS SELECT * FROM {table}")
        values = ", ".join(changed.get(one, "{}").format(f'"{one}"') for one in columns)
        names = ", ".join(f'"{one}"' for one in columns)
        for number in copies:
            connection.execute(
                f"INSERT INTO {table} ({names}) SELECT {values} FROM base", {"n": f"{number:04x}"}
            )
        connection.execute("DROP TABLE base")
    connection.execute("UPDATE view_count SET number = number * ?", (len(copies) + 1,))
    for noun in ("event", "quote", "article"):
        connection.execute(
            f"CREATE TEMP TABLE base AS SELECT {noun}_id AS id, words, keys FROM {noun}_search"
        )
        for number in copies:
            connection.execute(
                f"INSERT INTO {noun}_search (rowid, {noun}_id, words, keys) "
                f"SELECT {_ROW}, {_ID.format('id')}, words, keys FROM base",
                {"n": f"{number:04x}"},
            )
        connection.execute(f"INSERT INTO {noun}_search ({noun}_search) VALUES ('optimize')")
        connection.execute("DROP TABLE base")


def main() -> int:
    """Build one record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("events", type=int, help=f"how many, a multiple of {BASE}")
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    if options.events < BASE or options.events % BASE or options.events // BASE >= 0xFFFF:
        parser.error(f"not a multiple of {BASE} below {0xFFFF * BASE:,}: {options.events}")
    if options.file.exists():
        parser.error(f"is there already: {options.file}")
    started = time.monotonic()
    build(options.file, options.events)
    size = options.file.stat().st_size / 1e6
    print(f"{options.events:,} events, {size:,.0f} MB, in {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())

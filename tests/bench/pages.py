"""How fast the pages are, searched or not: `python -m tests.bench.pages` prints the tables of docs/search.md.

5,000 events in three languages with four quotes each are stored in a database of their own, and every page is asked for
again and again over HTTP, in this process. Times are of the processor, in milliseconds, so that what else the machine
does matters less. Exits with 1 where the 95th of a hundred answers takes 200 ms or more.
"""

import argparse
import platform
import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

from starlette.testclient import TestClient

from app.domain.readings import Reading
from app.domain.vocabulary import LUKASHENKO, PUTIN, Field
from app.main import create_served_app
from app.settings import Settings
from app.store.engine import open_database, write_session
from app.store.writer import list_neighbourhood, save_events, save_reading
from tests.bench.afresh import keep_nothing
from tests.sample_reading import Told, make_article, make_event, make_quote, make_reading
from tests.samples import resolve_simply

LONGEST_MS = 200
SEARCHES = (
    "gas",
    "Лукашенко",
    "Putin",
    '"price of gas" -oil',
    "переговоры интеграция",
    "сустрэча speaker:Лукашэнка",
    "speaker:putin year:2015-2019 topic:energy place:Minsk",
    "-gas",
    "nothingofthekind",
)
PAGES = ("/search?q={}", "/?q={}", "/quotes?q={}")
WHOLE = (
    "/",
    "/quotes",
    f"/quotes?speaker={PUTIN}&topic=energy",
    "/overview",
    "/overview?q=Putin",
    f"/compare?person={PUTIN}&person={LUKASHENKO}",
    "/compare?topic=energy&topic=trade",
    "/compare?year=2010&year=2011",
    f"/people/{PUTIN}",
    "/places/minsk",
    "/topics/energy",
    "/years/2010",
)
"""Pages that go through much of the record, most of them without a search."""
_CITIES = (
    ("Minsk", "Минск", "Мінск", "BY"),
    ("Sochi", "Сочи", "Сочы", "RU"),
    ("Moscow", "Москва", "Масква", "RU"),
)
_TOPICS = (
    ("energy", "gas", "газ", "газ"),
    ("trade", "trade", "торговля", "гандаль"),
    ("integration", "integration", "интеграция", "інтэграцыя"),
)
_WORDS = (
    (
        "the",
        "price",
        "of",
        "gas",
        "oil",
        "was",
        "named",
        "by",
        "both",
        "sides",
        "after",
        "long",
        "talks",
        "about",
        "loans",
    ),
    (
        "цена",
        "на",
        "нефть",
        "кредиты",
        "снова",
        "обсуждались",
        "сторонами",
        "после",
        "долгих",
        "переговоров",
        "о",
        "газе",
    ),
    (
        "цана",
        "нафты",
        "крэдыты",
        "зноў",
        "абмяркоўваліся",
        "бакамі",
        "пасля",
        "доўгіх",
        "перамоваў",
        "пра",
        "мяжу",
    ),
)
_FRAMES = (
    (
        "en",
        "On {day} Putin and Lukashenko met in {city} and spoke of {topic}.",
        "“{words},” Putin said.",
        "Putin",
    ),
    ("ru", "{day} Путин и Лукашенко встретились: {city}, {topic}.", "«{words}», — сказал Путин.", "Путин"),
    (
        "be",
        "{day} Пуцін і Лукашэнка сустрэліся: {city}, {topic}.",
        "«{words}», — сказаў Лукашэнка.",
        "Лукашэнка",
    ),
)


def make_readings(events: int, quotes: int) -> list[Reading]:
    """Make so many meetings, each told by an article of its own with so many quotes; the same at every call."""
    chance = random.Random(5)
    return [_make_reading(number, quotes, chance) for number in range(events)]


def _make_reading(number: int, quotes: int, chance: random.Random) -> Reading:
    day = (date(2000, 1, 1) + timedelta(days=2 * number)).isoformat()
    language, frame, saying, speaker = _FRAMES[number % 3]
    city, topic = _CITIES[number % len(_CITIES)], _TOPICS[number // 3 % len(_TOPICS)]
    spoken = 1 + number % 3
    told = {"city": city[number % 3], "topic": topic[spoken]}
    said = [f"{' '.join(chance.choices(_WORDS[number % 3], k=18))} {number} {one}" for one in range(quotes)]
    padding = [f"{' '.join(chance.choices(_WORDS[number % 3], k=25)).capitalize()}." for _ in range(20)]
    article = make_article(
        [frame.format(day=day, **told), *(saying.format(words=words) for words in said), " ".join(padding)],
        title=f"Number {number}: {told['topic']}",
        publisher=f"Wire {number % 40}",
        url=f"https://wire.example.net/{number}",
        published=day,
        language=language,
    )
    names = ("Putin", "Путин", "Пуцін")[number % 3], ("Lukashenko", "Лукашенко", "Лукашэнка")[number % 3]
    event = make_event(
        article.text,
        Told(Field.KIND, "meeting", told["city"]),
        Told(Field.STATUS, "held", told["city"]),
        Told(Field.DATE, day, day),
        Told(Field.CITY, city[0], told["city"]),
        Told(Field.COUNTRY, city[3], told["city"]),
        Told(Field.PEOPLE, PUTIN, names[0]),
        Told(Field.PEOPLE, LUKASHENKO, names[1]),
        Told(Field.TOPICS, topic[0], told["topic"], day),
    )
    who = PUTIN if speaker != "Лукашэнка" else LUKASHENKO
    return make_reading(article, [event], [make_quote(article.text, words, who, speaker) for words in said])


def fill(path: Path, events: int, quotes: int) -> None:
    """Store the readings in a new database file."""
    engine = open_database(f"sqlite:///{path}")
    with write_session(engine) as session:
        for reading in make_readings(events, quotes):
            saved = save_reading(session, reading, None)
            save_events(session, resolve_simply(list_neighbourhood(session, saved.touched)))
    engine.dispose()


def measure(path: Path, rounds: int) -> bool:
    """Print how long each page takes; tell whether all are fast enough."""
    app = create_served_app(Settings(database_url=f"sqlite:///{path}"), clock=lambda: date(2026, 11, 22))
    keep_nothing(app)
    print("| page | median, ms | p95, ms |\n| --- | ---: | ---: |")
    fast = True
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        for page in (*(page.format(search) for search in SEARCHES for page in PAGES), *WHOLE):
            address = quote(page, safe="/?=&")
            # What a page needs once (the lexicon, the file in memory) is paid here.
            _ask(client, address)
            times = sorted(_ask(client, address) for _ in range(rounds))
            median, late = times[len(times) // 2], times[int(len(times) * 0.95)]
            fast = fast and late < LONGEST_MS
            print(f"| `{page}` | {median:.0f} | {late:.0f} |", flush=True)
    return fast


def _ask(client: TestClient, path: str) -> float:
    began = time.process_time()
    answer = client.get(path)
    assert answer.status_code == 200, path
    return (time.process_time() - began) * 1000


def main() -> int:
    """Measure and print everything; 1 if a page is too slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--events", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--database", type=Path, help="keep the database there, or use the one that is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.database or Path(folder, "search.db")
        if not path.exists():
            fill(path, options.events, 4)
        print(
            f"Python {platform.python_version()}, {options.events:,} events, {4 * options.events:,} quotes.\n"
        )
        fast = measure(path, options.rounds)
    if not fast:
        print(f"bench: an answer takes {LONGEST_MS} ms or more", file=sys.stderr)
    return 0 if fast else 1


if __name__ == "__main__":
    sys.exit(main())

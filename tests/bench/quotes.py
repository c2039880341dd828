"""How fast the pages of quotes are: `python -m tests.bench.quotes [FILE]` prints the figures of docs/quotes.md.

Fills a database with 5,000 events and 20,000 quotes, of which some repeat one of two days before (in FILE, which
is used again if it is there), and asks for each page 15 times in this process. Times are of the processor, in
milliseconds.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from starlette.testclient import TestClient

from app.domain.readings import Reading
from app.domain.vocabulary import LUKASHENKO, PUTIN, TOPICS, Field
from app.store.engine import open_database
from tests.bench.afresh import keep_nothing
from tests.sample_reading import Told, make_article, make_event, make_quote, make_reading
from tests.samples import save_readings
from tests.web.conftest import BASE_URL, make_test_app

EVENTS, QUOTES, ROUNDS = 5_000, 4, 15
WORDS = (
    "нефть газ союз договор встреча цена вопрос граница рынок завод работа мир страна народ закон решение сроки язык "
    "oil gas price border talks treaty market union minister answer question agreement road plan shared common budget"
)
SPEAKERS = (PUTIN, LUKASHENKO, "dmitry-peskov", "maxim-oreshkin", None)
PATHS = (
    "/quotes",
    f"/quotes?speaker={PUTIN}",
    f"/quotes?speaker={PUTIN}&year=2010&-language=en",
    "/quotes?topic=energy&-kind=reported",
    "/quotes?q=oil",
    "/api/quotes",
)


def main() -> int:
    """Fill the database if it is not there, and print what each page takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "summitry.db"
        if not path.exists():
            engine = open_database(f"sqlite:///{path}")
            start = time.process_time()
            save_readings(engine, iterate_readings())
            engine.dispose()
            print(f"{EVENTS:,} articles stored in {time.process_time() - start:.0f} s")
        app = make_test_app(path)
        keep_nothing(app)
        with TestClient(app, base_url=BASE_URL) as client:
            one = client.get("/api/quotes").json()["quotes"][0]["url"].removeprefix(BASE_URL)
            for page in (*PATHS, one):
                times = sorted(measure(client, page) for _ in range(ROUNDS))
                print(f"median {times[ROUNDS // 2]:4.0f}, longest but one {times[-2]:4.0f}  {page}")
    return 0


def iterate_readings() -> Iterator[Reading]:
    """Make a meeting every other day from 1999 on, each told by an article with four quotes."""
    chance = random.Random(5)
    before = ""
    for number in range(EVENTS):
        words = [f"{' '.join(chance.sample(WORDS.split(), 12))} {number}.{place}" for place in range(QUOTES)]
        if number % 5 == 1:
            words[0] = before
        yield _make_reading(number, words)
        # Who speaks next as the first spoke here.
        before = words[1]


def measure(client: TestClient, path: str) -> float:
    """Return the milliseconds of processor time that a page takes."""
    start = time.process_time()
    assert client.get(path).status_code == 200
    return 1000 * (time.process_time() - start)


def _make_reading(number: int, words: list[str]) -> Reading:
    day = (date(1999, 1, 1) + timedelta(days=2 * number)).isoformat()
    topic = TOPICS[number % len(TOPICS)]
    article = make_article(
        [
            f"On {day} Putin and Lukashenko met in Minsk and spoke of {topic}.",
            *(f"“{one}”, he said." for one in words),
        ],
        title=f"Talks {number}",
        publisher=f"Wire {number % 40}",
        url=f"https://wire.example.net/{number}",
        published=day,
        language="ru" if number % 3 == 0 else "en",
    )
    event = make_event(
        article.text,
        Told(Field.KIND, "meeting", "met"),
        Told(Field.STATUS, "held", "met"),
        Told(Field.DATE, day, day),
        Told(Field.CITY, "Minsk", "Minsk"),
        Told(Field.PEOPLE, PUTIN, "Putin"),
        Told(Field.PEOPLE, LUKASHENKO, "Lukashenko"),
        Told(Field.TOPICS, topic, topic),
    )
    quotes = [
        make_quote(article.text, one, SPEAKERS[(number + place) % 5], "he", event=0 if place < 3 else None)
        for place, one in enumerate(words)
    ]
    return make_reading(article, [event], quotes)


if __name__ == "__main__":
    sys.exit(main())

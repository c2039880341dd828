"""Words that break what does not escape them, and a record in which all that a source can say is made of them."""

from datetime import date, timedelta
from pathlib import Path

from app.domain.readings import Reading
from app.domain.vocabulary import Field
from app.store.engine import open_database
from tests.databases import make_url
from tests.sample_reading import Told, make_article, make_event, make_quote, make_reading
from tests.samples import save_readings

LONG = "Ы" * 10_000

HOSTILE = (
    "=cmd|' /C calc'!A0 \"quoted\", “curly” and 'single'",
    "+1\r\nER  - \r\nTY  - JOUR",
    "@misc{x, title = {y}} } { unbalanced \\ \\input{/etc/passwd} % comment",
    "]]> <script>alert(1)</script> <b>bold</b> &amp; <!-- --> a\\n b, c; d: e",
    "{{cite web|title=x}} | [[link]] ''italics'' ~~~~ <ref>",
    "\u200fשלום\u200f \u202ereversed\u202c Встреча у Віцебску — ё ў і",
    "-- --- `` '' !` ?` ~ ^ $x_1$ #1 50% a|b",
    "'=1",
    "\ttab and a\u0007bell \u2028 line separator",
    LONG,
)


def make_hostile_readings() -> list[Reading]:
    """Make an article for each of these words, of that title and publisher, which tells of a milestone and a quote in
    them; and a meeting at a place of a very long name."""
    far = make_article([f"They met in {LONG} on 3 May 2021."], publisher="Beta", published="2021-05-04")
    met = make_event(far.text, Told(Field.DATE, "2021-05-03", "3 May 2021"), Told(Field.CITY, LONG, LONG))
    return [*(_make_reading(number, words) for number, words in enumerate(HOSTILE)), make_reading(far, [met])]


def make_hostile_database(path: Path) -> None:
    """Create the database file `path` and store that record in it."""
    engine = open_database(make_url(path))
    save_readings(engine, make_hostile_readings())
    engine.dispose()


def _make_reading(number: int, words: str) -> Reading:
    day = (date(2021, 3, 1) + timedelta(days=number)).isoformat()
    article = make_article(
        [f"It happened on {day}: {words}.", f"“{words}”, said {words}."],
        title=words,
        publisher=words,
        url=f"https://example.org/?a=1&b=<x>;{number}",
        published=day,
    )
    event = make_event(
        article.text,
        Told(Field.KIND, "milestone", "happened"),
        Told(Field.DATE, day, day),
        Told(Field.OUTCOME, words, words, "It happened"),
    )
    return make_reading(article, [event], [make_quote(article.text, words, None, words)])

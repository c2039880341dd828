"""Sample articles of one year in which meetings are counted, by several sources and in several ways.

2023 has seven meetings (two on the sidelines, one of which only the month is told) and a call that were held, and
two meetings that were not.
"""

from collections.abc import Sequence

from app.domain.dates import EdtfDate
from app.domain.readings import ClaimReading, EventReading, Reading
from app.domain.vocabulary import LUKASHENKO, PUTIN, Field, Scope
from tests.sample_reading import Told, find_span, make_article, make_event, make_reading

# Date as told, city, kind, format, status; the words of the date are those of the text.
_EVENTS = (
    ("2023-02-17", "Moscow", "meeting", "bilateral", "held"),
    ("2023-04", "Sochi", "meeting", "informal", "held"),
    ("2023-05-09", "Moscow", "meeting", "sidelines", "held"),
    ("2023-05-24/2023-05-25", "Moscow", "meeting", "sidelines", "held"),
    ("2023-06-24", "", "call", "telephone", "held"),
    ("2023-07-23", "Saint Petersburg", "meeting", "bilateral", "held"),
    ("2023-08-20", "Brest", "meeting", "bilateral", "cancelled"),
    ("2023-09-15", "Sochi", "meeting", "bilateral", "held"),
    ("2023-11-23", "Minsk", "meeting", "council", "held"),
    ("2023-12-30", "Grodno", "meeting", "bilateral", "planned"),
)
MEETINGS = 7
SIDELINES = 2

SEVENTH = "It was the seventh time this year that the two presidents met."
VISITS = "The Belarusian guest has come to Russia five times this year."
ALONE = "One-on-one they have talked in twos and threes: twice this year."
CONTACTS = "With calls counted, they have been in touch six times so far."
SO_FAR = "So far they have met six times this year."
WHOLE = "All in all, 2023 saw six meetings of the two presidents."
WHOLE_TOO = "Six meetings in a year is what 2023 brought."
BEFORE = "In 2008 the presidents of that time met six times."


def make_count_readings() -> list[Reading]:
    """Make the articles, oldest first."""
    day = "2023-09-15"
    wire = (_claim(7, day, SEVENTH), _claim(5, day, VISITS, Scope.VISITS))
    observer = (
        _claim(6, "2023-09-16", SO_FAR),
        _claim(2, "2023-09-16", ALONE, Scope.ONE_ON_ONE),
        _claim(6, "2023-07", CONTACTS, Scope.CONTACTS),
    )
    later = (_claim(6, "2024-01-03", WHOLE), _claim(6, None, WHOLE_TOO), _claim(6, None, BEFORE, year=2008))
    return [
        _make_year(),
        _make_report(day, "Black Sea Wire", wire),
        _make_report("2023-09-16", "Neva Observer", observer),
        _make_report("2024-01-03", None, later),
    ]


def _claim(
    count: int, as_of: str | None, sentence: str, scope: Scope = Scope.MEETINGS, year: int = 2023
) -> tuple[int, int, str | None, str, Scope]:
    return year, count, as_of, sentence, scope


def _make_year() -> Reading:
    """Make a chronicle that tells of every event of the year, a line each."""
    lines = [
        f"On {date} Putin and Lukashenko: {city}, {kind}, {status}."
        for date, city, kind, _, status in _EVENTS
    ]
    article = make_article(
        lines, title="A chronicle", publisher="Example Archive", url="https://archive.example.org/2023"
    )
    return make_reading(article, [_make_event(article.text, number) for number in range(len(_EVENTS))])


def _make_event(text: str, number: int) -> EventReading:
    date, city, kind, format, status = _EVENTS[number]
    line = f"On {date} Putin and Lukashenko"
    told = [
        Told(Field.KIND, kind, kind, line),
        Told(Field.FORMAT, format, kind, line),
        Told(Field.STATUS, status, status, line),
        Told(Field.DATE, date, date, line),
        Told(Field.PEOPLE, PUTIN, "Putin", line),
        Told(Field.PEOPLE, LUKASHENKO, "Lukashenko", line),
    ]
    if city:
        told.append(Told(Field.CITY, city, city, line))
    return make_event(text, *told)


def _make_report(
    published: str, publisher: str | None, claims: Sequence[tuple[int, int, str | None, str, Scope]]
) -> Reading:
    """Make a report of the meeting of 15 September and of what it counts."""
    opening = "On 15 September 2023 Putin and Lukashenko held talks in Sochi."
    article = make_article(
        [" ".join([opening, *(claim[3] for claim in claims)])],
        title=f"Talks, seen on {published}",
        publisher=publisher,
        url=f"https://counts.example.net/{published}",
        published=published,
    )
    text = article.text
    talks = make_event(
        text,
        Told(Field.KIND, "meeting", "talks"),
        Told(Field.FORMAT, "bilateral", "talks"),
        Told(Field.STATUS, "held", "held"),
        Told(Field.DATE, "2023-09-15", "15 September 2023"),
        Told(Field.CITY, "Sochi", "Sochi"),
        Told(Field.PEOPLE, PUTIN, "Putin"),
        Told(Field.PEOPLE, LUKASHENKO, "Lukashenko"),
    )
    readings = [
        ClaimReading(
            year, count, EdtfDate.parse(as_of) if as_of else None, sentence, find_span(text, sentence), scope
        )
        for year, count, as_of, sentence, scope in claims
    ]
    return make_reading(article, [talks], claims=readings)

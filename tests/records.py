"""Small records for tests, as folders of tables."""

from pathlib import Path

from tests.commands import write

EVENTS = "event,date,city,venue,country,kind,format,status,others,topics,outcome,confidence,note"
SOURCES = "event,url,publisher,published,language"
QUOTES = "quote,language,speaker,said,event,url"
CLAIMS = "year,count,as_of,claimed_by,url,note"


def write_record(
    folder: Path,
    events: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
    quotes: tuple[str, ...] = (),
    claims: tuple[str, ...] = (),
) -> Path:
    """Write the four tables of a record, the rows as given under their headers."""
    for name, header, rows in (
        ("events", EVENTS, events),
        ("sources", SOURCES, sources),
        ("quotes", QUOTES, quotes),
        ("claims", CLAIMS, claims),
    ):
        write(folder / f"{name}.csv", "\n".join((header, *rows)) + "\n")
    return folder


def make_event(key: str, date: str, city: str = "", **cells: str) -> str:
    """Make a row of `events.csv`; what is not given is a meeting held, and empty."""
    kind = cells.get("kind", "meeting")
    country = cells.get("country", "RU" if city else "")
    values = (
        key,
        date,
        city,
        cells.get("venue", ""),
        country,
        kind,
        cells.get("format", "bilateral" if kind == "meeting" else "telephone"),
        cells.get("status", "held"),
        cells.get("others", ""),
        cells.get("topics", ""),
        cells.get("outcome", ""),
        cells.get("confidence", "high"),
        cells.get("note", ""),
    )
    return ",".join(f'"{value}"' if "," in value else value for value in values)


def make_source(
    key: str, number: int = 1, publisher: str = "Alpha Daily", published: str = "2021-03-02"
) -> str:
    """Make a row of `sources.csv` with an address of its own."""
    return f"{key},https://example.org/{key}/{number},{publisher},{published},en"


def make_article(url: str, publisher: str, published: str, text: str) -> str:
    """Make a saved article in English with its head."""
    return (
        f"---\nurl: {url}\npublisher: {publisher}\npublished: {published}\nlanguage: en\n"
        f"title: Talks\n---\n\n{text}\n"
    )

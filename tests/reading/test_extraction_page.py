"""docs/extraction.md holds: its examples are read as it says, and it names every table and key of a language."""

import re
from pathlib import Path

import pytest

from app.domain.dates import EdtfDate
from app.domain.readings import Article, Reading
from app.ingest.reading import read_reading
from app.lexicon.language import get_tables

PAGE = (Path(__file__).parents[2] / "docs" / "extraction.md").read_text("utf-8")
EXAMPLES = [
    tuple(cell.strip() for cell in line.strip("|").split(" | "))
    for line in PAGE.splitlines()
    if re.match(r"\| (?:en|ru|be) \| ", line)
]
# Tables whose keys are words, names or slugs; the page tells of them as a whole.
OPEN = {
    "numbers", "ordinals", "repetitions", "jubilees", "names", "given_men", "given_women", "letters", "cities",
    "countries",
}  # fmt: skip


def describe(reading: Reading) -> str:
    """Write what was read as the page does."""
    told = [
        " ".join(
            filter(None, (event.kind, event.status, event.date.text if event.date else "no-date", event.city))
        )
        for event in reading.events
    ]
    told += [f"quote {quote.speaker or 'open'}" for quote in reading.quotes]
    told += [f"claim {claim.count} in {claim.year}" for claim in reading.claims]
    return "; ".join(told) or "nothing"


def test_there_are_examples_in_three_languages() -> None:
    assert {language for language, *_ in EXAMPLES} == {"en", "ru", "be"}


@pytest.mark.parametrize(("language", "published", "text", "read"), EXAMPLES)
def test_an_example_is_read_as_the_page_says(language: str, published: str, text: str, read: str) -> None:
    day = None if published == "none" else EdtfDate.parse(published)
    assert describe(read_reading(Article("test", None, None, None, day, language, text))) == read


def test_every_table_and_key_of_a_language_is_told() -> None:
    for name, table in get_tables()["en"].items():
        if name == "language":
            continue
        assert f"`[{name}]`" in PAGE or f"`[[{name}]]`" in PAGE, name
        keys = table if isinstance(table, dict) and name not in OPEN else {}
        missing = [key for key in keys if f"`{key}`" not in PAGE and (name != "topics" or key not in PAGE)]
        assert not missing, f"docs/extraction.md, [{name}]: {missing}"


def test_no_key_is_told_that_is_none() -> None:
    known = {key for table in get_tables()["en"].values() if isinstance(table, dict) for key in table}
    rows = re.findall(r"^\| ((?:`[a-z_]+` ?)+)\| ", PAGE, re.MULTILINE)
    told = {key for row in rows for key in re.findall(r"`([a-z_]+)`", row)} - {"met"}
    assert told <= known, sorted(told - known)

"""A fourth language is a fourth file: a toy one, much like Esperanto, is read without a line of code for it."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.dates import EdtfDate
from app.domain.readings import Article, Reading
from app.domain.vocabulary import Kind, Status
from app.ingest.reading import read_reading
from tests.reading.lexicons import copy_lexicon

# What the toy language knows; every list that is not told here is empty.
WORDS: dict[str, dict[str, Any]] = {
    "calendar": {
        "months": [
            "januaro", "februaro", "marto", "aprilo", "majo", "junio",
            "julio", "aŭgusto", "septembro", "oktobro", "novembro", "decembro",
        ],
        "weekdays": ["lundo{,n}", "mardo{,n}", "merkredo{,n}", "ĵaŭdo{,n}", "vendredo{,n}", "sabato{,n}",
                     "dimanĉo{,n}"],
        "days": {"hodiaŭ": 0, "hieraŭ": -1, "morgaŭ": 1},
    },
    "numbers": {"du": 2, "tri": 3, "kvar": 4, "ses": 6, "dudek": 20},
    "ordinals": {"unua": 1, "dua": 2, "tria": 3},
    "parts_of_day": {"morning": ["matene"], "evening": ["vespere"]},
    "repetitions": {"dufoje": 2, "sesfoje": 6},
    "references": {"pair": ["la {du,ambaŭ} prezidentoj"], "they": ["ili", "ilia"], "he": ["li", "lia"]},
    "speech": {"reporting_verb": ["diris", "aldonis"]},
    "counting": {
        "count_noun": ["renkontiĝo{,j,n,jn}"],
        "count_verb": ["renkontiĝis"],
        "count_pair": ["ilia"],
        "this_year": ["ĉi-jare"],
        "last_year": ["pasintjare"],
    },
    "places": {"before_place": ["en"]},
    "contacts": {"meeting_noun": ["renkontiĝo{,j,n,jn}"], "meeting_verb": ["renkontiĝis", "renkontiĝos"],
                 "telephone": ["telefone"]},
    "moods": {"planned": ["renkontiĝos"], "happened": ["renkontiĝis"]},
    "names": {"vladimir-putin": ["Putin"], "alexander-lukashenko": ["Lukaŝenko{,n}"]},
    "cities": {"Sochi": ["Soĉi{,o}"], "Minsk": ["Minsko"]},
    "countries": {"RU": ["Rusio"], "BY": ["Belorusio"]},
    "topics": {"energy": ["gaso{,n}"]},
}  # fmt: skip

ARTICLE = """Putin kaj Lukaŝenko renkontiĝis en Soĉi hieraŭ, 4 aprilo 2023. Ili parolis pri gaso.

«Ni konsentis pri la prezo por tri jaroj», diris Putin.

Tio estis la tria renkontiĝo de Putin kaj Lukaŝenko ĉi-jare. Pasintjare Putin kaj Lukaŝenko renkontiĝis sesfoje."""


def write_file(folder: Path) -> None:
    """Write the toy language's file: the tables and keys of the English one, with words of its own."""
    model = tomllib.loads((folder / "en.toml").read_text("utf-8"))
    lines = ['language = "eo"', ""]
    for name, table in model.items():
        if not isinstance(table, dict):
            continue
        free = name in ("names", "cities", "countries", "numbers", "ordinals", "repetitions")
        own = WORDS.get(name, {})
        assert free or own.keys() <= table.keys(), f"[{name}] has lost one of {sorted(own)}"
        keys = own if free else {key: own.get(key, empty(value)) for key, value in table.items()}
        is_open = not free and name in ("jubilees", "given_men", "given_women", "letters")
        lines += [f"[{name}]", *(f"{quote(k)} = {write(v)}" for k, v in keys.items() if not is_open), ""]
    lines += ["[[outcome]]", 'value = "no agreement"', 'words = ["sen interkonsento"]', ""]
    (folder / "eo.toml").write_text("\n".join(lines), "utf-8")


def empty(value: object) -> object:
    """Give the empty value of the same shape; tables of the calendar keep their length."""
    if isinstance(value, bool):
        return False
    if isinstance(value, list):
        return (
            [""] * len(value)
            if len(value) in (7, 12) and value[0] in ("", "Jan", "January", "Monday")
            else []
        )
    return {}


def write(value: object) -> str:
    """Write a value as TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{quote(key)} = {write(item)}" for key, item in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def quote(key: str) -> str:
    """Write a key as TOML."""
    return json.dumps(key, ensure_ascii=False)


@pytest.fixture
def reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reading]:
    """Read the article with the toy language's file beside the real ones."""
    with copy_lexicon(tmp_path, monkeypatch) as folder:
        write_file(folder)
        yield read_reading(Article("test.txt", None, None, None, EdtfDate.parse("2023-04-05"), "eo", ARTICLE))


def test_the_meeting_is_read_with_its_day_its_city_and_who_met(reading: Reading) -> None:
    [event] = reading.events
    assert (event.kind, event.status, event.city) == (Kind.MEETING, Status.HELD, "Sochi")
    assert event.date is not None
    assert event.date.text == "2023-04-04"
    assert event.people == ("vladimir-putin", "alexander-lukashenko")
    assert event.topics == ("energy",)


CALLS = "Putin kaj Lukaŝenko parolis telefone matene la 4 aprilo 2023. Vespere Putin kaj Lukaŝenko parolis telefone."


def test_two_calls_of_one_day_stay_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with copy_lexicon(tmp_path, monkeypatch) as folder:
        write_file(folder)
        read = read_reading(Article("test.txt", None, None, None, EdtfDate.parse("2023-04-05"), "eo", CALLS))
    assert [(event.kind, *event.parts_of_day) for event in read.events] == [
        ("call", "morning"),
        ("call", "evening"),
    ]


def test_the_quote_has_its_speaker(reading: Reading) -> None:
    [quote] = reading.quotes
    assert (quote.speaker, quote.text) == ("vladimir-putin", "Ni konsentis pri la prezo por tri jaroj")


def test_the_counts_are_claims(reading: Reading) -> None:
    claims = [(claim.year, claim.count, str(claim.as_of)) for claim in reading.claims]
    assert claims == [(2023, 3, "2023-04-04"), (2022, 6, "None")]


def test_every_span_yields_its_words(reading: Reading) -> None:
    assert all(fact.span.of(ARTICLE) == fact.text for event in reading.events for fact in event.facts)
    assert all(quote.span.of(ARTICLE) == quote.text for quote in reading.quotes)
    assert all(claim.span.of(ARTICLE) == claim.text for claim in reading.claims)

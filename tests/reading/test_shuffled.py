"""Sentences cut, mixed and shuffled: whatever a text says, reading it ends, and every fact yields its words."""

import random
import re
from pathlib import Path

import pytest

from app.domain.dates import EdtfDate
from app.domain.readings import Article
from app.ingest.reading import read_reading

PRESS = Path(__file__).parents[1] / "quality" / "press"
TEXTS = 250


def list_sentences(code: str) -> list[str]:
    texts = [path.read_text("utf-8") for path in sorted(PRESS.glob(f"*-{code}-*.txt"))]
    return [part for text in texts for part in re.split(r"(?<=[.!?])\s+|\n+", text) if part]


def mix(sentences: list[str], chance: random.Random) -> str:
    parts = []
    for _ in range(chance.randint(1, 6)):
        one, other = chance.choice(sentences).split(), chance.choice(sentences).split()
        words = one[: chance.randint(0, len(one))] + other[chance.randint(0, len(other)) :]
        if chance.random() < 0.2:
            chance.shuffle(words)
        parts.append(chance.choice(("", " ", " ", ", ")).join(words))
    return chance.choice(("\n\n", " ", ". ")).join(parts).strip() or "x"


@pytest.mark.parametrize("code", ["en", "ru", "be"])
@pytest.mark.parametrize("day", [None, "2021-07-14", "2009-03-19/2009-03-25"])
def test_no_text_breaks_the_reader(code: str, day: str | None) -> None:
    sentences, chance = list_sentences(code), random.Random(f"{code} {day}")
    published = EdtfDate.parse(day) if day else None
    told = 0
    for _ in range(TEXTS):
        text = mix(sentences, chance)
        title = text.split("\n")[0] if chance.random() < 0.5 else None
        reading = read_reading(Article("test", title, None, None, published, code, text))
        for event in reading.events:
            told += 1
            assert all(fact.span.of(text) == fact.text for fact in event.facts)
    assert told

"""Fault 16: a text that makes a regular expression try again and again.

No pattern of the program is worse than quadratic, whatever repetition of its own letters it is given; and of a document
that repeats such letters twice as much costs twice as much, because no pattern looks further than a stated length.
"""

import itertools
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.ingest.pipeline import read_item
from app.ingest.sources import list_items, list_sources
from tests.commands import ROOT, write

# What is exponential is seen at 20 letters, what is cubic at 1,000: neither is let go on for long.
BOUNDS = ((20, 0.1), (200, 0.3), (1_000, 1.0))
ALWAYS = ("a", "1", " ", "\n", "А", "-", '"')
_CATEGORIES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}


def list_letters(parsed: Any) -> Iterator[str]:
    """List letters that a pattern speaks of."""
    if isinstance(parsed, tuple) and len(parsed) == 2:
        name, value = str(parsed[0]), parsed[1]
        if name == "LITERAL":
            yield chr(value)
            return
        if name == "RANGE":
            yield from map(chr, value)
            return
        if name == "CATEGORY":
            yield _CATEGORIES.get(str(value), "!")
            return
    if isinstance(parsed, tuple | list) or hasattr(parsed, "data"):
        for part in getattr(parsed, "data", parsed):
            yield from list_letters(part)


def list_units(pattern: str, flags: int) -> list[str]:
    """List what a hostile text would repeat: the pattern's letters, and pairs of them."""
    import re._parser as parser  # type: ignore[import-not-found]

    letters = sorted(set(list_letters(parser.parse(pattern, flags))))
    some = list(dict.fromkeys([*letters[:7], *letters[-7:], *ALWAYS]))
    return [*some, *("".join(pair) for pair in itertools.product(some[:9], some[:9]))]


def test_no_pattern_is_worse_than_quadratic() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "tests.faults.patterns"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    patterns = json.loads(listed.stdout.splitlines()[-1])
    assert len(patterns) > 100
    for where, pattern, flags in patterns:
        compiled = re.compile(pattern, flags)
        for unit, (length, bound) in itertools.product(list_units(pattern, flags), BOUNDS):
            text = (unit * length)[:length] + "\0!"
            began = time.process_time()
            compiled.search(text)
            assert time.process_time() - began < bound, (where, unit, length)


def test_a_pattern_that_is_worse_would_be_found() -> None:
    text = "a" * 26 + "\0!"
    began = time.process_time()
    re.compile(r"(\w+\s?)+said\.$").search(text[:22] + "\0")
    assert time.process_time() - began > BOUNDS[0][1]
    assert "a" in list_units(r"(\w+\s?)+said\.$", 0)


HOSTILE = ("\t", "\n", "А", ".:", "– ", "Minsk, ", "А. А. ")
ARTICLE = "Putin and Lukashenko met in Minsk on 3 May 2021. "


def make_documents(unit: str, length: int) -> dict[str, str]:
    """Make documents in which a unit stands so often: in the text, the title, the publisher, and all over a page."""
    long = (unit * length)[:length]
    line = long.replace("\n", " ")
    return {
        "text.md": f"{ARTICLE}{long}x\n{ARTICLE}",
        "title.md": f'---\ntitle: "a{line}x"\n---\n{ARTICLE}',
        "publisher.md": f'---\npublisher: "a{line}x"\n---\n{ARTICLE}',
        "page.html": f"<html><head><title>{long}</title></head><body><article><p>{ARTICLE * 5}</p><p>{long}x</p>",
    }


@pytest.mark.parametrize("unit", HOSTILE)
def test_twice_the_document_is_twice_the_work(tmp_path: Path, unit: str) -> None:
    def measure(name: str, text: str) -> float:
        path = write(tmp_path / name, text)
        began = time.process_time()
        for item in list_items(list_sources([str(path)])):
            read_item(item)
        return time.process_time() - began

    once, twice = make_documents(unit, 10_000), make_documents(unit, 20_000)
    for name in once:
        short, long = measure(name, once[name]), measure(name, twice[name])
        # The first reading of a language reads its tables, and costs more than the next: never less.
        assert long <= 3 * short + 0.5, (name, short, long)

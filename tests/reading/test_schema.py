"""A lexicon file that is not as it should be is refused, and the error says where."""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.errors import LexiconError
from app.lexicon import language
from app.lexicon.people import get_people
from app.lexicon.places import get_places
from app.lexicon.schema import read_table
from tests.commands import ROOT
from tests.reading.lexicons import copy_lexicon

Edit = Callable[[str], str]


def put(old: str, new: str) -> Edit:
    """Make an edit that replaces the first match of the pattern `old`."""

    def edit(text: str) -> str:
        edited, times = re.subn(old, new, text, count=1, flags=re.MULTILINE)
        assert times == 1, old
        return edited

    return edit


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a copy of the lexicon that the program reads in place of its own."""
    with copy_lexicon(tmp_path, monkeypatch) as copy:
        yield copy


@pytest.mark.parametrize("code", ["en", "ru", "be"])
def test_the_files_beside_the_program_are_as_they_should_be(code: str) -> None:
    assert read_table(language.FOLDER / f"{code}.toml")["language"] == code


@pytest.mark.parametrize(
    ("edit", "line", "message"),
    [
        (put(r"^count_noun = .*$", ""), r"^\[counting\]", r"\[counting\] lacks 'count_noun'"),
        (put(r"^count_noun = ", "count_nouns = "), r"^\[counting\]", r"\[counting\] lacks 'count_noun'"),
        (put(r"^\[counting\]$", "[counting]\nfoo = []"), r"^foo = ", r"\[counting\] has an unknown key 'foo'"),
        (put(r"^\[counting\]$", "[calculating]\nfoo = []\n[counting]"), r"^\[calculating\]",
         r"unknown table 'calculating'"),
        (put(r"^count_noun = .*$", 'count_noun = "meeting"'), r"^count_noun = ",
         r"'count_noun' is not a list of words"),
        (put(r"^count_noun = .*$", "count_noun = [7]"), r"^count_noun = ", r"'count_noun' is not a list of words"),
        (put(r"^count_noun = .*$", 'count_noun = [" "]'), r"^count_noun = ", r"'count_noun' is not a list of words"),
        (put(r"^morning = .*$", 'morning = "dawn"'), r"^morning = ", r"'morning' is not a list of words"),
        (put(r"^morning = ", "dawn = "), r"^\[parts_of_day\]", r"\[parts_of_day\] lacks 'morning'"),
        (put(r"^five = 5$", 'five = "5"'), r"^five = ", r"'five' is not a number"),
        (put(r'"December"\]$', '"December", "Undecember"]'), r"^\[calendar\]", r"12 months"),
        (put(r'^language = "en"$', 'language = "eo"'), r"^#", r"language is not 'en'"),
    ],
)  # fmt: skip
def test_the_error_names_file_line_and_key(folder: Path, edit: Edit, line: str, message: str) -> None:
    path = folder / "en.toml"
    text = edit(path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    number = next(n for n, row in enumerate(text.splitlines(), start=1) if re.match(line, row))
    with pytest.raises(LexiconError, match=rf"^en\.toml, line {number}: .*{message}"):
        language.get_language("en")


def test_a_missing_table_is_named(folder: Path) -> None:
    path = folder / "en.toml"
    path.write_text(put(r"^\[repetitions\]\n(?:.+\n)*", "")(path.read_text("utf-8")), "utf-8")
    with pytest.raises(LexiconError, match=r"^en\.toml, line 1: the table 'repetitions' is missing"):
        language.get_language("en")


@pytest.mark.parametrize("broken", ["count_noun = [\n", "count_noun = []\ncount_noun = []\n", "= 5\n"])
def test_a_file_that_is_no_toml_is_named_with_the_line(folder: Path, broken: str) -> None:
    path = folder / "en.toml"
    path.write_text(put(r"^count_noun = .*\n", broken)(path.read_text("utf-8")), "utf-8")
    with pytest.raises(LexiconError, match=r"^en\.toml: .*line \d+"):
        language.get_language("en")


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        # A form that names two people, and the name of somebody whom people.toml does not know.
        (put(r"^(dmitry-medvedev = \[.*)\]$", r'\1, "Putin"]'), r"^(dmitry-medvedev|vladimir-putin) = "),
        (put(r"^dmitry-medvedev = ", "dmitry-nobody = "), r"^dmitry-nobody = "),
    ],
)
def test_a_name_of_two_people_or_of_nobody_is_named(folder: Path, edit: Edit, line: str) -> None:
    path = folder / "en.toml"
    text = edit(path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    lines = [str(n) for n, row in enumerate(text.splitlines(), start=1) if re.match(line, row)]
    with pytest.raises(LexiconError, match=rf"^en\.toml, line ({'|'.join(lines)}), .*(Putin|putin|nobody)"):
        get_people()


def test_a_language_without_a_file_is_named(folder: Path) -> None:
    with pytest.raises(LexiconError, match="'eo'"):
        language.get_language("eo")
    assert not language.has_language("eo")


@pytest.mark.parametrize(
    ("edit", "line", "message"),
    [
        (put(r"^Minsk = .*\n", ""), r"^\[positions\]", r"\[positions\] lacks 'Minsk'"),
        (put(r"^Minsk = ", "Mensk = [53.9, 27.57]\nMinsk = "), r"^Mensk = ", r"'Mensk' is no city"),
        (put(r"^Minsk = .*$", "Minsk = [27.57, 253.9]"), r"^Minsk = ", r"\[27.57, 253.9\] no degrees"),
        (put(r"^Minsk = .*$", 'Minsk = "here"'), r"^Minsk = ", r"here no degrees"),
        (put(r"^Minsk = .*$", "Minsk = [53.9]"), r"^Minsk = ", r"\[53.9\] no degrees"),
    ],
)
def test_a_city_without_a_position_is_named(folder: Path, edit: Edit, line: str, message: str) -> None:
    path = folder / "places.toml"
    text = edit(path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    number = next(n for n, row in enumerate(text.splitlines(), start=1) if re.match(line, row))
    with pytest.raises(LexiconError, match=rf"^places\.toml, line {number}: .*{message}"):
        get_places()


def test_every_city_of_the_record_has_a_position() -> None:
    with (ROOT / "seeds" / "record" / "events.csv").open(encoding="utf-8", newline="") as file:
        cities = {city.strip() for row in csv.DictReader(file) for city in row["city"].split(";")} - {""}
    assert len(cities) > 20
    assert cities <= set(get_places().cities)

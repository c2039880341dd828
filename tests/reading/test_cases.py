"""The forms of names in sentences: every name has its forms, and a file that lacks one is refused."""

import re
from pathlib import Path

import pytest

from app.domain.errors import LexiconError
from app.domain.vocabulary import TOPICS
from app.ingest.stages.places import find_places
from app.lexicon import cases
from app.lexicon.cases import FORMS, find_form, has_cases, read_cases
from app.lexicon.language import get_language
from app.lexicon.people import get_people
from app.lexicon.places import get_places
from app.web.language import ENGLISH, LANGUAGES
from tests.reading.test_people import read

CODES = tuple(code for code in LANGUAGES if code != ENGLISH)
KEYS = {
    "people": tuple(get_people().names),
    "places": tuple(sorted({city.name for city in get_places().cities.values()})),
    "topics": TOPICS,
}
# The prepositions of each form, where it has one.
PREPOSITIONS = {
    "ru": {"with": "со?", "in": "во?|на", "about": "об?"},
    "be": {"with": "з|са", "in": "у|ва|на", "about": "пра"},
}


# Forms that are surnames or common words as often: the reader passes them over.
AMBIGUOUS = {("Borisov", "of"), ("Gorki", "of"), ("Grozny", "of")}


@pytest.mark.parametrize("code", CODES)
def test_what_the_pages_write_the_reader_knows(code: str) -> None:
    """The forms were written by two hands at two times: what one table has wrong the other shows."""
    language = get_language(code)
    for key in KEYS["places"]:
        for form in FORMS["places"]:
            words = find_form(code, "places", key, form)
            text = f"Xx {words}." if form == "in" else f"{'Каля' if code == 'be' else 'Около'} {words}."
            found = [place.city for place in find_places(text, get_places(), language.mark(text))]
            assert found == ([] if (key, form) in AMBIGUOUS else [key]), words
    for key in KEYS["people"]:
        for form in FORMS["people"]:
            name = str(find_form(code, "people", key, form)).removeprefix("с ").removeprefix("со ")
            name = name.removeprefix("з ").removeprefix("са ")
            assert read(f"Xx {name} yy.", code) == [(name, (key,))], name


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("table", FORMS)
def test_every_name_has_every_form(code: str, table: str) -> None:
    for key in KEYS[table]:
        for form in FORMS[table]:
            told = find_form(code, table, key, form)
            assert told, (key, form)
            assert re.fullmatch(r"[А-ЯЁІЎа-яёіў’ -]+", told), told
            preposition = PREPOSITIONS[code].get(form)
            assert preposition is None or re.match(rf"({preposition}) \S", told), told


def test_a_preposition_suits_the_name_behind_it() -> None:
    """Before two consonants of which the first hisses it is `со` and `са`, before a Belarusian `у` it is `ва`, before a
    vowel `об`."""
    for code, short, long in (("ru", "с", "со"), ("be", "з", "са")):
        for key in KEYS["people"]:
            preposition, name = str(find_form(code, "people", key, "with")).split(" ", 1)
            hisses = re.match("[СЗШЖЧЦ][бвгджзклмнпрстфхцчшщ]", name)
            assert preposition == (long if hisses else short), name
    for key in KEYS["places"]:
        preposition, name = str(find_form("be", "places", key, "in")).split(" ", 1)
        assert preposition == "на" or (preposition == "ва") == name.startswith("У"), name
        preposition, name = str(find_form("ru", "places", key, "in")).split(" ", 1)
        assert preposition == "на" or (preposition == "во") == name.startswith(("Вл", "Рж")), name
    for key in KEYS["topics"]:
        preposition, name = str(find_form("ru", "topics", key, "about")).split(" ", 1)
        assert (preposition == "об") == (name[0].lower() in "аиоуэ"), name


def test_english_has_no_cases_and_an_unknown_name_no_form() -> None:
    assert not has_cases(ENGLISH)
    assert find_form(ENGLISH, "places", "Minsk", "in") is None
    assert find_form("ru", "places", "Narnia", "in") is None
    assert find_form("ru", "people", "john-doe", "with") is None


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a copy of the Russian file."""
    copy = tmp_path / "ru.cases.toml"
    copy.write_text((cases.FOLDER / "ru.cases.toml").read_text("utf-8"), "utf-8")
    return copy


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (r"^Minsk = .*\n", "", r"line \d+: \[places\] lacks 'Minsk'"),
        (r"^Minsk = ", "Narnia = { in = \"в Нарнии\", of = \"Нарнии\" }\nMinsk = ",
            r"line \d+: \[places\] has an unknown key 'Narnia'"),
        (r"^Minsk = .*", 'Minsk = { in = "в Минске" }', r"line \d+: the forms of 'Minsk' are not in, of"),
        (r"^Minsk = .*", 'Minsk = "в Минске"', r"line \d+: the forms of 'Minsk' are not in, of"),
        (r"^Minsk = .*", 'Minsk = { in = "в Минске", of = " " }', r"line \d+: a form of 'Minsk' is not a word"),
        (r"^\[topics\]", "[themes]", r"line 1: the table 'topics' is missing"),
        (r"^\[topics\]", "[themes]\n[topics]", r"line \d+: unknown table 'themes'"),
        (r"^\[topics\]", "[topics", r".*line \d+"),
    ],
)  # fmt: skip
def test_a_file_that_lacks_a_form_is_refused(path: Path, old: str, new: str, message: str) -> None:
    text, times = re.subn(old, new, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert times == 1
    path.write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=rf"^ru\.cases\.toml[,:] {message}"):
        read_cases(path)

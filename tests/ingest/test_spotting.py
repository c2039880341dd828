"""The filter in front of a crawl: whatever the reader takes for one of the presidents, it lets through."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ingest.sources import spotting
from app.ingest.sources.spotting import can_speak_of_both
from app.ingest.stages.read.charset import CYRILLIC_CHARSETS
from app.lexicon.language import get_tables
from app.lexicon.matcher import expand
from app.lexicon.people import PRESIDENT, get_people
from tests.bench.warc import list_gold
from tests.shared import needs_shared

ROOT = Path(__file__).parents[2]
PAGE = "<!doctype html><title>News</title><p>Yesterday {} and {} spoke. День быў цёплы."
# Of the two that are put together in a page one is tried in all its spellings, the other is plain.
PUTIN, LUKASHENKO = "Putin", "Lukashenko"


def list_forms(country: str) -> Iterator[str]:
    """List every spelling of a president's name and office, of whoever held it, and of his country."""
    holders = {
        term.person for term in get_people().offices if (term.office, term.country) == (PRESIDENT, country)
    }
    offices = [f"{name}_{country.lower()}" for name in ("president", "colleague")]
    for table in get_tables().values():
        groups = [group for group in table.values() if isinstance(group, dict)]
        entries = [entry for slug in holders for entry in table["names"].get(slug, ())]
        entries += table["countries"].get(country, ())
        entries += [entry for group in groups for office in offices for entry in group.get(office, ())]
        for entry in entries:
            yield from (form.removeprefix("=") for form in expand(entry))


def make_pages(country: str, form: str) -> str:
    return PAGE.format(form, LUKASHENKO) if country == "RU" else PAGE.format(PUTIN, form)


@pytest.mark.parametrize("country", ["RU", "BY"])
def test_every_spelling_that_the_reader_knows_passes_in_small_letters_and_capitals(country: str) -> None:
    forms = sorted({*list_forms(country)})
    assert len(forms) > 300
    for form in forms:
        for written in (form, form.upper(), form.replace("ё", "е"), form[0].upper() + form[1:]):
            assert can_speak_of_both(make_pages(country, written).encode()), written


@pytest.mark.parametrize("country", ["RU", "BY"])
@pytest.mark.parametrize(
    "charset", [*CYRILLIC_CHARSETS, "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"]
)
def test_every_spelling_passes_in_every_encoding_that_has_its_letters(country: str, charset: str) -> None:
    passed = 0
    for form in sorted({*list_forms(country)}):
        try:
            data = make_pages(country, form).replace("День быў цёплы.", "Это так.").encode(charset)
        except UnicodeEncodeError:
            continue
        assert can_speak_of_both(data), form
        passed += 1
    assert passed > 100


@pytest.mark.parametrize("country", ["RU", "BY"])
def test_every_spelling_passes_as_references_and_as_escapes_of_json(country: str) -> None:
    for form in sorted({*list_forms(country)}):
        decimal = form.encode("ascii", "xmlcharrefreplace").decode()
        hexadecimal = re.sub(r"&#(\d+);", lambda match: f"&#x{int(match[1]):04X};", decimal)
        escaped = form.encode("ascii", "backslashreplace").decode()
        hyphenated = f"{form[:3]}\u00ad{form[3:]}"
        for written in (decimal, hexadecimal, escaped, hyphenated, hyphenated.replace("\u00ad", "&shy;")):
            assert can_speak_of_both(make_pages(country, written).encode()), written


@pytest.mark.parametrize(
    "words",
    [
        "Лука&#1096;енко и Путин",
        "<b>Л</b>укашенко и <b>В</b>ладимир <b>П</b>утин",
        "Luka&scaron;enko a Putin",
        "A. Łukaszenka i W. Putin",
        "президенты России и&nbsp;Белоруссии",
        "встреча российского президента с&nbsp;белорусским коллегой",
    ],
)
def test_names_within_markup_pass(words: str) -> None:
    assert can_speak_of_both(f"<p>{words}".encode())


@pytest.mark.parametrize(
    "words",
    [
        "Putin met Xi in Beijing, and Russian banks were shut.",
        "Lukashenko met Xi in Beijing.",
        "Женские имена в Челябинске: категория, пригород, приговор. Путин.",
        "Nothing of the kind.",
        "СЕРБИЯ и Россия",
        "",
    ],
)
def test_pages_that_name_one_or_none_do_not_pass(words: str) -> None:
    assert not can_speak_of_both(f"<!doctype html><p>{words}".encode())
    assert not can_speak_of_both(f"<!doctype html><p>{html.escape(words)}".encode("cp1251"))


def test_every_article_of_the_corpus_passes_as_it_is_and_in_other_encodings() -> None:
    paths = sorted((ROOT / "tests/quality/press").glob("*.txt"))
    assert len(paths) > 40
    for path in paths:
        text = path.read_text("utf-8")
        assert can_speak_of_both(text.encode()), path.name
        for charset in ("cp1251", "koi8-r", "utf-16"):
            assert can_speak_of_both(text.encode(charset, "xmlcharrefreplace")), (path.name, charset)


@needs_shared
def test_nothing_that_is_wanted_of_the_shared_corpora_is_lost() -> None:
    wanted = [(name, text) for name, text, is_wanted in list_gold() if is_wanted]
    assert len(wanted) > 150
    assert not [name for name, text in wanted if not can_speak_of_both(text.encode())]


def test_a_new_spelling_in_the_lexicon_passes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    page = PAGE.format("Batska", PUTIN).encode()
    assert not can_speak_of_both(page)
    from app.lexicon.traces import get_traces

    table = get_tables()["en"]
    names = table["names"] | {"alexander-lukashenko": [*table["names"]["alexander-lukashenko"], "Batska"]}
    with monkeypatch.context() as patch:
        patch.setitem(table, "names", names)
        get_traces.cache_clear()
        spotting._get_needles.cache_clear()
        assert can_speak_of_both(page)
    get_traces.cache_clear()
    spotting._get_needles.cache_clear()
    assert not can_speak_of_both(page)

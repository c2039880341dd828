"""An article in a language without rules is stored, nothing is read from it, and every place says so."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.languages import format_unread
from app.ingest.reading import read_reading
from app.store.engine import open_database
from tests.commands import Run, write
from tests.databases import make_url
from tests.sample_reading import make_article
from tests.samples import save_readings
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app
from tests.web.test_article_pages import find_article

TEXTS = {
    "de": "Der Kreml meldet ein Treffen in Minsk\n\nWladimir Putin und Alexander Lukaschenko haben sich am 7. Dezember "
    "2019 in Minsk getroffen. „Wir sind uns über das Gas einig geworden“, sagte Putin nach dem Gespräch.\n",
    "pl": "Kreml informuje o spotkaniu w Mińsku\n\nWładimir Putin i Alaksandr Łukaszenka spotkali się w Mińsku 7 "
    "grudnia 2019 roku. „Doszliśmy do porozumienia w sprawie gazu” – powiedział po rozmowie Putin.\n",
    "uk": "У Кремлі повідомили про зустріч у Мінську\n\nВолодимир Путін та Олександр Лукашенко зустрілися в Мінську "
    "7 грудня 2019 року. «Ми домовилися щодо ціни на газ», — сказав Путін після розмови.\n",
}
NAMES = {"de": "German", "pl": "Polish", "uk": "Ukrainian"}
ENGLISH = (
    "Talks\n\n8 December 2019\n\nVladimir Putin and Alexander Lukashenko met in Sochi on December 7, 2019.\n"
)


@pytest.fixture
def press(tmp_path: Path) -> Path:
    folder = tmp_path / "press"
    for language, text in TEXTS.items():
        write(folder / f"{language}.txt", text)
    write(folder / "en.txt", ENGLISH)
    return folder


@pytest.mark.parametrize("language", TEXTS)
def test_extract_tells_the_language_and_nothing_else(summitry: Run, press: Path, language: str) -> None:
    done = summitry("extract", press / f"{language}.txt")
    assert (done.code, done.err) == (0, "")
    row = json.loads(done.out)
    assert row["article"]["language"] == language
    assert (row["events"], row["quotes"], row["claims"]) == ([], [], [])


def test_the_report_of_an_ingestion_names_what_it_stored_and_did_not_read(summitry: Run, press: Path) -> None:
    first = summitry("ingest", press)
    assert first.code == 0, first.err
    for language, name in NAMES.items():
        [line] = [line for line in first.out.splitlines() if line.startswith(str(press / f"{language}.txt"))]
        assert line.rstrip().endswith(f"stored, not read: no rules for {name} ({language})")
    assert "4 read: 4 stored, 0 unchanged, 0 rejected. From 3 of them nothing is read" in first.out
    again = summitry("ingest", press, "--json")
    assert (again.code, again.report["stored"], again.report["unchanged"]) == (0, 0, 4)
    assert again.report["unread"] == [
        {"source": str(press / f"{language}.txt"), "language": language} for language in sorted(TEXTS)
    ]
    assert again.report["events"] == 1


def test_what_is_read_is_not_called_unread(summitry: Run, press: Path) -> None:
    assert summitry("ingest", press / "en.txt", "--json").report["unread"] == []
    assert "not read" not in summitry("ingest", press / "en.txt").out
    assert "not read" not in summitry("runs").out


def test_past_runs_tell_how_many_articles_in_which_languages_were_not_read(
    summitry: Run, press: Path
) -> None:
    summitry("ingest", press)
    lines = summitry("runs").out.splitlines()
    assert [line for line in lines if "not read" in line] == [
        f"  not read: 1 stored, no rules for {name} ({language})" for language, name in sorted(NAMES.items())
    ]


def test_rows_of_a_table_are_counted_by_why_they_are_not_read(summitry: Run, tmp_path: Path) -> None:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["url", "title", "published", "text"])
    for number, text in enumerate([ENGLISH, TEXTS["de"], TEXTS["de"]]):
        title, _, body = text.partition("\n\n")
        rows.writerow([f"https://press.example/{number}", f"{title}, {number}", "2019-12-08", body])
    done = summitry("ingest", write(tmp_path / "year.csv", out.getvalue()))
    assert done.code == 0, done.err
    assert "rows: 1 stored; 2 stored, not read: no rules for German (de)" in done.out


def test_an_article_whose_language_could_not_be_told_says_so(database: Path) -> None:
    article = replace(make_article(["Putin, 7.12.2019."], title="Nothing"), language=None)
    engine = open_database(make_url(database))
    save_readings(engine, [read_reading(article)])
    engine.dispose()
    with CheckedClient(make_test_app(database), base_url=BASE_URL) as client:
        words = Document(client.get(find_article(client, "Nothing")).text).text
    assert "The language of this article could not be told: nothing was read from it." in words
    assert "language not told" in words
    assert format_unread(None) == format_unread("zxx") == "its language could not be told"
    assert format_unread("tlh") == "no rules for the language tlh"


def test_the_page_of_an_article_says_that_its_language_is_not_read(
    summitry: Run, press: Path, database: Path
) -> None:
    summitry("ingest", press)
    with CheckedClient(make_test_app(database), base_url=BASE_URL) as client:
        page = Document(client.get(find_article(client, TEXTS["de"].split("\n")[0])).text)
        read = Document(client.get(find_article(client, "Talks")).text)
    note = "This article is in German, which summitry does not read yet: nothing was read from it."
    assert note in page.text
    assert "read from 1 source" in page.text
    assert "German" in page.get_text("section", aria_labelledby="about-h")
    assert "what was read from it is marked" not in page.text
    assert "Yellow words" not in page.text
    # Nothing was read from it, so nothing of somebody else's text is shown.
    assert "einig geworden" not in page.text
    assert "none of it" in page.text
    # That a day without a date of publication cannot be told would be beside the point.
    assert "cannot be dated" not in page.text
    assert "does not read yet" not in read.text
    assert "what was read from it is marked" in read.text


def test_a_digest_in_a_language_that_is_not_read_is_shown_whole_and_says_so(
    summitry: Run, tmp_path: Path, database: Path
) -> None:
    head = "---\nurl: https://press.example/original\npublished: 2019-12-08\ndigest: true\n---\n\n"
    summitry("ingest", write(tmp_path / "digest.md", head + TEXTS["uk"]))
    with CheckedClient(make_test_app(database), base_url=BASE_URL) as client:
        words = Document(client.get(find_article(client, TEXTS["uk"].split("\n")[0])).text).text
    assert "This article is in Ukrainian, which summitry does not read yet" in words
    assert "сказав Путін після розмови" in words
    assert "none of it" not in words

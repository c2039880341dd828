"""The pages in Russian and Belarusian: prefixes, links, names, dates, plural forms, and complete catalogues."""

import ast
import re
from datetime import date

import pytest
from babel.messages.catalog import Message
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.domain.titles import FORMAT_WORDS, KIND_WORDS, make_title, read_title
from app.domain.vocabulary import TOPICS, Field, Status
from app.lexicon.people import get_people
from app.lexicon.places import get_places
from app.web.dates import format_date, format_day
from app.web.formatting import (
    format_city,
    format_country,
    format_language,
    format_person,
    format_place,
    format_topic,
)
from app.web.language import LANGUAGES, choose_language, link, ngettext, speak, split_path
from app.web.terms import TERMS
from tests import catalogues
from tests.web.conftest import BASE_URL

PLACEHOLDER = re.compile(r"%\(\w+\)s")
TAG = re.compile(r"<[^>]+>")
SOCHI = "/events/2019-12-07-sochi"


def list_forms(message: Message) -> list[str]:
    return list(message.string) if message.pluralizable else [message.string]


@pytest.mark.parametrize("code", catalogues.CODES)
def test_a_catalogue_says_all_that_the_pages_say_and_nothing_else(code: str) -> None:
    there = {(one.context, str(one.id)) for one in catalogues.read(code) if one.id}
    said = {(one.context, str(one.id)) for one in catalogues.extract() if one.id}
    assert there == said, "call `make words`, and translate what is new"


def test_a_text_within_another_call_or_string_is_found() -> None:
    said = {(one.context, one.id if isinstance(one.id, str) else one.id[0]) for one in catalogues.extract()}
    # One stands in an f-string of count_words.py, the other in a call of strip.py.
    assert {(None, "as many as claimed"), (None, "%(num)s match")} <= said


@pytest.mark.parametrize("code", catalogues.CODES)
def test_every_text_is_translated_whole_with_its_values_and_tags(code: str) -> None:
    catalogue = catalogues.read(code)
    for message in catalogue:
        if not message.id:
            continue
        english = message.id[-1] if message.pluralizable else message.id
        forms = list_forms(message)
        assert len(forms) == (catalogue.num_plurals if message.pluralizable else 1)
        for told in forms:
            assert told.strip(), english
            assert set(PLACEHOLDER.findall(told)) == set(PLACEHOLDER.findall(english)), english
            assert sorted(TAG.findall(told)) == sorted(TAG.findall(english)), english
            assert (told[0] == " ", told[-1] == " ") == (english[0] == " ", english[-1] == " "), english
    assert not catalogue.fuzzy


def test_no_text_for_readers_stands_within_an_f_string() -> None:
    """There `make words` does not see it, and it would be said in English: "в 2022 году up to that day"."""
    names = set(catalogues.KEYWORDS)
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in (catalogues.ROOT / "app" / "web").rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in names
    ]
    assert not hidden


def test_the_closed_lists_are_among_what_is_translated() -> None:
    terms = dict(TERMS)
    assert set(terms["kind"]) == set(KIND_WORDS.values())
    assert set(terms["format"]) == set(FORMAT_WORDS.values())
    assert {one.replace(" ", "-").lower() for one in terms["topic"]} == set(TOPICS)
    assert set(terms["status"]) == {*Status, "overdue"}
    assert set(terms["field"]) == {field.replace("_", " ") for field in Field}


@pytest.mark.parametrize(
    ("code", "title", "heading"),
    [
        ("ru", "Сочи, двусторонние переговоры, 7 декабря 2019", "Сочи, двусторонние переговоры"),
        ("be", "Сочы, двухбаковыя перамовы, 7 снежня 2019", "Сочы, двухбаковыя перамовы"),
    ],
)
def test_an_event_speaks_the_language_of_its_address(
    client: TestClient, code: str, title: str, heading: str
) -> None:
    page = client.get(f"/{code}{SOCHI}").text
    assert f'<html lang="{code}">' in page
    assert f"<title>{title} – Summitry</title>" in page
    assert heading in TAG.sub("", page)


def test_addresses_stay_in_the_language_and_name_the_page_in_the_others(client: TestClient) -> None:
    page = client.get(f"/ru{SOCHI}").text
    assert f'<link rel="canonical" href="{BASE_URL}/ru{SOCHI}">' in page
    for code, path in (("en", SOCHI), ("ru", f"/ru{SOCHI}"), ("be", f"/be{SOCHI}"), ("x-default", SOCHI)):
        assert f'<link rel="alternate" hreflang="{code}" href="{BASE_URL}{path}">' in page
    anchors = re.findall(r"<a ([^>]*)>", page)
    ours = [re.search(r'href="(/[^"]*)"', one) for one in anchors if "hreflang" not in one]
    paths = {found[1] for found in ours if found}
    data = {path for path in paths if path.endswith((".json", ".ics", ".atom", ".bib", ".ris"))}
    assert len(paths - data) > 10
    assert all(path.startswith("/ru/") for path in paths - data), sorted(paths - data)
    assert not any(path.startswith("/ru/") for path in data)


def test_what_a_reader_prefers_is_offered_and_never_forced(client: TestClient) -> None:
    for asked, offer in (
        ("be,ru;q=0.8", '<a href="/be/" hreflang="be">Гэтая старонка па-беларуску</a>'),
        ("ru-RU,en;q=0.7", '<a href="/ru/" hreflang="ru">Эта страница по-русски</a>'),
    ):
        answer = client.get("/", headers={"accept-language": asked})
        assert answer.status_code == 200
        assert offer in answer.text
        assert '<html lang="en">' in answer.text
        assert "Accept-Language" in answer.headers["vary"]
    for asked in ("en-GB", "de", "", "*", "ru;q=0", ";;q=,,", "ru;q=x"):
        assert "Эта страница" not in client.get("/", headers={"accept-language": asked}).text
    assert "This page in English" in client.get("/ru/", headers={"accept-language": "en"}).text


@pytest.mark.parametrize("path", ["/ru", "/ru/", "/be", "/be/"])
def test_the_front_page_stands_with_and_without_a_slash(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    code = path.strip("/")
    assert f'<link rel="canonical" href="{BASE_URL}/{code}/">' in answer.text


@pytest.mark.parametrize("path", ["/rus", "/ru/ru/", "/be/ru/events", "/ru/nowhere", "/uk/"])
def test_what_is_no_page_is_none_in_any_language(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    code = path.split("/")[1]
    assert f'<html lang="{code if code in ("ru", "be") else "en"}">' in answer.text


def test_data_are_the_same_beneath_a_prefix(client: TestClient) -> None:
    assert client.get("/ru/events.json").json() == client.get("/events.json").json()


@pytest.mark.parametrize(
    ("accepted", "code"),
    [("ru", "ru"), ("en;q=0.3, be;q=0.9", "be"), ("fr, ru;q=0.1", "ru"), ("BE-by", "be"), ("fr", None), ("", None)],
)  # fmt: skip
def test_the_language_is_that_liked_best(accepted: str, code: str | None) -> None:
    assert choose_language(accepted) == code


@given(st.text(max_size=80))
def test_any_header_is_read(accepted: str) -> None:
    assert choose_language(accepted) in (None, *LANGUAGES)


@given(st.sampled_from(list(LANGUAGES)), st.text(alphabet="/rube?#=x", max_size=12))
def test_a_link_is_in_one_language_however_often_it_is_made(code: str, rest: str) -> None:
    path = link(f"/{rest}", code)
    assert link(path, code) == path
    if code != "en":
        assert split_path(path)[0] == code


def test_a_number_and_its_word_agree() -> None:
    with speak("ru"):
        said = [ngettext("%(num)s meeting", "%(num)s meetings", n) for n in (1, 2, 5, 11, 21, 104, 12_000)]
    assert said == [
        "1 встреча", "2 встречи", "5 встреч", "11 встреч", "21 встреча", "104 встречи", "12\u00a0000 встреч"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("ru", ("7 декабря 2019", "февраль 2021", "около мая 2024", "около 7 декабря 2019",
            "Понедельник, 23 ноября 2026")),
        ("be", ("7 снежня 2019", "люты 2021", "каля мая 2024", "каля 7 снежня 2019",
            "Панядзелак, 23 лістапада 2026")),
    ],
)  # fmt: skip
def test_a_month_stands_in_the_case_that_its_place_asks_for(code: str, words: tuple[str, ...]) -> None:
    with speak(code):
        told = [format_date(text) for text in ("2019-12-07", "2021-02", "2024-05~", "2019-12-07~")]
        assert (*told, format_day(date(2026, 11, 23))) == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("ru", ("Александр Лукашенко", "Сочи", "Грозный", "Россия", "внешняя политика", "белорусский")),
        ("be", ("Аляксандр Лукашэнка", "Сочы", "Грозны", "Расія", "знешняя палітыка", "беларуская")),
    ],
)
def test_names_are_spelled_as_the_language_does(code: str, words: tuple[str, ...]) -> None:
    with speak(code):
        assert words == (
            format_person("alexander-lukashenko"),
            format_place("sochi"),
            format_place("grozny"),
            format_country("RU"),
            format_topic("foreign-policy"),
            format_language("be"),
        )
        # Who is in no table stays as the slug tells.
        assert format_person("john-q-public") == "John Q Public"


@pytest.mark.parametrize("code", catalogues.CODES)
def test_every_name_of_the_tables_is_spelled_in_the_nominative(code: str) -> None:
    """A name with a bracket, a quotation mark or a sign of the tables would be one that is no heading."""
    with speak(code):
        places = {format_city(city.name) for city in get_places().cities.values()}
        people = {format_person(slug) for slug in get_people().names}
    for name in places | people:
        assert re.fullmatch(r"[А-ЯЁІЎ][\w’' -]*[\w]", name), name
        assert not re.search("[a-zA-Z]", name), name


@pytest.mark.parametrize(
    ("title", "city", "form", "told"),
    [
        ("Sochi, bilateral talks", "Sochi", "bilateral", ""),
        ("Telephone call", "", "telephone", ""),
        ("Saint Petersburg, on the sidelines", "Saint Petersburg", "sidelines", ""),
        ("Minsk: treaty signed, at last", "Minsk", None, "treaty signed, at last"),
        ("Treaty on the Union State signed", "", None, "Treaty on the Union State signed"),
        ("", "", None, ""),
    ],
)
def test_a_title_is_taken_apart_as_it_was_made(title: str, city: str, form: str | None, told: str) -> None:
    assert read_title(title) == (city, form, told)
    if form:
        kind = "call" if form == "telephone" else "meeting"
        assert make_title(kind, form, city or None) == title

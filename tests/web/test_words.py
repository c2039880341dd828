"""Values in words: dates as exact as told, counts that agree, views named."""

from datetime import date
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.domain.dates import EdtfDate
from app.domain.filters import Choice, Filters
from app.domain.vocabulary import Format, Kind, Status
from app.lexicon.places import get_places
from app.store.views import YearBar
from app.web import language, names
from app.web.dates import format_date, format_weekday, make_date_words
from app.web.formatting import (
    format_count,
    format_country,
    format_days,
    format_duration,
    format_list,
    format_place,
    format_quote,
    format_topic,
)
from app.web.language import speak
from app.web.phrases import make_count_sentence, make_heading, make_lead
from app.web.quote_phrases import make_quote_sentence


@pytest.mark.parametrize(
    ("text", "words", "short", "beside"),
    [
        ("2019-12-07", "7 December 2019", "7 December", "Saturday"),
        ("2024-05-23/2024-05-24", "23–24 May 2024", "23–24 May", "Thu–Fri"),
        ("2024-04-30/2024-05-02", "30 April–2 May 2024", "30 April–2 May", "Tue–Thu"),
        ("2023-12-31/2024-01-01", "31 December 2023–1 January 2024", "31 December–1 January 2024", "Sun–Mon"),
        ("2021-02", "February 2021", "February", "day not told"),
        ("2024-05~", "about May 2024", "about May", "day not told"),
        ("2024-05-24~", "about 24 May 2024", "about 24 May", "day of the report"),
        ("2021-02/2021-03", "February–March 2021", "February–March", "day not told"),
        ("1999", "1999", "1999", "month not told"),
    ],
)
def test_a_date_is_as_exact_as_it_was_told(text: str, words: str, short: str, beside: str) -> None:
    assert format_date(text) == words
    assert format_date(text, year=False) == short
    assert format_weekday(text) == beside


def test_quoted_words_lose_the_comma_that_led_on_and_nothing_else() -> None:
    assert format_quote("We do not ask for cheap gas,") == "We do not ask for cheap gas"
    assert format_quote("It will be done…") == "It will be done…"
    assert format_quote("Is that so?") == "Is that so?"


def test_no_date_is_said() -> None:
    assert format_date(None) == "date not told"


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)), st.integers(1, 500))
def test_the_machine_form_of_a_date_is_what_was_told(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    words = make_date_words(EdtfDate.of_days(first, last).text)
    assert [machine for machine, _ in words.parts] == [first.isoformat(), last.isoformat()]
    assert str(last.year) in str(words)


def test_counts_agree() -> None:
    assert format_count(1, "source") == "1 source"
    assert format_count(0, "source") == "0 sources"
    assert format_count(1200, "match", "matches") == "1,200 matches"
    assert format_list(["a", "b", "c"]) == "a, b and c"
    assert format_days(1) == "1 day"
    assert format_days(400) == "13 months"
    assert format_days(3000) == "8 years"
    assert format_duration(330) == "at least 5 hours 30 minutes"
    assert format_duration(60) == "at least 1 hour"
    assert format_duration(45) == "at least 45 minutes"


def test_names_are_those_that_readers_know() -> None:
    assert format_topic("foreign-policy") == "foreign policy"
    assert format_topic("ukraine") == "Ukraine"
    assert format_place("saint-petersburg") == "Saint Petersburg"
    assert format_place("a-place-unheard-of") == "A Place Unheard Of"


def test_a_view_is_named_and_counted() -> None:
    view = Filters({"topic": Choice(("energy",)), "year": Choice(("2022",))})
    assert make_heading(view) == "Events on energy in 2022"
    assert make_count_sentence(view, 1, shown=1) == "One event on energy in 2022."
    assert make_count_sentence(Filters(), 191, shown=50) == "All 191 events, newest first."
    view = Filters({"kind": Choice(("call", "meeting")), "place": Choice((), ("minsk",))}, ("gas",))
    assert make_count_sentence(view, 12, shown=12) == (
        "12 calls and meetings outside Minsk that tell of “gas”, newest first."
    )
    assert make_count_sentence(view, 0, shown=0) == "No calls and meetings outside Minsk that tell of “gas”."


def view(q: tuple[str, ...] = (), **choices: str) -> Filters:
    """Make a view from words: `place="sochi -minsk"` wants the first and leaves out the second."""
    made = {}
    for facet, words in choices.items():
        wanted = tuple(sorted(word for word in words.split() if word[0] != "-"))
        made[facet] = Choice(wanted, tuple(sorted(word[1:] for word in words.split() if word[0] == "-")))
    return Filters(made, q)


@pytest.mark.parametrize(
    ("filters", "total", "sentence"),
    [
        (view(), 0, "No events."),
        (view(), 1, "One event."),
        (view(), 1234, "All 1,234 events, newest first."),
        (
            view(kind="meeting", topic="energy", year="2022"),
            12,
            "12 meetings on energy in 2022, newest first.",
        ),
        (view(kind="call"), 1, "One call."),
        (view(kind="milestone related"), 7, "7 events (milestones or related events), newest first."),
        (view(kind="call meeting"), 1, "One call or meeting."),
        (view(kind="meeting", status="held", place="sochi"), 28, "28 meetings held in Sochi, newest first."),
        (view(status="overdue"), 1, "One overdue event."),
        (view(status="held", year="2017"), 1, "One event that took place in 2017."),
        (view(kind="call", status="planned cancelled"), 2, "2 calls (cancelled or planned), newest first."),
        (view(kind="milestone", status="held"), 3, "3 milestones (held), newest first."),
        (view(format="visit"), 6, "6 visits, newest first."),
        (view(format="visit", status="planned"), 0, "No visits (planned)."),
        (view(kind="call", format="visit"), 0, "No calls (visits)."),
        (
            view(kind="meeting", format="council sidelines", year="2009"),
            2,
            "2 meetings (meetings of the Supreme State Council or meetings on the sidelines) in 2009, newest first.",
        ),
        (view(format="telephone", kind="call"), 38, "38 telephone calls, newest first."),
        (
            view(place="sochi minsk", person="maxim-oreshkin", topic="energy trade", year="2019 2020"),
            4,
            "4 events in Minsk or Sochi with Maxim Oreshkin on energy and trade in 2019 or 2020, newest first.",
        ),
        (view(person="-maxim-oreshkin"), 9, "9 events without Maxim Oreshkin, newest first."),
        (
            view(topic="-energy -trade", year="2024"),
            5,
            "5 events not on energy or trade in 2024, newest first.",
        ),
        (view(year="-2019"), 1, "One event outside 2019."),
        (view(kind="-call", topic="energy"), 0, "No events on energy, leaving out calls."),
        (
            view(place="sochi -minsk"),
            3,
            "3 events in Sochi, leaving out those in Minsk, newest first.",
        ),
        (
            view(
                status="-planned",
                person="-maxim-oreshkin",
                topic="-trade",
                year="-2019 -2020",
                format="-visit",
            ),
            90,
            "90 events, leaving out visits, those planned, those with Maxim Oreshkin, those on trade and those of "
            "2019 or 2020, newest first.",
        ),
        (view(("gas",), kind="call"), 1, "One call that tells of “gas”."),
        (
            view(("gas", "oil"), place="-minsk"),
            2,
            "2 events outside Minsk that tell of “gas” or “oil”, newest first.",
        ),
        (
            view(("gas",), kind="-call"),
            2,
            "2 events that tell of “gas”, leaving out calls, newest first.",
        ),
    ],
)
def test_any_view_is_said_in_a_sentence(filters: Filters, total: int, sentence: str) -> None:
    assert make_count_sentence(filters, total, shown=total) == sentence


def test_a_later_page_says_how_many_older_ones_it_shows() -> None:
    later = Filters({"kind": Choice(("call",))}, (), "2019-12-30-call")
    assert make_count_sentence(later, 60, shown=1) == "All 60 calls, newest first: here is 1 older one."
    assert make_count_sentence(later, 60, shown=10) == "All 60 calls, newest first: here are 10 older ones."


def test_every_kind_format_and_status_has_words_in_every_place() -> None:
    for facet, values in (("kind", Kind), ("format", Format), ("status", (*Status, "overdue"))):
        for value in values:
            assert make_heading(view(**{facet: value}))
            assert "leaving out" in make_heading(view(**{facet: f"-{value}"}))
        every = " ".join(values)
        assert make_count_sentence(view(**{facet: every}), 3, shown=3).count("(") == 1


def test_a_catalogue_can_say_the_sentence_in_another_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language with cases and three plural forms needs no other code, only messages and the names in their role."""
    texts = {
        "%(events)s on %(topics)s": "%(events)s об %(topics)s",
        "%(events)s in %(years)s": "%(events)s в %(years)s году",
        "%(events)s, newest first.": "%(events)s, сначала новые.",
    }
    forms = ("%(num)s встреча", "%(num)s встречи", "%(num)s встреч")

    def find_plural(one: str, _many: str, number: int) -> str:
        if number % 10 == 1 and number % 100 != 11:
            return forms[0]
        return forms[1] if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else forms[2]

    said = {("energy", names.Role.ON): "энергетике"}
    monkeypatch.setattr(language, "find_text", lambda message: texts.get(message, message))
    monkeypatch.setattr(language, "find_text_in", lambda _context, message: texts.get(message, message))
    monkeypatch.setattr(language, "find_plural", find_plural)
    monkeypatch.setattr(names, "format_name", lambda _facet, value, role: said[value, role])
    shown = view(kind="meeting", topic="energy", year="2022")
    for number, noun in ((12, "встреч"), (22, "встречи"), (31, "встреча")):
        sentence = make_count_sentence(shown, number, shown=number)
        assert sentence == f"{number} {noun} об энергетике в 2022 году, сначала новые."


def test_the_lead_names_only_what_is_in_the_record() -> None:
    def year(number: int, **counts: int) -> YearBar:
        every = dict.fromkeys(("held", "calls", "planned", "cancelled", "overdue", "other", "matching"), 0)
        return YearBar(year=number, **{**every, **counts})

    assert make_lead([year(1999, other=1), year(2018, held=1)]) == "1 meeting since 2018."
    assert make_lead([year(2018, held=2, calls=1), year(2019, overdue=1)]) == (
        "2 meetings since 2018, with the calls between them and the meetings that were announced and never reported."
    )
    assert make_lead([]).startswith("Nothing has been read yet.")


def test_every_country_of_the_lexicon_has_a_name() -> None:
    codes = {city.country for city in get_places().cities.values()} | get_places().countries
    assert all(format_country(code) != code for code in codes), codes


# What is seen, how many, and the sentence as an editor of a Russian and of a Belarusian paper would have it.
SENTENCES = [
    (view(), 0, "Ни одного события.", "Ніводнай падзеі."),
    (view(), 21, "Всего 21 событие, сначала новые.", "Усяго 21 падзея; ад новых да старых."),
    (view(kind="meeting"), 1, "Одна встреча.", "Адна сустрэча."),
    (view(kind="call"), 1, "Один разговор.", "Адна размова."),
    (view(format="visit"), 1, "Один визит.", "Адзін візіт."),
    (view(format="council"), 1, "Одно заседание Высшего государственного совета.",
        "Адно пасяджэнне Вышэйшага дзяржаўнага савета."),
    (view(kind="meeting"), 0, "Ни одной встречи.", "Ніводнай сустрэчы."),
    (view(kind="call", status="planned"), 0, "Ни одного запланированного разговора.",
        "Ніводнай запланаванай размовы."),
    (view(kind="call meeting"), 0, "Ни одной встречи и ни одного разговора.",
        "Ніводнай размовы і ніводнай сустрэчы."),
    (view(kind="meeting", place="sochi", topic="energy"), 12,
        "12 встреч в Сочи по энергетике, сначала новые.",
        "12 сустрэч у Сочы па энергетыцы; ад новых да старых."),
    (view(kind="meeting", status="held", place="minsk"), 1, "Одна состоявшаяся встреча в Минске.",
        "Адна праведзеная сустрэча ў Мінску."),
    (view(kind="meeting", place="vladivostok"), 2, "2 встречи во Владивостоке, сначала новые.",
        "2 сустрэчы ва Уладзівастоку; ад новых да старых."),
    (view(kind="meeting", place="valaam"), 3, "3 встречи на Валааме, сначала новые.",
        "3 сустрэчы на Валааме; ад новых да старых."),
    (view(place="vostochny"), 1, "Одно событие на космодроме Восточный.",
        "Адна падзея на касмадроме Васточны."),
    (view(place="grozny borisov"), 2, "2 события в Борисове или в Грозном, сначала новые.",
        "2 падзеі ў Барысаве або ў Грозным; ад новых да старых."),
    (view(kind="meeting", place="-minsk"), 5, "5 встреч вне Минска, сначала новые.",
        "5 сустрэч па-за межамі Мінска; ад новых да старых."),
    (view(kind="meeting", place="-minsk -sochi"), 5, "5 встреч вне Минска и Сочи, сначала новые.",
        "5 сустрэч па-за межамі Мінска і Сочы; ад новых да старых."),
    (view(kind="meeting", person="dmitry-medvedev", place="-minsk", year="2009"), 7,
        "7 встреч с Дмитрием Медведевым вне Минска в 2009 году, сначала новые.",
        "7 сустрэч з Дзмітрыем Мядзведзевым па-за межамі Мінска ў 2009 годзе; ад новых да старых."),
    (view(person="stanislav-zas", place="minsk"), 0, "Ни одного события со Станиславом Засем в Минске.",
        "Ніводнай падзеі са Станіславам Засем у Мінску."),
    (view(kind="meeting", person="alexander-lukashenko xi-jinping"), 4,
        "4 встречи с Александром Лукашенко или с Си Цзиньпином, сначала новые.",
        "4 сустрэчы з Аляксандрам Лукашэнкам або з Сі Цзіньпінам; ад новых да старых."),
    (view(person="-maxim-oreshkin"), 9, "9 событий без Максима Орешкина, сначала новые.",
        "9 падзей без Максіма Арэшкіна; ад новых да старых."),
    (view(kind="call", topic="foreign-policy ukraine"), 6,
        "6 разговоров по внешней политике и Украине, сначала новые.",
        "6 размоў па знешняй палітыцы і Украіне; ад новых да старых."),
    (view(topic="-energy", year="2024"), 5, "5 событий не по энергетике в 2024 году, сначала новые.",
        "5 падзей не па энергетыцы ў 2024 годзе; ад новых да старых."),
    (view(topic="military", year="2022 2023"), 2,
        "2 события по военным вопросам в 2022 или 2023 году, сначала новые.",
        "2 падзеі па ваенных пытаннях у 2022 або 2023 годзе; ад новых да старых."),
    (view(kind="meeting", year="-2019 -2020"), 8,
        "8 встреч за все годы, кроме 2019 и 2020, сначала новые.",
        "8 сустрэч за ўсе гады, акрамя 2019 і 2020; ад новых да старых."),
    (view(kind="-call", topic="energy"), 0, "Ни одного события по энергетике, не считая разговоров.",
        "Ніводнай падзеі па энергетыцы, не лічачы размоў."),
    (view(place="sochi -minsk"), 3, "3 события в Сочи, не считая событий в Минске, сначала новые.",
        "3 падзеі ў Сочы, не лічачы падзей у Мінску; ад новых да старых."),
    (view(status="-planned", person="-maxim-oreshkin", topic="-trade", year="-2019", format="-visit"), 90,
        "90 событий, не считая визитов, запланированных событий, событий с Максимом Орешкиным, событий по торговле "
        "и событий 2019 года, сначала новые.",
        "90 падзей, не лічачы візітаў, запланаваных падзей, падзей з Максімам Арэшкіным, падзей па гандлі "
        "і падзей 2019 года; ад новых да старых."),
    (view(("газ",), kind="meeting", place="minsk"), 3, "3 встречи в Минске со словами «газ», сначала новые.",
        "3 сустрэчы ў Мінску са словамі «газ»; ад новых да старых."),
    # What the user searched for stays as it was typed, even where an editor would write "ў".
    (view(("сустрэча у Сочы",)), 1, "Одно событие со словами «сустрэча у Сочы».",
        "Адна падзея са словамі «сустрэча у Сочы»."),
    # A name that the tables do not know stands by itself.
    (view(kind="meeting", place="narnia", topic="energy"), 2,
        "2 встречи (место: Narnia) по энергетике, сначала новые.",
        "2 сустрэчы (месца: Narnia) па энергетыцы; ад новых да старых."),
    (view(kind="meeting", place="minsk narnia"), 2, "2 встречи (место: Минск или Narnia), сначала новые.",
        "2 сустрэчы (месца: Мінск або Narnia); ад новых да старых."),
    (view(person="john-doe", place="-narnia"), 1, "Одно событие (участник: John Doe) (место: не Narnia).",
        "Адна падзея (удзельнік: John Doe) (месца: не Narnia)."),
    (view(person="-john-doe"), 1, "Одно событие (участник: не John Doe).",
        "Адна падзея (удзельнік: не John Doe)."),
    (view(kind="-call", person="-john-doe", place="-narnia"), 1,
        "Одно событие, не считая разговоров, событий (место: Narnia) и событий (участник: John Doe).",
        "Адна падзея, не лічачы размоў, падзей (месца: Narnia) і падзей (удзельнік: John Doe)."),
]  # fmt: skip


@pytest.mark.parametrize(("filters", "total", "russian", "belarusian"), SENTENCES)
def test_a_view_is_said_as_a_newspaper_would(
    filters: Filters, total: int, russian: str, belarusian: str
) -> None:
    for code, sentence in (("ru", russian), ("be", belarusian)):
        with speak(code):
            assert make_count_sentence(filters, total, shown=total) == sentence


@pytest.mark.parametrize(
    ("filters", "russian", "belarusian"),
    [
        (view(kind="meeting", place="sochi"), "Встречи в Сочи", "Сустрэчы ў Сочы"),
        (view(kind="call", year="2020"), "Разговоры в 2020 году", "Размовы ў 2020 годзе"),
        (view(format="visit", place="ufa"), "Визиты в Уфе", "Візіты ва Уфе"),
        (view(kind="milestone", status="held", year="1999"), "Вехи (состоялось) в 1999 году",
            "Вехі (адбылося) у 1999 годзе"),
    ],
)  # fmt: skip
def test_a_heading_is_said_as_a_newspaper_would(filters: Filters, russian: str, belarusian: str) -> None:
    for code, heading in (("ru", russian), ("be", belarusian)):
        with speak(code):
            assert make_heading(filters) == heading


@pytest.mark.parametrize(
    ("filters", "total", "russian", "belarusian"),
    [
        (view(), 0, "Ни одной цитаты.", "Ніводнай цытаты."),
        (view(), 21, "Всего 21 цитата, сначала новые.", "Усяго 21 цытата, спачатку новыя."),
        (view(speaker="vladimir-putin", topic="energy", year="2019", language="ru"), 12,
            "12 цитат Владимира Путина об энергетике за 2019 год на русском языке, сначала новые.",
            "12 цытат Уладзіміра Пуціна пра энергетыку за 2019 год на рускай мове, спачатку новыя."),
        (view(topic="sport trade"), 1, "1 цитата о спорте и о торговле.", "1 цытата пра спорт і пра гандаль."),
        (view(speaker="unknown"), 2, "2 цитаты без указания автора, сначала новые.",
            "2 цытаты без указання аўтара, спачатку новыя."),
        (view(speaker="john-doe"), 1, "1 цитата (автор: John Doe).", "1 цытата (аўтар: John Doe)."),
        (view(year="2019 unknown", language="uk"), 1, "1 цитата (2019 или год не указан), язык: украинский.",
            "1 цытата (2019 або год не ўказаны), мова: украінская."),
        (view(speaker="-vladimir-putin -unknown -john-doe", year="-2019 -unknown", topic="-energy",
              language="-en -uk -unknown", kind="-direct"), 1,
            "1 цитата, не считая дословных, цитат (автор: John Doe), цитат без указания автора, цитат Владимира "
            "Путина, цитат за 2019 год, цитат без указания года, цитат об энергетике, цитат на английском языке, "
            "цитат (язык: украинский) и цитат без указания языка.",
            "1 цытата, не лічачы даслоўных, цытат (аўтар: John Doe), цытат без указання аўтара, цытат Уладзіміра "
            "Пуціна, цытат за 2019 год, цытат без указання года, цытат пра энергетыку, цытат на англійскай мове, "
            "цытат (мова: украінская) і цытат без указання мовы."),
    ],
)  # fmt: skip
def test_quotes_are_counted_as_a_newspaper_would(
    filters: Filters, total: int, russian: str, belarusian: str
) -> None:
    for code, sentence in (("ru", russian), ("be", belarusian)):
        with speak(code):
            assert make_quote_sentence(filters, total, shown=total) == sentence


def test_quotes_are_counted_in_english_too() -> None:
    filters = view(
        speaker="vladimir-putin unknown -john-doe", year="2019", topic="energy", language="-ru", kind="direct"
    )
    assert make_quote_sentence(filters, 2, shown=2) == (
        "2 quotes of speaker not known or Vladimir Putin in 2019 on energy, word for word, "
        "without John Doe and Russian, newest first."
    )
    assert make_quote_sentence(view(), 0, shown=0) == "No quotes."


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/ru/?kind=meeting&place=sochi&topic=energy", "в Сочи по энергетике"),
        ("/be/?kind=meeting&place=sochi&topic=energy", "ў Сочы па энергетыцы"),
        ("/ru/overview?place=sochi", "учтено: "),
        ("/ru/places/sochi", "<bdi>Сочи</bdi>"),
        ("/be/places/sochi", "<bdi>Сочы</bdi>"),
        ("/ru/people/vladimir-putin", "Цитаты Владимира Путина"),
        ("/be/people/vladimir-putin", "Цытаты Уладзіміра Пуціна"),
        ("/ru/quotes?speaker=vladimir-putin", "Цитаты Владимира Путина"),
        ("/be/compare?place=minsk&place=sochi", " ў Мінску"),
    ],
)  # fmt: skip
def test_pages_say_it_so(client: TestClient, path: str, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert words in unescape(answer.text)

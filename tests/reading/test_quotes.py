"""Who said what: marks of every kind, split and left open, speakers by name, pronoun and office, and what is none."""

import gc
import itertools
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.dates import EdtfDate
from app.domain.findings import Findings, FoundPerson
from app.domain.marks import Marks
from app.domain.readings import Article, Reading
from app.ingest.reading import find_findings, read_reading
from app.ingest.stages.quoted import find_quoted
from app.ingest.stages.quotes import find_quotes
from app.ingest.stages.segment import split_sentences
from app.lexicon.language import get_language

PUTIN, LUKASHENKO, PESKOV = "vladimir-putin", "alexander-lukashenko", "dmitry-peskov"
Quotes = list[tuple[str | None, str]]


def read(text: str, language: str, title: str | None = None) -> Reading:
    whole = f"{title}\n\n{text}" if title else text
    article = Article("test.txt", title, None, None, EdtfDate.parse("2023-04-07"), language, whole)
    reading = read_reading(article)
    for quote in reading.quotes:
        assert quote.span.of(whole) == quote.text
    return reading


def list_quotes(text: str, language: str, kind: str = "direct") -> Quotes:
    return [(quote.speaker, quote.text) for quote in read(text, language).quotes if quote.kind == kind]


ENGLISH: list[tuple[str, Quotes]] = [
    ("“We have agreed on gas,” Putin said.", [(PUTIN, "We have agreed on gas,")]),
    ("“We have agreed on gas,” said Lukashenka.", [(LUKASHENKO, "We have agreed on gas,")]),
    ("Lukashenko noted: “We have agreed on gas.”", [(LUKASHENKO, "We have agreed on gas.")]),
    ("According to Putin, “it is done.”", [(PUTIN, "it is done.")]),
    ("Putin spoke. “It is all done,” he said.", [(PUTIN, "It is all done,")]),
    ('"It is all done," Kremlin spokesman Dmitry Peskov said.', [(PESKOV, "It is all done,")]),
    ("“It is all done,” complained Anna Petrova, who runs a shop.", [("anna-petrova", "It is all done,")]),
    ("“It is all done,” Kremlin officials said.", [(None, "It is all done,")]),
    ("“Gas stays cheap until summer,” the document says.", [(None, "Gas stays cheap until summer,")]),
    (
        "Putin said “real progress” had been made, “even on oil.”",
        [(PUTIN, "real progress"), (PUTIN, "even on oil.")],
    ),
    # Marks of other countries, single marks among apostrophes, marks within marks.
    ("«The road is open», Putin said in Minsk.", [(PUTIN, "The road is open")]),
    ("„The road is open“, Putin said in Minsk.", [(PUTIN, "The road is open")]),
    ("„The road is open”, Putin said in Minsk.", [(PUTIN, "The road is open")]),
    (
        "'We shall sign it,' Putin said. 'The ministers' work isn't over.'",
        [(PUTIN, "We shall sign it,"), (PUTIN, "The ministers' work isn't over.")],
    ),
    ("‘It’s a long way,’ Lukashenko said.", [(LUKASHENKO, "It’s a long way,")]),
    ("“Nobody calls it ‘a union’ here,” Putin said.", [(PUTIN, "Nobody calls it ‘a union’ here,")]),
    ('"The "road map" is ready," Putin said.', [(PUTIN, 'The "road map" is ready,')]),
    ("The presidents' plan isn't the ministers' plan, Putin said.", []),
    # Split, several, over paragraphs, left open.
    (
        "“The road,” Putin said, “is open again.” “And it is free,” he added.",
        [(PUTIN, "The road,"), (PUTIN, "is open again."), (PUTIN, "And it is free,")],
    ),
    (
        "“It will take years,” said Lukashenko.\n\n“We have them.\n\n“And we have patience.”",
        [
            (LUKASHENKO, "It will take years,"),
            (LUKASHENKO, "We have them."),
            (LUKASHENKO, "And we have patience."),
        ],
    ),
    ("“The road is open, Putin said. They flew home.", [(PUTIN, "The road is open,")]),
    ("Quote from Putin: “The road is open.\n\nThey flew home.", [(PUTIN, "The road is open.")]),
    ("“Why the hurry?” Lukashenko asked. “We have time.”", [
        (LUKASHENKO, "Why the hurry?"), (LUKASHENKO, "We have time."),
    ]),
    # By pronoun, office, quotation in a quotation's place.
    ("Makei met Putin. “He was in good spirits,” Makei said. “That helps,” he added.", [
        ("vladimir-makei", "He was in good spirits,"), ("vladimir-makei", "That helps,"),
    ]),
    ("A baker from Brest, who asked for a lower rent, shrugged. “Nobody answers,” she said.", [
        (None, "Nobody answers,"),
    ]),
    ("The agency quoted Peskov as saying: “No date is set.”", [(PESKOV, "No date is set.")]),
    ("Zelensky called it “a great mistake”; Putin dismissed that as “complete nonsense”.", [
        ("volodymyr-zelensky", "a great mistake"), (PUTIN, "complete nonsense"),
    ]),
    ("In Lukashenko's words, the union “has never been stronger.”", [(LUKASHENKO, "has never been stronger.")]),
    ("Putin said that they “agreed on all of it” and that prices “will not rise”.", [
        (PUTIN, "agreed on all of it"), (PUTIN, "will not rise"),
    ]),
    ("Lukashenko, whom Putin met at the door, was brief: “I am content with it.”", [
        (LUKASHENKO, "I am content with it."),
    ]),
    # Names, titles, scare quotes and words that nobody is said to have said.
    ("They read “Belarus Today” at breakfast, Putin said.", []),
    ("The visit may seem “sudden” to some.", []),
    ("The so-called “road maps for closer union” lay on the table.", []),
    ("The exercise, dubbed “Shield of the Union”, begins soon, Putin said.", []),
    ("Lukashenko thanked his “elder brother”.", []),
    ("The president is often described as “a man of the village”.", []),
    ("They signed the programme “Roads of Friendship to 2030”, the minister said.", []),
]  # fmt: skip

RUSSIAN: list[tuple[str, Quotes]] = [
    ("«Мы договорились о газе», — сказал Путин.", [(PUTIN, "Мы договорились о газе")]),
    ("«Мы договорились о газе», — отметил президент России.", [(PUTIN, "Мы договорились о газе")]),
    ('"Мы договорились о газе", - заявил Лукашенко.', [(LUKASHENKO, "Мы договорились о газе")]),
    ("„Мы договорились о газе“, — подчеркнул Лукашенко.", [(LUKASHENKO, "Мы договорились о газе")]),
    ("“Мы договорились о газе”, – добавил Лукашенко.", [(LUKASHENKO, "Мы договорились о газе")]),
    (
        "«Мы договорились, — сказал Путин, — и это главное».",
        [(PUTIN, "Мы договорились,"), (PUTIN, "и это главное")],
    ),
    (
        "«Спешить некуда! — воскликнул Лукашенко. — Время ещё есть».",
        [(LUKASHENKO, "Спешить некуда!"), (LUKASHENKO, "Время ещё есть")],
    ),
    ("Лукашенко сказал: «Газ подорожает, и это всем понятно».", [
        (LUKASHENKO, "Газ подорожает, и это всем понятно"),
    ]),
    ("По словам Дмитрия Пескова, стороны «долго говорили о нефти».", [(PESKOV, "долго говорили о нефти")]),
    ("Выступил Дмитрий Песков. По его словам, «даты пока нет».", [(PESKOV, "даты пока нет")]),
    ("«Даты пока нет», — цитирует Пескова агентство.", [(PESKOV, "Даты пока нет")]),
    ("«Даты пока нет», — передаёт слова Пескова агентство.", [(PESKOV, "Даты пока нет")]),
    ("«Помощь придёт в мае», — говорится в сообщении.", [(None, "Помощь придёт в мае")]),
    ("«Кто за это заплатит?» — спросил Лукашенко. Путин промолчал.", [
        (LUKASHENKO, "Кто за это заплатит?"),
    ]),
    ("«Нам это выгодно», — сказал на встрече с Путиным Лукашенко.", [(LUKASHENKO, "Нам это выгодно")]),
    ("Пресс-секретарь Лукашенко сказала, что разговор «будет очень долгим».", [(None, "будет очень долгим")]),
    ("Путин заявил, что Минск «идёт своим путём», и поблагодарил коллегу.", [(PUTIN, "идёт своим путём")]),
    ("Путин рассказал, что Лукашенко спросил: «Когда же ты приедешь?»", [
        (LUKASHENKO, "Когда же ты приедешь?"),
    ]),
    ("Песков назвал слухи «полной ерундой».", [(PESKOV, "полной ерундой")]),
    ("Разговор начал Лукашенко. «Нам есть что обсудить», — сказал он.", [
        (LUKASHENKO, "Нам есть что обсудить"),
    ]),
    ("Лукашенко был краток. И добавил: «Мы ещё вернёмся к этому».", [
        (LUKASHENKO, "Мы ещё вернёмся к этому"),
    ]),
    ("«Поговорят на ходу, — сказал Песков. На том и разошлись.", [(PESKOV, "Поговорят на ходу,")]),
    ("«Сначала газ.\n\n«Потом нефть и дороги», — сказал Лукашенко.", [
        (LUKASHENKO, "Сначала газ."), (LUKASHENKO, "Потом нефть и дороги"),
    ][1:]),
    ("«Сначала решим вопрос о газе.\n\n«Потом нефть и дороги», — сказал Лукашенко.", [
        (LUKASHENKO, "Сначала решим вопрос о газе."), (LUKASHENKO, "Потом нефть и дороги"),
    ]),
    ("«Роман «Война и мир» я читал», — сказал Путин.", [(PUTIN, "Роман «Война и мир» я читал")]),
    ("«Я читаю «Войну и мир», — сказал Путин.", [(PUTIN, "Я читаю «Войну и мир")]),
    ("«Цены не вырастут», — сказал один из министров.", [(None, "Цены не вырастут")]),
    # Names, titles and scare quotes.
    ("«Беларуськалий» увеличил добычу, сообщил Лукашенко.", []),
    ("Газета «Наш общий дом» вышла утром, сказал Песков.", []),
    ("Так называемая «партия вечного мира» недовольна, заявил Лукашенко.", []),
    ("Стороны приняли план «Дороги дружбы до 2030 года», сообщил Песков.", []),
    ("На Западе его зовут «последним диктатором Европы».", []),
    ("Он живёт на улице «Строителей коммунизма».", []),
]  # fmt: skip

BELARUSIAN: list[tuple[str, Quotes]] = [
    ("«Мы дамовіліся пра газ», — сказаў Пуцін.", [(PUTIN, "Мы дамовіліся пра газ")]),
    ("“Мы дамовіліся пра газ”, – заявіў Лукашэнка.", [(LUKASHENKO, "Мы дамовіліся пра газ")]),
    ("„Мы дамовіліся пра газ“, — падкрэсліў кіраўнік Беларусі.", [(LUKASHENKO, "Мы дамовіліся пра газ")]),
    ('"Мы дамовіліся пра газ", - адзначыў Лукашэнка.', [(LUKASHENKO, "Мы дамовіліся пра газ")]),
    (
        "«Мы дамовіліся, — сказаў Лукашэнка, — і гэта галоўнае».",
        [(LUKASHENKO, "Мы дамовіліся,"), (LUKASHENKO, "і гэта галоўнае")],
    ),
    (
        "«Спяшацца няма куды! — усклікнуў Лукашэнка. — Час яшчэ ёсць».",
        [(LUKASHENKO, "Спяшацца няма куды!"), (LUKASHENKO, "Час яшчэ ёсць")],
    ),
    ("Лукашэнка сказаў: «Газ падаражэе, і гэта ўсім зразумела».", [
        (LUKASHENKO, "Газ падаражэе, і гэта ўсім зразумела"),
    ]),
    ("Паводле слоў Дзмітрыя Пяскова, бакі «доўга гаварылі пра нафту».", [(PESKOV, "доўга гаварылі пра нафту")]),
    ("Выступіў Дзмітрый Пяскоў. Паводле яго слоў, «даты пакуль няма».", [(PESKOV, "даты пакуль няма")]),
    ("Выступіў Дзмітрый Пяскоў. На ягоную думку, «дата яшчэ зьявіцца».", [(PESKOV, "дата яшчэ зьявіцца")]),
    ("«Даты пакуль няма», — цытуе Пяскова агенцтва.", [(PESKOV, "Даты пакуль няма")]),
    ("«Дапамога прыйдзе ў траўні», — гаворыцца ў паведамленні.", [(None, "Дапамога прыйдзе ў траўні")]),
    ("«Хто за гэта заплаціць?» — спытаў Лукашэнка. Пуцін прамаўчаў.", [
        (LUKASHENKO, "Хто за гэта заплаціць?"),
    ]),
    ("«Нам гэта выгадна», — сказаў на сустрэчы з Пуціным Лукашэнка.", [(LUKASHENKO, "Нам гэта выгадна")]),
    ("Пуцін заявіў, што Менск «ідзе сваім шляхам», і падзякаваў калегу.", [(PUTIN, "ідзе сваім шляхам")]),
    ("Лукашэнка падзякаваў «за падтрымку ў цяжкі час» і паехаў.", [(LUKASHENKO, "за падтрымку ў цяжкі час")]),
    ("Пяскоў назваў чуткі «поўнай лухтой».", [(PESKOV, "поўнай лухтой")]),
    ("Размову пачаў Лукашэнка. «Нам ёсць што абмеркаваць», — сказаў ён.", [
        (LUKASHENKO, "Нам ёсць што абмеркаваць"),
    ]),
    ("«Паразмаўляюць на хаду, — сказаў Пяскоў. На тым і разышліся.", [(PESKOV, "Паразмаўляюць на хаду,")]),
    ("«Спачатку вырашым пра газ.\n\n«Потым нафта і дарогі», — сказаў Лукашэнка.", [
        (LUKASHENKO, "Спачатку вырашым пра газ."), (LUKASHENKO, "Потым нафта і дарогі"),
    ]),
    ("«Раман „Дзікае паляванне“ я чытаў», — сказаў Пуцін.", [(PUTIN, "Раман „Дзікае паляванне“ я чытаў")]),
    ("«Наша сям'я — гэта народ», — сказаў Лукашэнка.", [(LUKASHENKO, "Наша сям'я — гэта народ")]),
    ("«Цэны не вырастуць», — кажа адзін з міністраў.", [(None, "Цэны не вырастуць")]),
    ("Лукашэнка быў кароткі. І дадаў: «Мы яшчэ вернемся да гэтага».", [
        (LUKASHENKO, "Мы яшчэ вернемся да гэтага"),
    ]),
    # Names, titles and scare quotes.
    ("«Беларуськалій» павялічыў здабычу, паведаміў Лукашэнка.", []),
    ("Газета «Наш агульны дом» выйшла раніцай, сказаў Пяскоў.", []),
    ("Так званая «партыя вечнага міру» незадаволеная, заявіў Лукашэнка.", []),
    ("Бакі прынялі план «Дарогі сяброўства да 2030 года», паведаміў Пяскоў.", []),
    ("На Захадзе яго завуць «апошнім дыктатарам Еўропы».", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quotes"), ENGLISH)
def test_in_english_a_quote_has_the_speaker_whom_the_words_around_it_name(text: str, quotes: Quotes) -> None:
    assert list_quotes(text, "en") == quotes


@pytest.mark.parametrize(("text", "quotes"), RUSSIAN)
def test_in_russian_a_quote_has_the_speaker_whom_the_words_around_it_name(text: str, quotes: Quotes) -> None:
    assert list_quotes(text, "ru") == quotes


@pytest.mark.parametrize(("text", "quotes"), BELARUSIAN)
def test_in_belarusian_a_quote_has_the_speaker_whom_the_words_around_it_name(
    text: str, quotes: Quotes
) -> None:
    assert list_quotes(text, "be") == quotes


@pytest.mark.parametrize(
    ("language", "text", "quotes"),
    [
        ("en", "Vladimir Putin: Good day to all.\n\nPlease sit down.\n\nAlexander Lukashenko: Thank you very much.", [
            (PUTIN, "Good day to all."), (PUTIN, "Please sit down."), (LUKASHENKO, "Thank you very much."),
        ]),
        ("ru", "В.Путин: Добрый день, коллеги!\n\nА.Лукашенко: Спасибо за приём.", [
            (PUTIN, "Добрый день, коллеги!"), (LUKASHENKO, "Спасибо за приём."),
        ]),
        ("ru", "— Рад вас видеть, — сказал Путин. — Как дорога?", [
            (PUTIN, "Рад вас видеть,"), (PUTIN, "Как дорога?"),
        ]),
        ("be", "— Рады вас бачыць, — сказаў Лукашэнка. — Як дарога?", [
            (LUKASHENKO, "Рады вас бачыць,"), (LUKASHENKO, "Як дарога?"),
        ]),
        ("be", "А.Лукашэнка: Дзякуй вам за прыём.\n\nПытанне: А газ?\n\nУ.Пуцін: Будзе і газ.", [
            (LUKASHENKO, "Дзякуй вам за прыём."), (PUTIN, "Будзе і газ."),
        ]),
        # A list, a label that is no person's, a headline among links.
        ("ru", "— газ\n\n— нефть и дороги", []),
        ("en", "Details: The talks lasted four hours.", []),
        ("en", "Read also: Putin flies to Minsk", []),
    ],
)  # fmt: skip
def test_speech_without_marks_is_transcript(language: str, text: str, quotes: Quotes) -> None:
    assert list_quotes(text, language, "transcript") == quotes


def test_a_reporting_clause_in_a_quotation_is_not_speech() -> None:
    text = "«Мы договорились, — сказал Путин, — и это главное»."
    found = find_quoted(text, get_language("ru").mark(text))
    assert [span.of(text) for span in found] == ["Мы договорились,", "и это главное"]
    assert [span.of(text) for span in find_quoted(text)] == [
        "Мы договорились, — сказал Путин, — и это главное"
    ]


def test_an_undecided_speaker_keeps_the_words_as_printed() -> None:
    [quote] = read("“Prices stay low,” a banker in Minsk said.", "en").quotes
    assert (quote.speaker, quote.speaker_text) == (None, "a banker in Minsk")


def test_words_of_the_heading_are_a_quote_if_the_text_gives_them_to_a_speaker() -> None:
    title = "“Gas stays cheap”: talks in Minsk"
    told = read("“Gas stays cheap until May,” Putin said.", "en", title).quotes
    assert [(quote.speaker, quote.text) for quote in told] == [
        (PUTIN, "Gas stays cheap"),
        (PUTIN, "Gas stays cheap until May,"),
    ]
    assert read("They met.", "en", title).quotes == ()
    assert read("They met.", "en", "“We have agreed on gas,” Putin said").quotes == ()


PIECES = st.sampled_from(
    [*"«»„“”‟‘’'\"", " ", ", ", ". ", "? ", " — ", " - ", ": ", "\n", "\n\n", "газ", "слово", "road", "i's", "Путин",
     "сказал", "said", "he", "он", "Putin", "по его словам", "according to", "who", "the minister", "5", "…"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["en", "ru", "be"]))
def test_whatever_the_marks_spans_yield_their_words_and_keep_apart(text: str, language: str) -> None:
    marks = get_language(language).mark(text)
    found = find_quoted(text, marks)
    assert list(found) == sorted(found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all("\n" not in span.of(text) and span.of(text).strip() for span in found)
    article = Article("test.txt", None, None, None, EdtfDate.parse("2023-04-07"), language, text)
    findings = find_findings(article, get_language(language))
    for quote in find_quotes(findings, get_language(language)):
        assert quote.span.of(text) == quote.text == quote.text.strip()


def measure(function: Callable[[], object]) -> float:
    def once() -> float:
        # The collector of garbage walks all that a test process holds; read_reading pauses it too.
        gc.disable()
        try:
            begin = time.process_time()
            function()
            return time.process_time() - begin
        finally:
            gc.enable()

    return min(once() for _ in range(3))


@pytest.mark.parametrize("unit", [*"«»„“”‘’'\"", "“a ", '"a" ', "'a s' ", "«a, — said ", "“a ”b "])
def test_a_megabyte_of_marks_takes_ten_times_as_long_as_a_tenth(unit: str) -> None:
    small, large = (unit * (size // len(unit)) for size in (100_000, 1_000_000))
    # Half a second is for a machine that does other work as well.
    assert measure(lambda: find_quoted(large, Marks())) <= 12 * measure(lambda: find_quoted(small)) + 0.5


@pytest.mark.parametrize("unit", [
    "“a b c d,” he said. ", '"a b c", said the minister. ', "Putin said “a b c” and ", "“A b c.”\n\n",
    "Putin: a b c.\n", "“a b c,” said the guest. ",
])  # fmt: skip
def test_many_quotes_take_time_by_their_number(unit: str) -> None:
    language = get_language("en")

    def find(size: int) -> float:
        text = unit * (size // len(unit))
        marks = language.mark(text)
        quoted = find_quoted(text, marks)
        names = marks.all("person")
        people = tuple(FoundPerson(mark.span, (mark.value,), "name", mark.span.of(text)) for mark in names)
        sentences = split_sentences(text, quoted, language)
        findings = Findings(text, None, sentences, quoted, people=people, marks=marks)
        return measure(lambda: find_quotes(findings, language))

    assert find(300_000) <= 12 * find(30_000) + 0.5

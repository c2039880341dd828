"""Sample articles from 2020 on: dates of every precision, plans of every fate, Russian text, hostile strings."""

from app.domain.readings import Reading
from app.domain.vocabulary import LUKASHENKO, PUTIN, Field, QuoteKind
from tests.sample_reading import Told, make_article, make_claim, make_event, make_quote, make_reading


def _both(text: str) -> tuple[Told, Told]:
    return Told(Field.PEOPLE, PUTIN, text), Told(Field.PEOPLE, LUKASHENKO, text)


def make_undated_article() -> Reading:
    """Make an article without a publication date, about a video call and a visit that was cancelled."""
    article = make_article(
        [
            "On 29 May 2020 the two presidents held a video call. The visit to Minsk planned for 19 June 2020 "
            "was cancelled because of the epidemic.",
        ],
        title="A call instead of a visit",
        publisher="Example Archive",
        url="https://archive.example.org/call-2020",
    )
    text = article.text
    call = make_event(
        text,
        Told(Field.KIND, "call", "video call"),
        Told(Field.FORMAT, "video", "video call"),
        Told(Field.STATUS, "held", "held"),
        Told(Field.DATE, "2020-05-29", "29 May 2020"),
        *_both("the two presidents"),
    )
    visit = make_event(
        text,
        Told(Field.KIND, "meeting", "visit", "The visit"),
        Told(Field.FORMAT, "visit", "visit", "The visit"),
        Told(Field.STATUS, "cancelled", "was cancelled"),
        Told(Field.DATE, "2020-06-19", "19 June 2020"),
        Told(Field.CITY, "Minsk", "Minsk"),
        Told(Field.COUNTRY, "BY", "Minsk"),
        *_both("the two presidents"),
    )
    return make_reading(article, [call, visit])


def make_month_only() -> Reading:
    """Make a look back that tells the month of a meeting and not the day."""
    article = make_article(
        ["In February 2021 Putin and Lukashenko went skiing near Sochi and talked about loans over lunch."],
        title="A year of meetings",
        publisher="Black Sea Wire",
        url="https://wire.example.net/year-2021",
        published="2021-12-30",
    )
    text = article.text
    meeting = make_event(
        text,
        Told(Field.KIND, "meeting", "went skiing"),
        Told(Field.FORMAT, "informal", "skiing"),
        Told(Field.STATUS, "held", "went"),
        Told(Field.DATE, "2021-02", "In February 2021"),
        Told(Field.CITY, "Sochi", "Sochi"),
        Told(Field.COUNTRY, "RU", "Sochi"),
        *_both("Putin and Lukashenko"),
        Told(Field.TOPICS, "finance", "loans"),
    )
    return make_reading(article, [meeting])


def make_russian() -> Reading:
    """Make a Russian article with a quotation, a transcript line and reported words."""
    article = make_article(
        [
            "Путин и Лукашенко 12 апреля провели переговоры на космодроме Восточный.",
            "«Всё, что мы наметили, будет сделано в срок», — заявил Лукашенко.",
            "Путин: Мы будем вместе работать в космосе.",
        ],
        title="Переговоры на Восточном",
        publisher="Амурские известия",
        url="https://amur.example.ru/2022/04/12/vostochny",
        published="2022-04-12",
        language="ru",
    )
    text = article.text
    meeting = make_event(
        text,
        Told(Field.KIND, "meeting", "переговоры"),
        Told(Field.FORMAT, "bilateral", "переговоры"),
        Told(Field.STATUS, "held", "провели"),
        Told(Field.DATE, "2022-04-12", "12 апреля"),
        Told(Field.CITY, "Vostochny", "Восточный"),
        Told(Field.COUNTRY, "RU", "Восточный"),
        *_both("Путин и Лукашенко"),
        Told(Field.TOPICS, "space", "космодроме"),
    )
    quotes = [
        make_quote(text, "Всё, что мы наметили, будет сделано в срок", LUKASHENKO, "Лукашенко"),
        make_quote(text, "Мы будем вместе работать в космосе.", PUTIN, "Путин", kind=QuoteKind.TRANSCRIPT),
    ]
    return make_reading(article, [meeting], quotes)


def make_weekly() -> Reading:
    """Make an article without address and publisher, dated by a week: a visit of two days, claims, a guest."""
    article = make_article(
        [
            "Putin came to Minsk for an official visit on May 23-24. It was the fourth meeting of 2024. "
            "In 2023 the two leaders met six times.",
            "“Most of what we discuss is security,” Lukashenko said. According to him, nothing was left "
            "unresolved.",
            "On May 24 Viktor Yanukovych arrived in Belarus, too.",
        ],
        title="“Nothing left unresolved”",
        published="2024-05-20/2024-05-26",
    )
    text = article.text
    visit = make_event(
        text,
        Told(Field.KIND, "meeting", "visit"),
        Told(Field.FORMAT, "visit", "official visit"),
        Told(Field.STATUS, "held", "came"),
        Told(Field.DATE, "2024-05-23/2024-05-24", "May 23-24"),
        Told(Field.CITY, "Minsk", "Minsk"),
        Told(Field.COUNTRY, "BY", "Minsk"),
        *_both("the two leaders"),
        Told(Field.TOPICS, "security", "security"),
    )
    guest = make_event(
        text,
        Told(Field.KIND, "related", "arrived"),
        Told(Field.STATUS, "held", "arrived"),
        Told(Field.DATE, "2024-05-24", "May 24", "On May 24"),
        Told(Field.COUNTRY, "BY", "Belarus"),
        Told(Field.PEOPLE, "viktor-yanukovych", "Viktor Yanukovych"),
        Told(Field.OUTCOME, "arrival of Viktor Yanukovych", "Viktor Yanukovych arrived"),
    )
    quotes = [
        make_quote(text, "Most of what we discuss is security,", LUKASHENKO, "Lukashenko"),
        make_quote(text, "nothing was left unresolved", LUKASHENKO, "him", kind=QuoteKind.REPORTED),
    ]
    claims = [
        make_claim(text, 2024, 4, "It was the fourth meeting of 2024.", as_of="2024-05-24"),
        make_claim(text, 2023, 6, "In 2023 the two leaders met six times."),
    ]
    return make_reading(article, [visit, guest], quotes, claims)


def make_plans() -> Reading:
    """Make an announcement of a meeting of which no report ever came, and of one without a date."""
    article = make_article(
        [
            "Putin and Lukashenko will meet in Moscow on 13 March 2025 to talk about nuclear energy.",
            "The two presidents also agreed to meet in Grodno.",
        ],
        title="Two plans",
        publisher="Neva Observer",
        url="https://neva.example.com/2025/two-plans",
        published="2025-03-01",
    )
    text = article.text
    moscow = make_event(
        text,
        Told(Field.KIND, "meeting", "meet"),
        Told(Field.STATUS, "planned", "will meet"),
        Told(Field.DATE, "2025-03-13", "13 March 2025"),
        Told(Field.CITY, "Moscow", "Moscow"),
        Told(Field.COUNTRY, "RU", "Moscow"),
        *_both("Putin and Lukashenko"),
        Told(Field.TOPICS, "energy", "nuclear energy"),
        Told(Field.TOPICS, "nuclear", "nuclear"),
    )
    grodno = make_event(
        text,
        Told(Field.KIND, "meeting", "meet in Grodno"),
        Told(Field.STATUS, "planned", "agreed to meet"),
        Told(Field.CITY, "Grodno", "Grodno"),
        Told(Field.COUNTRY, "BY", "Grodno"),
        *_both("The two presidents"),
    )
    return make_reading(article, [moscow, grodno])


def make_coming() -> Reading:
    """Make a report of a meeting that announces the next, which is still to come late in 2026."""
    article = make_article(
        [
            "On November 6 Putin and Lukashenko opened a tractor plant in Vitebsk. They will meet again on "
            "December 25 in Saint Petersburg.",
            "“See you at the end of the year, as always, and let us bring the governments along this time,” "
            "Putin told his host.",
        ],
        title="Tractors first",
        publisher="Dvina Daily",
        url="https://dvina.example.by/tractors",
        published="2026-11-07",
    )
    text = article.text
    plant = make_event(
        text,
        Told(Field.KIND, "meeting", "opened a tractor plant"),
        Told(Field.STATUS, "held", "opened"),
        Told(Field.DATE, "2026-11-06", "November 6"),
        Told(Field.CITY, "Vitebsk", "Vitebsk"),
        Told(Field.COUNTRY, "BY", "Vitebsk"),
        *_both("Putin and Lukashenko"),
        Told(Field.TOPICS, "industry", "tractor plant"),
    )
    plan = make_event(
        text,
        Told(Field.KIND, "meeting", "meet again"),
        Told(Field.FORMAT, "sidelines", "meet again"),
        Told(Field.STATUS, "planned", "will meet"),
        Told(Field.DATE, "2026-12-25", "December 25"),
        Told(Field.CITY, "Saint Petersburg", "Saint Petersburg"),
        Told(Field.COUNTRY, "RU", "Saint Petersburg"),
        *_both("They"),
    )
    words = "See you at the end of the year, as always, and let us bring the governments along this time,"
    return make_reading(article, [plant, plan], [make_quote(text, words, PUTIN, "Putin")])


def make_hostile() -> Reading:
    """Make an article whose every string would break a page that does not escape or isolate it."""
    speaker = "Maximilian-Bartholomäus " + "von und zu " * 12 + "Überlingen"
    article = make_article(
        [
            "Putin \u202eand\u202c Lukashenko met in Brest on 3 July 2023 & <b>danced</b>.",
            f"“</p><img src=x onerror=alert(2)> \u200fهذا\u200f ok,” {speaker} said.",
        ],
        title="<script>alert(1)</script> \"quoted\" 'title' {{ 7 * 7 }}",
        publisher="<i>Evil</i> & Sons",
        url="https://evil.example.org/?a=1&b=%22%3E%3Cscript%3E",
        published="2023-07-04",
    )
    text = article.text
    meeting = make_event(
        text,
        Told(Field.KIND, "meeting", "met"),
        Told(Field.STATUS, "held", "met"),
        Told(Field.DATE, "2023-07-03", "3 July 2023"),
        Told(Field.CITY, "Brest", "Brest"),
        Told(Field.COUNTRY, "BY", "Brest"),
        *_both("Putin \u202eand\u202c Lukashenko"),
        Told(Field.TOPICS, "culture", "<b>danced</b>"),
        Told(Field.OUTCOME, "<b>danced</b> & left", "<b>danced</b>"),
    )
    words = "</p><img src=x onerror=alert(2)> \u200fهذا\u200f ok,"
    return make_reading(article, [meeting], [make_quote(text, words, None, speaker)])

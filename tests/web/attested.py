"""Articles that print the same words: in three languages, of several publishers, in several wordings."""

from app.domain.readings import EventReading, Reading
from app.domain.vocabulary import LUKASHENKO, PUTIN, Field
from tests.sample_reading import Told, make_article, make_event, make_quote, make_reading

GAS = "We agreed on the price of gas for next year, and the ministers will sign the papers on Friday"
GAS_VARIED = (
    "We have agreed on the price of gas for next year, and the ministers will sign all papers on Friday"
)
GAS_PART = "the ministers will sign the papers on Friday"
GAS_OF_ANOTHER = GAS.replace("Friday", "Monday")
GAS_TWICE = "We will talk about gas again in the autumn, as we always do"
RUSSIAN = "Мы ещё раз подробно обсудили границу и договорились встретиться осенью в Минске"
BELARUSIAN = "Мы яшчэ раз абмеркавалі мяжу і дамовіліся сустрэцца ўвосень у Мінску"


def make_attested_readings() -> list[Reading]:
    """Make eight articles about talks in Minsk on 24 May 2024, which print five quotes in nine attestations."""
    return [
        _make("Agency One", "2024-05-24", f"“{GAS},” Putin said.", [(GAS, PUTIN, "Putin")]),
        _make("Agency Two", "2024-05-25", f"«{GAS}» – Mr Putin.", [(GAS, PUTIN, "Mr Putin")]),
        _make("Weekly Three", "2024-05-26", f"“{GAS_VARIED}”, Putin said.", [(GAS_VARIED, PUTIN, "Putin")]),
        _make("Blog Four", "2024-05-27", f"“{GAS_PART}”, he said.", [(GAS_PART, None, "he")], tied=False),
        _make(
            "Daily Five",
            "2024-05-24",
            f"“{GAS_OF_ANOTHER}”, Lukashenko said. “{GAS_TWICE}.”",
            [(GAS_OF_ANOTHER, LUKASHENKO, "Lukashenko"), (GAS_TWICE, LUKASHENKO, "Lukashenko")],
        ),
        _make("Газета", "2024-05-24", f"«{RUSSIAN}», — сказал Путин.", [(RUSSIAN, PUTIN, "Путин")], "ru"),
        _make(
            "Сайт",
            "2024-05-25",
            f"«{RUSSIAN.replace('ещё', 'еще')}», — сказал он.",
            [(RUSSIAN.replace("ещё", "еще"), PUTIN, "он")],
            "ru",
        ),
        _make(
            "Часопіс",
            "2024-05-25",
            f"«{BELARUSIAN}», — сказаў Пуцін. Пазней: «{BELARUSIAN}».",
            [(BELARUSIAN, PUTIN, "Пуцін")],
            "be",
        ),
    ]


def _make(
    publisher: str,
    published: str,
    told: str,
    quotes: list[tuple[str, str | None, str]],
    language: str = "en",
    *,
    tied: bool = True,
) -> Reading:
    article = make_article(
        ["On 2024-05-24 Putin and Lukashenko met in Minsk and spoke of energy.", told],
        title=f"{publisher}: Minsk",
        publisher=publisher,
        url=f"https://{len(told)}.example.org/{published}",
        published=published,
        language=language,
    )
    events = [_make_event(article.text)] if tied else []
    said = [
        make_quote(article.text, words, speaker, name, event=0 if tied else None)
        for words, speaker, name in quotes
    ]
    return make_reading(article, events, said)


def _make_event(text: str) -> EventReading:
    return make_event(
        text,
        Told(Field.KIND, "meeting", "met"),
        Told(Field.STATUS, "held", "met"),
        Told(Field.DATE, "2024-05-24", "2024-05-24"),
        Told(Field.CITY, "Minsk", "Minsk"),
        Told(Field.PEOPLE, PUTIN, "Putin"),
        Told(Field.PEOPLE, LUKASHENKO, "Lukashenko"),
        Told(Field.TOPICS, "energy", "energy"),
    )

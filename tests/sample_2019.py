"""Sample articles of December 2019 and before: one meeting with several sources, a plan that was held, a call."""

from app.domain.readings import Reading
from app.domain.vocabulary import LUKASHENKO, PUTIN, Field
from tests.sample_reading import Told, make_article, make_event, make_quote, make_reading

_URL = "https://news.example.org/2019/12/08/talks-end-late"


def make_digest() -> Reading:
    """Make a digest that tells of four events: talks, a plan, a founding and a protest."""
    article = make_article(
        [
            "Five hours of talks in Sochi brought no agreement on Saturday. Vladimir Putin and Alexander "
            "Lukashenko spoke about gas prices and about closer integration.",
            "“We do not ask for cheap gas,” Lukashenko said before the talks. Economy minister Maxim Oreshkin "
            "later spoke of “serious progress” on oil.",
            "The two presidents will meet again on 20 December in Saint Petersburg.",
            "Sunday is the 20th anniversary of the Union State treaty. In Minsk, hundreds of people protested "
            "against the integration plans on Saturday.",
        ],
        title="Talks in Sochi end without agreement",
        publisher="The Example Times",
        url=_URL,
        published="2019-12-08",
        digest=True,
    )
    text = article.text
    talks = make_event(
        text,
        Told(Field.KIND, "meeting", "talks", "Five hours"),
        Told(Field.FORMAT, "bilateral", "talks", "Five hours"),
        Told(Field.STATUS, "held", "brought"),
        Told(Field.DATE, "2019-12-07", "Saturday"),
        Told(Field.CITY, "Sochi", "Sochi", "Five hours"),
        Told(Field.COUNTRY, "RU", "Sochi", "Five hours"),
        Told(Field.PEOPLE, PUTIN, "Vladimir Putin"),
        Told(Field.PEOPLE, LUKASHENKO, "Alexander Lukashenko"),
        Told(Field.PEOPLE, "maxim-oreshkin", "Maxim Oreshkin"),
        Told(Field.TOPICS, "energy", "gas prices"),
        Told(Field.TOPICS, "integration", "integration"),
        Told(Field.OUTCOME, "no agreement", "brought no agreement"),
        Told(Field.DURATION, "300", "Five hours"),
    )
    plan = make_event(
        text,
        Told(Field.KIND, "meeting", "meet again"),
        Told(Field.STATUS, "planned", "will meet"),
        Told(Field.DATE, "2019-12-20", "20 December"),
        Told(Field.CITY, "Saint Petersburg", "Saint Petersburg"),
        Told(Field.COUNTRY, "RU", "Saint Petersburg"),
        Told(Field.PEOPLE, PUTIN, "The two presidents"),
        Told(Field.PEOPLE, LUKASHENKO, "The two presidents"),
    )
    founding = make_event(
        text,
        Told(Field.KIND, "milestone", "anniversary"),
        Told(Field.STATUS, "held", "treaty"),
        Told(Field.DATE, "1999-12-08", "Sunday is the 20th anniversary"),
        Told(Field.TOPICS, "integration", "Union State treaty"),
        Told(Field.OUTCOME, "Union State treaty", "Union State treaty"),
    )
    protest = make_event(
        text,
        Told(Field.KIND, "related", "protested"),
        Told(Field.STATUS, "held", "protested"),
        Told(Field.DATE, "2019-12-07", "Saturday", "In Minsk"),
        Told(Field.CITY, "Minsk", "Minsk"),
        Told(Field.COUNTRY, "BY", "Minsk"),
        Told(Field.TOPICS, "integration", "integration plans"),
        Told(
            Field.OUTCOME, "protest against the integration plans", "protested against the integration plans"
        ),
    )
    quotes = [
        make_quote(text, "We do not ask for cheap gas,", LUKASHENKO, "Lukashenko"),
        make_quote(text, "serious progress", "maxim-oreshkin", "Economy minister Maxim Oreshkin"),
    ]
    return make_reading(article, [talks, plan, founding, protest], quotes)


def make_original() -> Reading:
    """Make the original that the digest sums up: the same address, other words."""
    article = make_article(
        [
            "Presidents Putin and Lukashenka sat together in Sochi on Saturday for more than five hours and "
            "parted with no agreement.",
            "“If our plants pay two hundred dollars, then the plants they compete with should pay the same. "
            "Otherwise we will find no basis for our relations,” Lukashenka told reporters.",
            "A light rain fell on the empty beaches. Cameramen waited under umbrellas and shared their tea.",
            "Nobody came out before midnight. The last plane left the airport half an hour later.",
        ],
        title="Long talks, no deal",
        publisher="The Example Times",
        url=_URL,
        published="2019-12-08",
    )
    text = article.text
    talks = make_event(
        text,
        Told(Field.KIND, "meeting", "sat together"),
        Told(Field.STATUS, "held", "sat together"),
        Told(Field.DATE, "2019-12-07", "Saturday"),
        Told(Field.CITY, "Sochi", "Sochi"),
        Told(Field.COUNTRY, "RU", "Sochi"),
        Told(Field.PEOPLE, PUTIN, "Putin"),
        Told(Field.PEOPLE, LUKASHENKO, "Lukashenka"),
        Told(Field.OUTCOME, "no agreement", "parted with no agreement"),
        Told(Field.DURATION, "300", "more than five hours"),
    )
    words = text[text.index("If our plants") : text.index("” Lukashenka told")]
    return make_reading(article, [talks], [make_quote(text, words, LUKASHENKO, "Lukashenka")])


def make_disagreeing_report() -> Reading:
    """Make another publisher's report, which tells of six hours and of another outcome."""
    article = make_article(
        [
            "On 7 December Putin received Lukashenko in Sochi. The talks took six hours; the two sides came "
            "closer on oil, the hosts said.",
        ],
        title="Six hours in Sochi",
        publisher="Black Sea Wire",
        url="https://wire.example.net/six-hours",
        published="2019-12-07",
    )
    text = article.text
    talks = make_event(
        text,
        Told(Field.KIND, "meeting", "received"),
        Told(Field.FORMAT, "bilateral", "talks"),
        Told(Field.STATUS, "held", "received"),
        Told(Field.DATE, "2019-12-07", "7 December"),
        Told(Field.CITY, "Sochi", "Sochi", "On 7"),
        Told(Field.COUNTRY, "RU", "Sochi", "On 7"),
        Told(Field.PEOPLE, PUTIN, "Putin"),
        Told(Field.PEOPLE, LUKASHENKO, "Lukashenko"),
        Told(Field.TOPICS, "energy", "oil"),
        Told(Field.OUTCOME, "closer positions on oil", "came closer on oil"),
        Told(Field.DURATION, "360", "six hours", "The talks"),
    )
    return make_reading(article, [talks])


def make_petersburg_report() -> Reading:
    """Make the report of the meeting that the digest announced; it announces nothing further."""
    article = make_article(
        [
            "The presidents of Russia and Belarus met in Saint Petersburg on December 20. Putin said that the "
            "road maps were almost ready.",
            "“We have moved forward in the last two weeks,” Putin said.",
        ],
        title="Second round in Saint Petersburg",
        publisher="Neva Observer",
        url="https://neva.example.com/2019/second-round",
        published="2019-12-21",
    )
    text = article.text
    meeting = make_event(
        text,
        Told(Field.KIND, "meeting", "met"),
        Told(Field.STATUS, "held", "met"),
        Told(Field.DATE, "2019-12-20", "December 20"),
        Told(Field.CITY, "Saint Petersburg", "Saint Petersburg", "The presidents"),
        Told(Field.COUNTRY, "RU", "Saint Petersburg", "The presidents"),
        Told(Field.PEOPLE, PUTIN, "The presidents of Russia and Belarus"),
        Told(Field.PEOPLE, LUKASHENKO, "The presidents of Russia and Belarus"),
        Told(Field.TOPICS, "integration", "road maps"),
    )
    quote = make_quote(text, "We have moved forward in the last two weeks,", PUTIN, "Putin")
    return make_reading(article, [meeting], [quote])


def make_telephone_call() -> Reading:
    """Make a short report of a telephone call."""
    article = make_article(
        ["Putin and Lukashenko spoke by telephone on December 30 about oil supplies for the coming year."],
        title="Call before the New Year",
        publisher="Neva Observer",
        url="https://neva.example.com/2019/call",
        published="2019-12-31",
    )
    text = article.text
    call = make_event(
        text,
        Told(Field.KIND, "call", "spoke by telephone"),
        Told(Field.FORMAT, "telephone", "by telephone"),
        Told(Field.STATUS, "held", "spoke"),
        Told(Field.DATE, "2019-12-30", "December 30"),
        Told(Field.PEOPLE, PUTIN, "Putin"),
        Told(Field.PEOPLE, LUKASHENKO, "Lukashenko"),
        Told(Field.TOPICS, "energy", "oil supplies"),
    )
    return make_reading(article, [call])

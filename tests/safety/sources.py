"""A small folder of every kind of source: articles in versions, a record, corrections. Its texts are invented."""

from pathlib import Path

from tests.commands import write

HEAD = (
    "---\nurl: https://example.org/{name}\npublisher: {publisher}\npublished: {day}\nlanguage: en\n"
    "title: {title}\n---\n\n"
)
ARTICLES = (
    (
        "sochi",
        "Alpha Daily",
        "2019-12-08",
        "Talks in Sochi",
        "Vladimir Putin and Alexander Lukashenko met in Sochi on December 7, 2019. They discussed gas and integration. "
        "“We have agreed on nothing yet, but we shall,” Lukashenko said. It was their sixth meeting this year.",
    ),
    (
        "sochi-other",
        "Beta Daily",
        "2019-12-08",
        "Five hours in Sochi",
        "Putin and Lukashenko talked in Sochi for more than five hours on Saturday. No agreement was reached.",
    ),
    (
        "plan",
        "Alpha Daily",
        "2019-12-10",
        "They will meet again",
        "Putin and Lukashenko will meet in St. Petersburg on December 20, 2019.",
    ),
    (
        "plan",
        "Alpha Daily",
        "2019-12-21",
        "They met again",
        "Putin and Lukashenko met in St. Petersburg on December 20, 2019. “Prices are a matter of trust,” Putin said.",
    ),
    (
        "call",
        "Gamma Wire",
        "2020-01-02",
        "A call",
        "Putin and Lukashenko spoke by telephone on December 30, 2019.",
    ),
    (
        "brest",
        "Gamma Wire",
        "2020-02-02",
        "In Brest",
        "Putin and Lukashenko met in Brest on February 1, 2020.",
    ),
    (
        "yalta",
        "Gamma Wire",
        "2021-05-02",
        "In Yalta",
        "Putin and Lukashenko will meet in Yalta on May 10, 2021.",
    ),
)
EVENTS = """\
event,date,city,venue,country,kind,format,status,others,topics,outcome,confidence,note
2019-12-07-sochi,2019-12-07,Sochi,Bocharov Ruchey,RU,meeting,bilateral,held,Dmitry Medvedev,energy,no agreement,high,\
Two sources print 8 December.
2020-02-07-sochi,2020-02-07,Sochi,Krasnaya Polyana,RU,meeting,bilateral,held,,energy,,low,
2020-03-01-call,2020-03-01,,,,call,telephone,held,,,,medium,
"""
SOURCES = """\
event,url,publisher,published,language
2019-12-07-sochi,https://example.org/sochi,Alpha Daily,2019-12-08,en
2019-12-07-sochi,https://example.org/third,Delta News,2019-12-09,en
2020-02-07-sochi,https://example.org/polyana,Delta News,2020-02-08,en
2020-03-01-call,https://example.org/call-of-march,Delta News,2020-03-01,en
"""
QUOTES = """\
quote,language,speaker,said,event,url
Let us ski first and talk afterwards.,en,Alexander Lukashenko,2020-02-07,2020-02-07-sochi,https://example.org/polyana
"""
CLAIMS = """\
year,count,as_of,claimed_by,url,note
2019,10,2019-12-31,,https://example.org/third,
"""
CORRECTIONS = """\
[[correction]]
action = "set"
event = "2020-02-01-brest"
field = "city"
value = "Grodno"
reason = "The report names the wrong city."
author = "An editor"
date = 2026-01-01

[[correction]]
action = "reject"
event = "2019-12-30-call"
article = "https://example.org/call"
reason = "It was announced and did not take place."
author = "An editor"
date = 2026-01-02

[[correction]]
action = "set"
event = "2001-01-01-minsk"
field = "status"
value = "held"
reason = "An event that the record does not have."
author = "An editor"
date = 2026-01-03
"""


def write_sources(folder: Path) -> Path:
    """Write the sources into a folder."""
    for number, (name, publisher, day, title, body) in enumerate(ARTICLES):
        head = HEAD.format(name=name, publisher=publisher, day=day, title=title)
        write(folder / f"{number}-{name}.md", f"{head}{body}\n")
    for table, text in (("events", EVENTS), ("sources", SOURCES), ("quotes", QUOTES), ("claims", CLAIMS)):
        write(folder / "record" / f"{table}.csv", text)
    write(folder / "corrections.toml", CORRECTIONS)
    return folder

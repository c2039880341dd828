"""A small record with everything in it: articles, a digest, rows, corrections, and what is made to break files."""

from pathlib import Path

from tests.commands import write

LONG_TITLE = ("A very long title " * 556)[:9999] + "."
HEAD = (
    "---\nurl: https://example.org/{name}\npublisher: {publisher}\npublished: {day}\nlanguage: en\n"
    "title: {title}\n---\n\n"
)
UNREAD = "The weather on the coast had been mild all week, and nobody minded the wind."

ARTICLES = {
    "sochi.md": (
        HEAD.format(name="sochi", publisher="Alpha Daily", day="2019-12-08", title="Talks in Sochi")
        + "Vladimir Putin and Alexander Lukashenko met in Sochi on Saturday, December 7. "
        "“We have agreed on gas. It took five hours,” Putin said.\n\n"
        f"{UNREAD}\n\nIt was their fourth meeting this year.\n"
    ),
    "copy.md": (
        HEAD.format(name="copy", publisher="Beta News", day="2019-12-09", title="Talks in Sochi again")
        + "Vladimir Putin and Alexander Lukashenko met in Sochi on Saturday, December 7. They met in Minsk on May 3.\n"
    ),
    "minsk.md": (
        HEAD.format(name="minsk", publisher="Gamma Post", day="2019-12-09", title="Talks in Minsk")
        + "Putin and Lukashenko met in Minsk on December 7. They will meet again in Saint Petersburg on December 20.\n"
    ),
    "formula.md": (
        HEAD.format(name="formula", publisher="\"'=SUM(A1)\"", day="2020-01-03", title="\"=cmd|' /C calc'!A0\"")
        + "Putin and Lukashenko spoke by telephone on December 30, 2019. “=1+1 is what, ‘exactly’, we agreed,” "
        "Putin said.\n"
    ),
    "long.csv": (
        "url,title,published,text\n"
        f"https://example.org/long,{LONG_TITLE},2020-02-08,"
        '"Putin and Lukashenko met in Sochi on February 7, 2020. “Gas,” said Lukashenko, “\u202eis, ""gas"";gas.”"\n'
    ),
    "polish.md": (
        HEAD.format(name="polish", publisher="Epsilon", day="2020-02-08", title="Rozmowy").replace(": en", ": pl")
        + "Prezydenci spotkali się w Soczi.\n"
    ),
    "bare.txt": "Putin and Lukashenko met in Sochi on February 7, 2020.\n\nNothing else is known of it.\n",
    "digest.md": (
        HEAD.format(name="sochi", publisher="Alpha Daily", day="2019-12-08", title="Talks in Sochi").replace(
            "url:", "digest: true\nurl:"
        )
        + "Vladimir Putin and Alexander Lukashenko met in Sochi on December 7, 2019. A sentence of ours.\n"
    ),
}  # fmt: skip
ROWS = {
    "events.csv": """\
event,date,city,venue,country,kind,format,status,topics,outcome,confidence,note
2019-12-07-sochi,2019-12-07,Sochi,Villa,RU,meeting,bilateral,held,energy;trade,,high,Alpha Daily prints 6 December.
2021-02-sochi,2021-02,Sochi,,RU,meeting,informal,planned,,=later,low,-1 is no note
""",
    "sources.csv": """\
event,url,publisher,published,language
2019-12-07-sochi,https://example.org/sochi,Alpha Daily,2019-12-08,en
2019-12-07-sochi,https://example.org/unseen,"Zeta, Eta",2019-12-08,en
2021-02-sochi,https://example.org/unseen,,2021-01-30,ru
2021-02-sochi,https://example.org/polish,Epsilon of Warsaw,2020-02-08,pl
""",
    "quotes.csv": """\
quote,language,speaker,said,event,url
"+1, we have agreed",en,Vladimir Putin,2019-12-07,2019-12-07-sochi,https://example.org/third
A quote that stands alone.,en,Alexander Lukashenko,2018-01-01,,https://example.org/unseen
""",
    "claims.csv": """\
year,count,as_of,claimed_by,url,note,person,article,at_least
2019,4,2019-12-07,=Somebody,https://example.org/unseen#top,counted by hand,Dmitry Medvedev,,
2020,7,,Somebody,,,,,yes
2020,8,,Somebody,,,,0123456789abcdef,
""",
}
CORRECTIONS = """\
[[correction]]
action = "set"
event = "2019-12-07-sochi"
field = "topics"
value = "energy; finance"
reason = "The statement names both: '=no'."
author = "An Editor"
date = 2026-01-02

[[correction]]
action = "reject"
event = "2019-12-07-minsk"
article = "https://example.org/minsk"
reason = "A slip."
author = "An Editor"
date = 2026-01-03
"""


def write_material(folder: Path) -> Path:
    """Write all of it."""
    for name, text in ARTICLES.items():
        write(folder / name, text)
    for name, text in ROWS.items():
        write(folder / "record" / name, text)
    write(folder / "corrections.toml", CORRECTIONS)
    return folder


def read_files(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder, hidden ones too."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}

"""Lists of feeds: what may stand in `sources.toml`, and how what may not is named."""

from pathlib import Path

import pytest

from app.domain.errors import SourceError
from app.ingest.feeds.lists import Feed, FeedKind, read_feeds
from app.ingest.sources import SourceKind, is_end, list_sources
from tests.commands import ROOT, Run
from tests.feeds.site import Site

GOOD = """
phrases = ["Union State summit"]

[[feed]]
url = "https://News.example.org/rss#top"
publisher = "Example News"
language = "en"
phrases = ["Valaam"]

[[page]]
url = "https://example.org/summits"
publisher = "Example"
language = "ru"

[[sitemap]]
url = "https://example.org/sitemap.xml"
publisher = "Example"
language = "be"
section = "https://example.org/politics/"
"""
ROW = '[[feed]]\nurl = "https://example.org/rss"\npublisher = "Example"\nlanguage = "en"\n'


def write(folder: Path, text: str | bytes) -> str:
    path = folder / "sources.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def test_a_list_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    every = ("Union State summit",)
    assert read_feeds(path) == [
        Feed(FeedKind.FEED, "https://news.example.org/rss", "Example News", "en", path, (*every, "Valaam")),
        Feed(FeedKind.SITEMAP, "https://example.org/sitemap.xml", "Example", "be", path, every,
             "https://example.org/politics/"),
        Feed(FeedKind.PAGE, "https://example.org/summits", "Example", "ru", path, every),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (ROW.replace('url = "https://example.org/rss"\n', ""), "url: is missing"),
        (ROW.replace("https:", "file:"), "url: not an http(s) address: 'file://example.org/rss'"),
        (ROW.replace('"https://example.org/rss"', "5"), "url: not an http(s) address: 5"),
        (ROW.replace('"Example"', '" "'), "publisher: a text of at most 200 letters is wanted, not ' '"),
        (ROW.replace('"en"', '"english"'), "language: not a language code such as en, ru or be: 'english'"),
        (ROW + 'phrases = "Valaam"', "phrases: a list of texts is wanted, not 'Valaam'"),
        (ROW + "section = 1", "unknown key 'section': url, publisher, language, phrases are known"),
    ],
)  # fmt: skip
def test_a_table_that_is_wrong_is_named_and_the_others_are_read(
    tmp_path: Path, row: str, reason: str
) -> None:
    path = write(tmp_path, GOOD + row)
    broken = next(one for one in read_feeds(path) if isinstance(one, SourceError))
    assert (broken.source, broken.reason) == (f"{path}, feed 2", reason)
    assert len(read_feeds(path)) == 4


def test_an_address_that_is_listed_twice_is_refused_the_second_time(tmp_path: Path) -> None:
    _, second = read_feeds(write(tmp_path, ROW + ROW.replace("rss", "rss#2")))
    assert isinstance(second, SourceError)
    assert second.reason == "url: https://example.org/rss is feed 1 already"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[feed]\n", "not TOML: "),
        (b"\xff", "not TOML: broken UTF-8 at byte 0"),
        ("a = " + "[" * 5000, "not TOML: "),
        ("#" * 1_000_001, "larger than 1 MB"),
        ("name = 1", "a TOML file without [[feed]], [[sitemap]], [[page]] or [[correction]]"),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, text: str | bytes, reason: str) -> None:
    path = write(tmp_path, text)
    (found,) = list_sources([path])
    assert isinstance(found, SourceError)
    assert found.source == path
    assert found.reason.startswith(reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (ROW + "[[fead]]\n", "unknown key 'fead': feed, sitemap, page and phrases are known"),
        ("[feed]\n", "feed: a list of tables is wanted: [[feed]]"),
        ("phrases = 1\n" + ROW, "phrases: a list of texts is wanted, not 1"),
    ],
)
def test_what_spoils_the_whole_list_is_named(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_feeds(write(tmp_path, text))
    assert caught.value.reason == reason


def test_a_list_is_followed_only_if_it_is_named_itself(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    (tmp_path / "a.txt").write_text("Talks")
    (named,) = list_sources([path])
    assert not isinstance(named, SourceError)
    assert named.kind is SourceKind.FEEDS
    items = (one for one in list_sources([str(tmp_path)]) if not is_end(one))
    in_folder = [one.given for one in items if not isinstance(one, SourceError)]
    assert in_folder == [str(tmp_path / "a.txt")]


def test_extract_follows_no_feeds(summitry: Run, tmp_path: Path) -> None:
    done = summitry("extract", write(tmp_path, GOOD))
    assert done.code == 1
    assert "a list of feeds, which only `summitry ingest` reads" in done.err


def test_the_real_command_asks_nothing_of_a_private_address(
    summitry: Run, tmp_path: Path, site: Site
) -> None:
    done = summitry("ingest", write(tmp_path, ROW.replace("https://example.org", site.url)), "--json")
    assert done.code == 1
    (rejected,) = done.report["rejected"]
    assert (
        rejected["reason"] == "its robots.txt cannot be read: 127.0.0.1 is not a public address (127.0.0.1)"
    )
    assert site.asked == []


def test_the_example_of_the_documentation_is_a_list(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "sources.md").read_text("utf-8")
    example = text.partition("```toml\n")[2].partition("```")[0]
    found = read_feeds(write(tmp_path, example))
    assert [one.kind for one in found if isinstance(one, Feed)] == ["feed", "feed", "sitemap", "page"]
    assert len(found) == 4

"""Documents of feeds: what is read of them, and what is refused."""

import json
import time
from datetime import date

import pytest

from app.domain.errors import SourceError
from app.ingest.feeds.documents import read_document
from app.ingest.feeds.entries import MOST_ENTRIES, Entry, make_plain, make_words, read_moment
from app.ingest.sources.deadline import read_feed_in_time
from tests.feeds.site import TITLE, make_atom, make_rss, make_sitemap

ADDRESS = "https://example.org/feeds/all.xml"


def read(body: str | bytes, content_type: str | None = None) -> list[Entry]:
    data = body.encode() if isinstance(body, str) else body
    return list(read_document("feed", data, content_type, ADDRESS).entries)


def get_reason(body: str | bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read(body)
    return caught.value.reason


def test_links_are_made_whole_and_canonical() -> None:
    found = read(make_rss([("../a#top", "A"), ("/b?utm_source=rss", "B"), ("//cdn.example.org/c", "C")]))
    assert [one.url for one in found] == [
        "https://example.org/a",
        "https://example.org/b",
        "https://cdn.example.org/c",
    ]


def test_the_base_that_atom_tells_counts() -> None:
    body = make_atom([("a", "A", "2024-12-06")]).replace(
        "<feed ", '<feed xml:base="https://news.example.org/x/" '
    )
    assert read(body)[0].url == "https://news.example.org/x/a"


def test_a_guid_that_is_an_address_is_the_link() -> None:
    body = make_rss([("", TITLE)], "<guid>https://example.org/g</guid>").replace("<link></link>", "")
    assert [one.url for one in read(body)] == ["https://example.org/g"]


def test_titles_and_summaries_are_plain_lines() -> None:
    body = make_rss(
        [("/a", "A &lt;b&gt;B&lt;/b&gt;\n &amp; C")], "<description><![CDATA[<p>D<br>E</p>]]></description>"
    )
    assert [(one.title, one.summary) for one in read(body)] == [("A B & C", "D E")]


def test_dates_keep_the_offset_that_the_feed_tells() -> None:
    (entry,) = read(make_rss([("/a", "A")], "<pubDate>Sat, 07 Dec 2024 00:30:00 +0300</pubDate>"))
    assert entry.published
    assert entry.published.date() == date(2024, 12, 7)
    assert entry.changed == entry.published
    (entry,) = read(make_atom([("/a", "A", "2024-12-06T21:30:00Z")]))
    assert entry.changed
    assert entry.changed.isoformat() == "2024-12-06T21:30:00+00:00"


@pytest.mark.parametrize(
    "text", ["", "soon", "2024", "99999999", "0001-01-01T00:00:00+23:59", "Mon, 99 Foo 2024", 5, None]
)
def test_what_is_no_moment_is_none(text: object) -> None:
    assert read_moment(text) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "koi8-r"])
def test_cyrillic_feeds_are_read_in_any_encoding(encoding: str) -> None:
    title = "Путин и Лукашенко встретились в Минске и обсудили поставки газа"
    body = make_rss([("/a", title)]).replace("?>", f' encoding="{encoding}"?>')
    assert read(body.encode(encoding))[0].title == title


def test_a_feed_with_a_fault_is_read_as_far_as_it_goes() -> None:
    assert [
        one.title for one in read(make_rss([("/a", "A"), ("/b", "B")]).replace("</channel>", "<x>&nbsp;"))
    ] == ["A", "B"]


def test_a_json_feed_is_read() -> None:
    items = [
        {"id": "https://example.org/1", "content_html": f"<p>{TITLE}</p>", "date_published": "2024-12-06T10:00:00Z"},
        {"id": "2", "url": "/2", "title": "B", "date_modified": "2024-12-07T10:00:00+03:00"},
        {"id": "3", "title": "no address"}, {"id": 4, "url": 5}, "no item", None,
    ]  # fmt: skip
    found = read(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}))
    assert [(one.url, one.title or one.summary) for one in found] == [
        ("https://example.org/1", TITLE),
        ("https://example.org/2", "B"),
    ]
    assert [str(one.changed) for one in found] == ["2024-12-06 10:00:00+00:00", "2024-12-07 10:00:00+03:00"]


def test_of_a_sitemap_the_page_counts_and_not_its_pictures() -> None:
    found = read(make_sitemap([("https://example.org/a", TITLE), ("https://example.org/b", "")]))
    assert [(one.url, one.title) for one in found] == [
        ("https://example.org/a", TITLE),
        ("https://example.org/b", ""),
    ]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"\x00" * 50, "empty"),
        (b"%PDF-1.7 x", "a PDF, not a text"),
        ("Service unavailable", "not a feed"),
        ("<html><body>Hello there</body></html>", "an HTML page, not a feed"),
        ("<!-- x -->\n<!doctype HTML><html></html>", "an HTML page, not a feed"),
        ("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'>a</svg>", "not a feed"),
        ("<urlset><url><loc>https://example.org/</loc></urlset>", "a broken sitemap: mismatched tag"),
        ("<urlset>" + "<a>" * 100, "a broken sitemap: nested too deeply"),
        ("{", "no words in it"),
        ("{broken", "not a feed: broken JSON"),
        ('{"a": ' + "[" * 100_000, "not a feed: broken JSON"),
        ('{"version": 1}', "JSON, but no JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": 7}', "a JSON Feed without items"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused(body: str | bytes, reason: str) -> None:
    assert get_reason(body) == reason


ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{ENTITIES}]><rss><channel><title>&a11;</title></channel></rss>'


@pytest.mark.parametrize(
    "body",
    [
        BOMB,
        f'<?xml version="1.0"?>\n<!-- <a> -->{BOMB}',
        BOMB.encode("utf-16"),
        f'<?xml version="1.0" encoding="koi8-r"?>{BOMB}'.encode(),
        BOMB.replace("rss", "urlset"),
        '<!DoCtYpE rss SYSTEM "file:///etc/passwd"><rss/>',
        '<!doctype feed [<!ENTITY x SYSTEM "http://127.0.0.1/">]><feed>&x;</feed>',
    ],
)
def test_a_doctype_is_refused_at_once(body: str | bytes) -> None:
    start = time.monotonic()
    assert get_reason(body) == "a feed with a DOCTYPE, which is refused"
    assert time.monotonic() - start < 0.1


@pytest.mark.parametrize("head", ["<!-- <!ENTITY a 'BOOM'> -->", "<?x <!ENTITY a 'BOOM'> ?>", "<rss/>"])
def test_entities_defined_where_none_can_be_are_not_unfolded(head: str) -> None:
    declared = "<!DOCTYPE rss [<!ENTITY a 'BOOM'>]>" if head == "<rss/>" else ""
    body = head + declared + make_rss([("/a", "T &a; T")]).replace("&amp;a;", "&a;").partition("?>")[2]
    assert all("BOOM" not in one.title for one in read(body))


def test_a_utf_7_bomb_is_no_feed() -> None:
    body = b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE rss [+ADwAIQ-ENTITY a "b"+AD4]+AD4 <rss/>'
    assert get_reason(body) == "not a feed"


def test_entries_beyond_the_bound_are_left_out() -> None:
    rows = "".join(f"<url><loc>https://example.org/{n}</loc></url>" for n in range(MOST_ENTRIES + 10))
    document = read_document("sitemap", f"<urlset>{rows}</urlset>".encode(), None, ADDRESS)
    assert (len(document.entries), document.is_cut) == (MOST_ENTRIES, True)


def test_a_large_feed_is_read_in_a_process_of_its_own_that_can_be_stopped() -> None:
    body = make_rss((f"/{n}", TITLE) for n in range(10_000)).encode()
    assert len(read_feed_in_time("feed", body, None, ADDRESS).entries) == 10_000
    with pytest.raises(SourceError, match=r"not read within 0\.2 seconds"):
        read_feed_in_time("feed", body, None, ADDRESS, deadline_s=0.2)
    with pytest.raises(SourceError, match="an HTML page, not a feed"):
        read_feed_in_time("feed", b"<html>" + b"a" * 400_000, None, ADDRESS)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://example.org/2024/12/putin-lukashenko_talks.html", "Putin Lukashenko Talks Html"),
        ("https://example.org/news/123456/", ""),
        ("https://example.org/%D0%BF%D1%83%D1%82%D0%B8%D0%BD-и-лукашенко", "Путин И Лукашенко"),
        ("https://example.org", ""),
    ],
)
def test_the_words_of_an_address_are_read(url: str, words: str) -> None:
    assert make_words(url).removeprefix("News") == words


def test_a_hostile_summary_takes_no_time() -> None:
    start = time.monotonic()
    assert len(make_plain("<" * 1_000_000, 2_000)) <= 2_000
    assert time.monotonic() - start < 1

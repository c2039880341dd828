"""`summitry ingest sources.toml`, whole, against a server that changes between the runs."""

import gzip
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from app import __version__
from app.ingest.feeds import following
from app.ingest.interrupts import Interrupts
from app.settings import get_settings
from app.store.views import FeedRow
from tests.commands import Done
from tests.databases import ask
from tests.feeds.conftest import DEADLINE_S, Clock
from tests.feeds.site import TITLE, Answer, Site, make_atom, make_json, make_rss, make_sitemap

Follow = Callable[..., Done]
Feeds = Callable[[], dict[str, FeedRow]]

ONE = """
[[feed]]
url = "{site}/rss"
publisher = "Example News"
language = "en"
"""
SITEMAP = """
[[sitemap]]
url = "{site}/sitemap.xml"
publisher = "Example News"
language = "en"
"""


def list_rejected(done: Done, site: Site) -> list[tuple[str, str]]:
    return [(row["source"].removeprefix(site.url), row["reason"]) for row in done.report["rejected"]]


def test_only_what_names_both_presidents_is_fetched(follow: Follow, site: Site, feeds: Feeds) -> None:
    site.give("/rss", make_rss([("/both", TITLE), ("/one", "Putin visits Kazan"), ("/none", "Weather")]))
    site.give_article("/both")
    done = follow(ONE)
    assert (done.code, done.report["stored"], done.report["rejected"]) == (0, 1, [])
    assert done.report["events"] == 1
    assert site.take_asked() == ["/robots.txt", "/rss", "/both"]
    assert feeds()["rss"].succeeded


def test_a_new_entry_is_read_and_an_unchanged_feed_costs_one_line(
    follow: Follow, site: Site, feeds: Feeds
) -> None:
    site.give("/rss", make_rss([("/a", TITLE)]), etag='"1"')
    site.give_article("/a")
    follow(ONE)
    first = feeds()["rss"]
    assert first.etag == '"1"'
    site.take_asked()
    second = follow(ONE)
    assert (second.code, second.report["documents"]) == (0, 0)
    assert site.take_asked() == ["/robots.txt", "/rss"]
    assert site.headers[-1]["If-None-Match"] == '"1"'
    again = feeds()["rss"]
    assert again.etag == '"1"'
    assert again.succeeded > first.succeeded
    site.give("/rss", make_rss([("/b", "Lukashenko hosts Putin"), ("/a", TITLE)]), etag='"2"')
    site.give_article("/b", day=9, city="Brest")
    third = follow(ONE)
    assert (third.report["stored"], third.report["events"]) == (1, 2)
    assert site.take_asked() == ["/robots.txt", "/rss", "/b"]


def test_last_modified_is_kept_and_sent_back(follow: Follow, site: Site) -> None:
    moment = "Fri, 06 Dec 2024 10:00:00 GMT"
    site.give("/rss", make_rss([]), headers={"Last-Modified": moment})
    follow(ONE)
    follow(ONE)
    assert site.headers[-1]["If-Modified-Since"] == moment
    assert "If-Modified-Since" not in site.headers[1]


def test_what_changed_is_read_again_and_what_did_not_is_not(follow: Follow, site: Site) -> None:
    site.give(
        "/rss", make_atom([("/a", TITLE, "2024-12-06T10:00:00Z"), ("/b", TITLE, "2024-12-06T09:00:00Z")])
    )
    site.give_article("/a")
    site.give_article("/b", day=9)
    assert follow(ONE).report["stored"] == 2
    site.take_asked()
    site.give(
        "/rss", make_atom([("/a", TITLE, "2024-12-07T10:00:00Z"), ("/b", TITLE, "2024-12-06T09:00:00Z")])
    )
    site.give_article("/a", day=7)
    assert follow(ONE).report["stored"] == 1
    assert site.take_asked() == ["/robots.txt", "/rss", "/a"]


def test_an_article_that_is_here_already_is_not_fetched(
    follow: Follow, site: Site, command: Follow, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_text(f"url,title,published,text\n{site.url}/a,{TITLE},2024-12-06,They met in Minsk.\n")
    assert command("ingest", table).code == 0
    site.give("/rss", make_rss([("/a?utm_source=feed", TITLE), ("/b", TITLE)]))
    site.give_article("/b", day=9)
    assert follow(ONE).report["stored"] == 1
    assert site.take_asked() == ["/robots.txt", "/rss", "/b"]


@pytest.mark.parametrize(
    ("toml", "path", "body"),
    [
        (ONE, "/rss", make_rss([("a", TITLE)])),
        (ONE, "/rss", make_atom([("a", TITLE, "2024-12-06T10:00:00Z")])),
        (ONE, "/rss", make_json([("a", TITLE)])),
        (SITEMAP, "/sitemap.xml", make_sitemap([("a", TITLE)])),
        (SITEMAP, "/sitemap.xml", make_sitemap([("/putin-lukashenko-talks-in-minsk.html", "")])),
    ],
)
def test_feeds_of_every_form_are_read(follow: Follow, site: Site, toml: str, path: str, body: str) -> None:
    site.give(path, body, headers={"Content-Type": "application/octet-stream"})
    site.give_article("/a")
    site.give_article("/putin-lukashenko-talks-in-minsk.html")
    done = follow(toml)
    assert (done.code, done.report["stored"], done.report["events"]) == (0, 1, 1), done.err


def test_of_an_index_the_sitemaps_that_changed_last_are_read(follow: Follow, site: Site) -> None:
    rows = "".join(
        f"<sitemap><loc>{site.url}/{year}.xml</loc><lastmod>{year}-01-01</lastmod></sitemap>"
        for year in range(2010, 2025)
    )
    site.give(
        "/sitemap.xml",
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>',
    )
    site.give("/2024.xml", make_sitemap([(f"{site.url}/world/a", TITLE), (f"{site.url}/sport/b", TITLE)]))
    site.give_article("/world/a")
    done = follow(SITEMAP + 'section = "{site}/world/"')
    assert site.take_asked() == [
        "/robots.txt", "/sitemap.xml", "/2024.xml", "/2023.xml", "/2022.xml", "/2021.xml", "/2020.xml", "/world/a",
    ]  # fmt: skip
    assert done.report["stored"] == 1
    assert [source for source, _ in list_rejected(done, site)] == [
        "/2023.xml",
        "/2022.xml",
        "/2021.xml",
        "/2020.xml",
    ]


def test_a_page_is_read_each_time_it_has_changed(follow: Follow, site: Site, feeds: Feeds) -> None:
    page = '[[page]]\nurl = "{site}/list"\npublisher = "Example News"\nlanguage = "en"\n'
    site.give_article("/list")
    site.pages["/list"].etag = '"1"'
    assert follow(page).report["stored"] == 1
    assert follow(page).report["documents"] == 0
    assert feeds()["list"].etag == '"1"'
    site.give("/list", b"\x00\x01\x02\x03" * 100)
    done = follow(page)
    assert (done.code, list_rejected(done, site)) == (1, [("/list", "binary data, not a text")])
    assert feeds()["list"].reason == "what it holds could not be read as an article"


def test_a_known_phrase_is_enough(follow: Follow, site: Site) -> None:
    site.give(
        "/rss", make_rss([("/a", "A session of the Supreme State Council"), ("/b", "The Valaam pilgrimage")])
    )
    site.give_article("/a")
    site.give_article("/b", day=9)
    assert follow('phrases = ["valaam PILGRIMAGE"]\n' + ONE).report["stored"] == 2


def test_a_new_phrase_looks_at_an_unchanged_feed_again(follow: Follow, site: Site) -> None:
    site.give("/rss", make_rss([("/b", "The Valaam pilgrimage")]), etag='"1"')
    site.give_article("/b")
    assert follow(ONE).report["stored"] == 0
    assert follow(ONE + 'phrases = ["Valaam"]').report["stored"] == 1


def test_publisher_and_day_come_from_the_list_and_the_feed_where_the_page_is_silent(
    follow: Follow, site: Site, database: Path
) -> None:
    date = "<pubDate>Sat, 07 Dec 2024 00:30:00 +0300</pubDate>"
    site.give("/rss", make_rss([("/a", TITLE)], date))
    text = "Vladimir Putin and Alexander Lukashenko met in Minsk on Friday and talked about gas for hours."
    site.give(
        "/a",
        f"<html><body><article><h1>{TITLE}</h1><p>{text}</p><p>{text[:-1]} again.</p></article></body></html>",
    )
    follow(ONE)
    articles = ask(database, "SELECT publisher, published, language FROM article")
    assert articles == [("Example News", "2024-12-07", "en")]
    assert ask(database, "SELECT date FROM event") == [("2024-12-06",)]


def test_a_feed_that_fails_does_not_stop_the_others(follow: Follow, site: Site, feeds: Feeds) -> None:
    toml = "".join(
        ONE.replace("/rss", f"/{name}") for name in ("bomb", "html", "cut", "gone", "slow", "good")
    )
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{entities}]><rss><channel><title>&a9;</title></channel></rss>'
    site.give("/bomb", bomb)
    site.give("/html", "<!doctype html><html><body><p>Please log in</p></body></html>")
    site.give("/cut", gzip.compress(make_rss([]).encode())[:40], headers={"Content-Encoding": "gzip"})
    site.give("/gone", "", status=410)
    site.pages["/slow"] = give_slowly
    site.give(
        "/good", gzip.compress(make_rss([("/a", TITLE)]).encode()), headers={"Content-Encoding": "gzip"}
    )
    site.give_article("/a")
    done = follow(toml)
    assert (done.code, done.report["stored"]) == (1, 1)
    assert list_rejected(done, site) == [
        ("/bomb", "a feed with a DOCTYPE, which is refused"),
        ("/html", "an HTML page, not a feed"),
        ("/cut", "the page broke off"),
        ("/gone", "the server answered 410 Gone"),
        ("/slow", "not fetched within 1 seconds"),
    ]
    assert feeds()["gone"].reason == "the server answered 410 Gone"
    assert feeds()["gone"].is_failing
    assert feeds()["gone"].succeeded is None
    assert not feeds()["good"].is_failing


def give_slowly(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    end = time.monotonic() + 3 * DEADLINE_S
    while time.monotonic() < end:
        handler.wfile.write(b"<")
        threading.Event().wait(0.05)


def test_a_failure_is_remembered_after_a_later_success(
    follow: Follow, site: Site, command: Follow, feeds: Feeds
) -> None:
    site.give("/rss", "garbage that is no feed")
    assert follow(ONE).code == 1
    site.give("/rss", make_rss([]))
    assert follow(ONE).code == 0
    row = feeds()["rss"]
    assert not row.is_failing
    told = command("runs").out
    assert (
        f"feed {site.url}/rss (Example News): last read {row.succeeded}; last failed {row.failed}: not a feed"
        in told
    )


def test_a_page_that_cannot_be_read_is_tried_three_times(follow: Follow, site: Site, feeds: Feeds) -> None:
    site.give("/rss", make_rss([("/a", TITLE)]), etag='"1"')
    for _ in range(2):
        done = follow(ONE)
        assert list_rejected(done, site) == [("/a", "the server answered 404 Not Found")]
        # Told that it is unchanged, the feed would not be looked at again.
        assert feeds()["rss"].etag is None
        assert feeds()["rss"].succeeded
    assert follow(ONE).code == 1
    assert feeds()["rss"].etag == '"1"'
    site.take_asked()
    assert follow(ONE).code == 0
    assert site.take_asked() == ["/robots.txt", "/rss"]


def test_a_page_that_comes_back_is_read(follow: Follow, site: Site) -> None:
    site.give("/rss", make_rss([("/a", TITLE)]), etag='"1"')
    assert follow(ONE).code == 1
    site.give_article("/a")
    assert (follow(ONE).report["stored"], follow(ONE).report["documents"]) == (1, 0)


def test_ten_thousand_entries_are_read_and_a_bounded_number_of_pages_fetched(
    follow: Follow, site: Site, monkeypatch: pytest.MonkeyPatch, feeds: Feeds
) -> None:
    monkeypatch.setattr(following, "MOST_FETCHED", 2)
    site.give("/rss", make_rss((f"/{n}", TITLE) for n in range(10_000)), etag='"1"')
    for n in range(4):
        site.give_article(f"/{n}", day=n + 1)
    assert follow(ONE).report["documents"] == 2
    assert feeds()["rss"].etag is None
    assert follow(ONE).report["documents"] == 2
    assert site.take_asked() == ["/robots.txt", "/rss", "/0", "/1", "/robots.txt", "/rss", "/2", "/3"]


def test_an_entry_that_stands_twice_is_fetched_once(follow: Follow, site: Site) -> None:
    site.give("/rss", make_rss([("/a", TITLE), ("/a#top", TITLE), ("/a?utm_medium=rss", TITLE)]))
    site.give("/other", make_rss([("/a", TITLE)]))
    site.give_article("/a")
    done = follow(ONE + ONE.replace("/rss", "/other"))
    assert (done.code, done.report["documents"]) == (0, 1)
    assert site.take_asked() == ["/robots.txt", "/rss", "/a", "/other"]


def test_entries_without_a_usable_address_and_hostile_titles_do_no_harm(follow: Follow, site: Site) -> None:
    links = [
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailto:a@example.org",
        "http://[",
        "http://10.0.0.1/a",
    ]
    titles = [f"<script>alert(1)</script> {TITLE} \u202e\x1b[31m".replace("\x1b", "&#27;"), f"]]&gt; {TITLE}"]
    items = [(link, TITLE) for link in links] + [(f"/{n}", title) for n, title in enumerate(titles)]
    site.give("/rss", make_rss(items))
    site.give_article("/0")
    site.give_article("/1", day=9)
    done = follow(ONE)
    assert done.report["stored"] == 2
    reason = "its robots.txt cannot be read: 10.0.0.1 is not a public address (10.0.0.1)"
    assert list_rejected(done, site) == [("http://10.0.0.1/a", reason)]


def test_an_empty_feed_is_read_and_an_empty_answer_is_not(follow: Follow, site: Site, feeds: Feeds) -> None:
    site.give("/rss", make_rss([]))
    site.give("/nothing", "")
    done = follow(ONE + ONE.replace("/rss", "/nothing"))
    assert list_rejected(done, site) == [("/nothing", "empty")]
    assert feeds()["rss"].succeeded


def test_what_robots_txt_forbids_is_not_asked_for(follow: Follow, site: Site, feeds: Feeds) -> None:
    site.give("/robots.txt", "User-agent: *\nDisallow: /private/\nDisallow: /feed")
    site.give("/rss", make_rss([("/private/a", TITLE), ("/moved", TITLE)]))
    site.pages["/moved"] = Answer(status=302, headers={"Location": "/private/b"})
    done = follow(ONE + ONE.replace("/rss", "/feed"))
    assert list_rejected(done, site) == [
        ("/private/a", "robots.txt does not allow it"),
        ("/moved", f"redirected to {site.url}/private/b: robots.txt does not allow it"),
        ("/feed", "robots.txt does not allow it"),
    ]
    assert site.take_asked() == ["/robots.txt", "/rss", "/moved"]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_robots_txt_that_cannot_be_read_forbids_everything(follow: Follow, site: Site, status: int) -> None:
    site.give("/robots.txt", "", status=status)
    site.give("/rss", make_rss([("/a", TITLE)]))
    done = follow(ONE + SITEMAP)
    assert [
        reason.startswith(f"its robots.txt cannot be read: the server answered {status}")
        for _, reason in list_rejected(done, site)
    ] == [True, True]
    assert site.take_asked() == ["/robots.txt"]


def test_a_feed_that_moved_is_followed_but_not_to_a_private_address(follow: Follow, site: Site) -> None:
    site.pages["/rss"] = Answer(status=301, headers={"Location": "/new"})
    site.give("/new", make_rss([("a", TITLE)]))
    site.give_article("/a")
    site.pages["/inside"] = Answer(status=302, headers={"Location": "http://192.168.0.1/rss"})
    site.pages["/round"] = Answer(status=302, headers={"Location": "/round"})
    done = follow(ONE + ONE.replace("/rss", "/inside") + ONE.replace("/rss", "/round"))
    assert done.report["stored"] == 1
    assert list_rejected(done, site) == [
        ("/inside", "redirected to http://192.168.0.1/rss: its robots.txt cannot be read: "
         "192.168.0.1 is not a public address (192.168.0.1)"),
        ("/round", "more than 3 redirects"),
    ]  # fmt: skip


def test_a_host_that_is_busy_is_left_alone_for_the_rest_of_the_run(follow: Follow, site: Site) -> None:
    site.give("/rss", make_rss([("/a", TITLE), ("/b", TITLE)]))
    site.give("/a", "", status=429)
    reasons = [reason for _, reason in list_rejected(follow(ONE), site)]
    assert reasons == [
        "the server answered 429 Too Many Requests",
        "left alone: the server answered 429 before in this run",
    ]
    assert site.take_asked() == ["/robots.txt", "/rss", "/a"]


def test_between_two_requests_there_is_a_pause(follow: Follow, site: Site, clock: Clock) -> None:
    site.give("/rss", make_rss([("/a", TITLE)]))
    site.give_article("/a")
    follow(ONE)
    assert sum(clock.slept) == 2 * 3.0
    site.give("/robots.txt", "User-agent: summitry\nCrawl-delay: 10")
    follow(ONE)
    assert sum(clock.slept) == 2 * 3.0 + 10.0
    site.give("/robots.txt", "User-agent: summitry\nCrawl-delay: 86400")
    follow(ONE)
    assert sum(clock.slept) == 2 * 3.0 + 10.0 + 60.0


def test_the_user_agent_names_the_site(follow: Follow, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITRY_BASE_URL", "https://summits.example.org")
    monkeypatch.setenv("SUMMITRY_CONTACT", "desk@example.org")
    get_settings.cache_clear()
    site.give("/rss", make_rss([]))
    follow(ONE)
    (agent,) = {headers["User-Agent"] for headers in site.headers}
    assert agent == f"summitry/{__version__} (+https://summits.example.org; desk@example.org)"


def test_a_feed_that_is_no_longer_listed_is_forgotten(follow: Follow, site: Site, feeds: Feeds) -> None:
    site.give("/rss", make_rss([]))
    site.give("/other", make_rss([]))
    follow(ONE + ONE.replace("/rss", "/other"))
    assert set(feeds()) == {"rss", "other"}
    follow(ONE + "[[feed]]\n")
    assert set(feeds()) == {"rss", "other"}, "a table that cannot be read may have been that feed"
    follow(ONE)
    assert set(feeds()) == {"rss"}


def test_a_stopped_run_fetches_what_it_did_not_read_the_next_time(
    follow: Follow, site: Site, feeds: Feeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.give("/rss", make_rss([("/a", TITLE), ("/b", TITLE)]), etag='"1"')
    site.give_article("/a")
    site.give_article("/b", day=9)
    with monkeypatch.context() as patched:
        patched.setattr(Interrupts, "is_noted", lambda self: "/a" in site.asked)
        assert "stopped; 1 stored so far" in follow(ONE).err
    assert feeds()["rss"].succeeded is None
    site.take_asked()
    assert follow(ONE).report["stored"] == 1
    assert site.take_asked() == ["/robots.txt", "/rss", "/b"]


def test_with_workers_the_outcome_is_the_same(
    command: Follow, site: Site, feeds: Feeds, tmp_path: Path
) -> None:
    site.give("/rss", make_rss([("/a", TITLE), ("/b", TITLE), ("/none", TITLE)]), etag='"1"')
    site.give_article("/a")
    site.give_article("/b", day=9)
    path = tmp_path / "sources.toml"
    path.write_text(ONE.replace("{site}", site.url))
    done = command("ingest", path, "--json", "--workers", "2")
    assert (done.code, done.report["stored"], len(done.report["rejected"])) == (1, 2, 1)
    assert feeds()["rss"].succeeded
    assert feeds()["rss"].etag is None

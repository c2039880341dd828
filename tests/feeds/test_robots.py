"""robots.txt, as RFC 9309 has it."""

import time

import pytest

from app.ingest.feeds.robots import Robots, read_robots

SITE = "https://example.org"


def allows(text: str, path: str) -> bool:
    return read_robots(text).allows(SITE + path)


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow: /", "/a", False),
        ("Disallow:", "/a", True),
        ("Disallow: /a", "/b", True),
        ("Disallow: /a", "/abc", False),
        ("Disallow: /a/", "/a", True),
        ("Disallow: /", "", False),
        ("Disallow: /p\nAllow: /p/news", "/p/news/1", True),
        ("Allow: /p/news\nDisallow: /p", "/p/old", False),
        ("Allow: /a\nDisallow: /a", "/a", True),
        ("Disallow: /*?print", "/a?print=1", False),
        ("Disallow: /*?print", "/a?page=1", True),
        ("Disallow: /*.pdf$", "/a.pdf", False),
        ("Disallow: /*.pdf$", "/a.pdf?x", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: *private*", "/not/private/1", False),
        ("Disallow: /новости", "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1", False),
        ("Disallow: /%7ename", "/~name", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow: /a # not this", "/a", False),
        ("DISALLOW:/a", "/a", False),
    ],
)
def test_the_longest_rule_that_fits_holds(rules: str, path: str, allowed: bool) -> None:
    assert allows(f"User-agent: *\n{rules}\n", path) is allowed


def test_the_group_that_names_us_holds_alone() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: Summitry/1.0\nUser-agent: other\nDisallow: /a\n"
    assert allows(text, "/b")
    assert not allows(text, "/a")


def test_groups_that_name_us_are_one() -> None:
    text = (
        "User-agent: summitry\nDisallow: /a\nUser-agent: x\nDisallow: /b\nUser-agent: summitry\nDisallow: /c"
    )
    assert [allows(text, path) for path in ("/a", "/b", "/c")] == [False, True, False]


def test_a_group_that_names_us_without_rules_allows_everything() -> None:
    assert allows("User-agent: summitry\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a")


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 7.5", 7.5),
        ("User-agent: *\nCrawl-delay: soon", None),
        ("User-agent: *\nCrawl-delay: -1", None),
        ("User-agent: *\nCrawl-delay: inf", None),
        ("User-agent: *\nCrawl-delay: nan", None),
        ("User-agent: other\nCrawl-delay: 7", None),
    ],
)
def test_a_delay_is_read(text: str, delay: float | None) -> None:
    assert read_robots(text).delay_s == delay


@pytest.mark.parametrize(
    "text", ["", "<html><p>Not found</p></html>", "Disallow: /", "\x00\ud800:", ":", "a:b"]
)
def test_what_is_no_rule_forbids_nothing(text: str) -> None:
    assert read_robots(text) == Robots()


def test_a_byte_order_mark_and_other_line_ends_are_borne() -> None:
    assert not allows("\ufeffUser-agent: *\r\nDisallow: /a\r\n", "/a")


def test_a_hostile_file_takes_no_time() -> None:
    rules = "".join(f"Disallow: /{'*a' * 900}b\n" for _ in range(300))
    start = time.monotonic()
    assert allows(f"User-agent: *\n{rules}", "/" + "a" * 2000)
    assert time.monotonic() - start < 2

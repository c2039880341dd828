"""HTML pages, through the real extractor."""

from datetime import date

import pytest

from app.domain.readings import Article
from app.ingest.stages.read import read_article

HEAD = """<link rel="canonical" href="https://WWW.example.org/2019/talks?utm_source=x">
<meta property="og:site_name" content="Example Times"><meta property="og:title" content="Leaders talk in Sochi">
<meta property="article:published_time" content="2019-12-08T23:30:00+03:00">"""
BODY = """<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<div class="cookie-banner">We use cookies to improve your experience.</div>
<article><h1>Leaders talk in Sochi</h1>
<p>Vladimir Putin and Alexander Lukashenko talked for more than five hours on Saturday.</p>
<p>“The positions came closer,” said <a href="/m">a minister</a> &amp; smiled.</p>
<h2>What comes next</h2>
<p>They will meet again on Dec. 20 in St. Petersburg.</p></article>
<aside>Related: <a href="/x">Another story of interest</a></aside>
<footer>© 2026 Example Times. All rights reserved.</footer>"""


def read(
    head: str = HEAD, body: str = BODY, *, address: str | None = None, today: date | None = None
) -> Article:
    page = f'<!DOCTYPE html><html lang="en"><head><title>Talks | Example</title>{head}</head><body>{body}</body></html>'
    return read_article("page", page.encode(), "text/html", address, today=today)


def test_a_page_gives_its_article_and_what_its_head_declares() -> None:
    article = read()
    assert article.text.split("\n\n") == [
        "Leaders talk in Sochi",
        "Vladimir Putin and Alexander Lukashenko talked for more than five hours on Saturday.",
        "“The positions came closer,” said a minister & smiled.",
        "What comes next",
        "They will meet again on Dec. 20 in St. Petersburg.",
    ]
    assert article.title == "Leaders talk in Sochi"
    assert article.publisher == "Example Times"
    assert article.url == "https://www.example.org/2019/talks"
    assert str(article.published) == "2019-12-08"
    assert article.language == "en"


def test_the_canonical_address_wins_over_the_fetched_one_unless_it_is_the_sites_home() -> None:
    fetched = "https://example.org/talks?fbclid=1"
    assert read(address=fetched).url == "https://www.example.org/2019/talks"
    home = '<link rel="canonical" href="https://example.org/">'
    assert read(home, address=fetched).url == "https://example.org/talks"


def test_a_page_is_known_by_its_words_and_not_by_its_name() -> None:
    assert (
        read_article("saved.txt", f"<html><body>{BODY}</body></html>".encode()).title
        == "Leaders talk in Sochi"
    )


def test_a_text_with_an_address_in_brackets_is_no_page() -> None:
    text = "Talks\n\nThey met on Friday, <b>really</b>.\n\n<https://example.org/a>"
    assert read_article("a.html", text.encode()).url == "https://example.org/a"


@pytest.mark.parametrize("sentence", ["They met in Brest on 22 June 2008.", "They met in Brest."])
def test_a_page_without_a_date_gets_none_from_its_sentences_or_its_copyright(sentence: str) -> None:
    body = f"<p>{sentence}</p><p>They laid flowers and spoke with the veterans.</p><footer>© 2026 Example</footer>"
    assert read("", body).published is None


def test_a_page_without_a_declared_date_may_print_one() -> None:
    body = "<p>08.12.2019 10:15</p>" + BODY
    assert str(read("", body).published) == "2019-12-08"


def test_a_page_is_not_from_the_future() -> None:
    head = '<meta property="article:published_time" content="2031-01-05">'
    assert str(read(head).published) == "2031-01-05"
    assert read(head, today=date(2026, 1, 1)).published is None


def test_a_page_of_a_known_site_is_published_by_it() -> None:
    assert read('<link rel="canonical" href="https://tass.com/politics/1">').publisher == "TASS"


def test_markup_in_words_stays_words() -> None:
    article = read(
        body="<article><p>He wrote &lt;script&gt;alert(1)&lt;/script&gt; and *stars* on the wall.</p></article>"
    )
    assert "<script>alert(1)</script> and *stars*" in article.text

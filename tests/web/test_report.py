"""`Report an error`: on every page of the record, a way that works whatever the operator has set."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from app.web.contact import make_report, read_contact
from tests.samples import make_sample_database
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app

EVENT = "/events/2019-12-07-sochi"
Show = Callable[[str, str | None], Document]


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Show]:
    """Return a function that opens a page of a site with a contact."""
    path = tmp_path_factory.mktemp("report") / "summitry.db"
    make_sample_database(path).dispose()
    with ExitStack() as stack:

        def open_page(page: str, contact: str | None) -> Document:
            app = make_test_app(path, contact=contact)
            client = stack.enter_context(CheckedClient(app, base_url=BASE_URL))
            answer = client.get(page)
            assert answer.status_code == 200
            return Document(answer.text)

        yield open_page


def find_report(document: Document) -> str:
    """Return where "Report an error" leads, on the page itself and not in the footer."""
    found = [
        attributes["href"]
        for (tag, attributes), text in zip(document.tags, document.texts, strict=True)
        if tag == "a" and "".join(text) == "Report an error"
    ]
    assert found, "no way to report an error"
    return found[0]


def find_pages(show: Show) -> list[str]:
    links = [one["href"] for one in show(EVENT, None).find_all("a")]
    return [
        EVENT,
        next(one for one in links if one.startswith("/quotes/")),
        next(one for one in links if one.startswith("/articles/")).partition("#")[0],
        "/people/vladimir-putin",
        "/years/2019",
    ]


def test_a_mail_is_begun_with_the_address_of_the_page_and_what_it_says(show: Show) -> None:
    for page in find_pages(show):
        address = urlsplit(find_report(show(page, "desk@example.org")))
        assert (address.scheme, address.path) == ("mailto", "desk@example.org")
        fields = parse_qs(address.query, strict_parsing=True)
        assert set(fields) == {"subject", "body"}
        assert f"Page: {BASE_URL}{page}\r\n" in fields["body"][0]
        assert fields["subject"][0].startswith("Error: ")
        assert "\n" not in fields["subject"][0]
    event = parse_qs(urlsplit(find_report(show(EVENT, "desk@example.org"))).query)
    assert event["subject"] == ["Error: 2019-12-07-sochi"]
    assert "It says: Sochi, bilateral talks, 7 December 2019." in event["body"][0]


def test_a_page_of_the_operators_is_linked_with_the_address_to_give(show: Show) -> None:
    for page in find_pages(show):
        document = show(page, "https://example.org/errors?a=1&b=2")
        assert find_report(document) == "https://example.org/errors?a=1&b=2"
        assert document.find_all("button", data_copy=BASE_URL + page)
        assert BASE_URL + page in document.text


@pytest.mark.parametrize(
    "contact", [None, "", "  ", "room 5", "javascript:alert(1)", "http://", "a@b@c", "https://[x"]
)
def test_where_nobody_can_be_written_to_it_leads_to_what_can_be_done(show: Show, contact: str | None) -> None:
    document = show(EVENT, contact)
    assert find_report(document) == "/about#errors"
    named = bool((contact or "").strip())
    assert ("names nobody to write to" in document.text) is not named
    assert not [
        one for one in document.find_all("a") if one["href"].startswith(("mailto:", "http://", "https://["))
    ]


@pytest.mark.parametrize(
    "contact",
    [
        "a@b.org?bcc=c@d.org",
        "a@b.org,c@d.org",
        "a@b.org&body=x",
        "a b@c.org",
        'a"onclick=x@b.org',
        "a@b.org\r\nBcc: c@d.org",
        "a%0d@b.org",
    ],
)
def test_what_is_no_plain_address_of_mail_is_words(show: Show, contact: str) -> None:
    assert find_report(show(EVENT, contact)) == "/about#errors"


def test_hostile_names_are_one_subject_and_one_body() -> None:
    contact = read_contact("desk+errors@example.org")
    name = "x\r\nBcc: evil@example.org&body=gone\u202e\ud800<script>" + "é" * 5000
    report = make_report(contact, name, f"{BASE_URL}/events/a?b=c&d=e#f", name)
    address = urlsplit(report.href)
    assert unquote(address.path) == "desk+errors@example.org"
    fields = parse_qs(address.query, strict_parsing=True)
    assert set(fields) == {"subject", "body"}
    assert "\r" not in fields["subject"][0]
    assert len(fields["body"][0].split("\r\n")) == 7
    assert f"{BASE_URL}/events/a?b=c&d=e#f" in fields["body"][0]
    assert not set("<>\"' \r\n") & set(report.href)
    assert len(report.href) < 2000

"""Nothing of ours is left in English on a page in another language: text, names for ears alone, hints in fields."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests import catalogues
from tests.samples import make_sample_database
from tests.web.checks import CheckedClient
from tests.web.conftest import BASE_URL, make_test_app

# What is written alike in every language, and the words that a search understands.
ALIKE = {"Summitry", "summitry", "JSON", "API", "OpenAPI", "RFC", "UTC", "Atom", "CSV", "EDTF", "MIT", "ISO",
         "http", "https", "www", "SUMMITRY_CONTACT", "htmx", "Natural", "Earth", "Data", "Package",
         "BibTeX", "RIS", "CSL", "TimelineJS", "Chicago", "APA", "cite", "web",
         "Dvina", "Daily", "Neva", "Observer"}  # fmt: skip
WORD = re.compile(r"[A-Za-z_]{3,}")
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-done")
# Where the words are other people's, or a machine's.
FOREIGN = {"bdi", "code", "kbd", "script", "style", "time", "cite", "svg"}
PAGES = (
    "/", "/?year=2019", "/?topic=energy&-kind=call", "/?q=газ", "/?status=overdue", "/quotes",
    "/people/alexander-lukashenko", "/places/sochi", "/topics/energy", "/years/2019", "/years/2024",
    "/events/2019-12-07-sochi", "/events/2024-05-23-minsk", "/corrections", "/about", "/api/docs", "/nowhere",
    "/overview", "/overview?topic=energy", "/compare", "/search", "/search?q=газ+place:xyz", "/search?q=gas&in=sources",
    "/compare?year=2019&year=2024", "/compare?topic=energy&topic=security", "/people/vladimir-putin",
    "/embed/?topic=energy", "/embed/events/2019-12-07-sochi", "/embed/events/2024-05-23-minsk",
    "/weeks", "/weeks?year=2019", "/weeks/2019-W49", "/weeks/2024-W21", "/weeks/2025-W09", "/weeks/2020-W53",
)  # fmt: skip


class Ours(HTMLParser):
    """Collects what a page says in its own name: what is in no element of another language and in no quotation."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        is_other = tag in FOREIGN or (tag != "html" and values.get("lang", "") not in ("", self._language))
        if tag == "html":
            self._language = values["lang"]
        above = self._open[-1][1] if self._open else False
        if not (above or is_other):
            self.said += [values[name] for name in SPOKEN if name in values]
        if tag not in ("meta", "link", "input", "br", "hr", "img"):
            self._open.append((tag, above or is_other))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and not self._open[-1][1] and self._open[-1][0] != "title":
            self.said.append(data)

    _language = ""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("words") / "summitry.db"
    make_sample_database(path).dispose()
    with CheckedClient(make_test_app(path, contact="desk@example.org"), base_url=BASE_URL) as opened:
        yield opened


@pytest.mark.parametrize("code", catalogues.CODES)
@pytest.mark.parametrize("path", PAGES)
def test_no_english_is_left(client: TestClient, code: str, path: str) -> None:
    page = Ours(client.get(f"/{code}{path}").text)
    assert len(" ".join(page.said).split()) > 30
    left = [
        one.strip()
        for one in page.said
        if set(WORD.findall(one)) - ALIKE and not any(sign in one for sign in ("@", "://", ".json"))
    ]
    assert not left


def test_a_page_of_every_sort_is_looked_at() -> None:
    """A new sort of page has a template; it is to be among PAGES, or named here with what stands for it."""
    templates = {path.stem for path in (Path(__file__).parents[2] / "templates" / "pages").glob("*.html")}
    assert templates == {
        "about", "api", "article", "compare", "corrections", "embedded_choice", "embedded_error", "embedded_event",
        "embedded_view", "error", "event", "moved", "overview", "quote", "quotes", "search", "shared_slug", "subject",
        "timeline", "week", "weeks",
    }  # fmt: skip

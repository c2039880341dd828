"""The built site: every link leads to a file, and every page says what the server says."""

import hashlib
import html
import json
import re
import urllib.request
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html
from markupsafe import escape
from starlette.testclient import TestClient

from app.web.filed import file_addresses, make_filed, read_filed
from app.web.headers import PAGE_POLICY
from app.web.language import link, split_path
from tests.building.conftest import Site

REFERRING = ("href", "src", "action", "data-words", "data-shown", "data-htmx", "poster")
QUERY = (
    r"(?:(?<=[\s\">])|(?<={ours}))"
    r"(?P<path>(?:/ru|/be)?/[\w./%-]*)\?(?P<query>(?:(?!&#|&quot;)[^\s\"<>#?,}])+)(?P<fragment>#[\w-]+)?"
)
"""An address of ours with a query, as it stands in a page."""


def list_references(page: str, path: str, base_url: str) -> Iterator[str]:
    """List every absolute address that a page refers to: links, files, forms, images that are named in its head."""
    for element in lxml_html.fromstring(page.encode()).iter("*"):
        values = [element.get(name) for name in REFERRING]
        content = element.get("content", "")
        if element.tag == "meta" and content.startswith(base_url):
            values.append(content)
        if element.tag == "meta" and element.get("http-equiv") == "refresh":
            values.append(content.partition("url=")[2])
        yield from (urljoin(base_url + path, value) for value in values if value)


def test_every_reference_of_every_page_resolves(site: Site) -> None:
    pages = site.list_pages()
    wanted: dict[str, str] = {}
    for path in pages:
        for address in list_references(site.read_page(path), path, site.address):
            parts = urlsplit(address)
            if f"{parts.scheme}://{parts.netloc}" == site.address:
                assert not parts.query or split_path(parts.path)[1] == "/search", f"{path} asks {address}"
                wanted.setdefault(parts._replace(query="").geturl(), path)
    assert len(pages) > 300
    assert len(wanted) > 300
    missing, lost = [], []
    for address, path in wanted.items():
        parts = urlsplit(address)
        name = site.folder / unquote(parts.path).lstrip("/")
        file = name / "index.html" if name.is_dir() else name
        if not file.is_file():
            missing.append(f"{path} → {address}")
        elif parts.fragment and f'id="{parts.fragment}"' not in file.read_text("utf-8"):
            lost.append(f"{path} → {address}")
    assert not missing
    assert not lost


def test_a_plain_server_of_files_finds_them(site: Site) -> None:
    types = {
        "/": "text/html",
        "/ru/": "text/html",
        "/events/2019-12-07-moscow-0a1b": "text/html",
        "/events/2019-12-07-moscow-0a1b.json": "application/json",
        "/timeline/year/2019": "text/html",
        "/timeline/year/2019/events.csv": "text/csv",
        "/be/search?q=gas": "text/html",
        "/share.png": "image/png",
    }
    for path, media_type in types.items():
        with urllib.request.urlopen(site.address + path) as answer:
            assert (path, answer.status, answer.headers.get_content_type()) == (path, 200, media_type)


def test_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    for path in site.list_pages():
        for element in lxml_html.fromstring(site.read_page(path).encode()).iter(
            "script", "link", "img", "iframe"
        ):
            if element.tag == "link" and element.get("rel") not in ("stylesheet", "icon"):
                continue
            source = element.get("src") or element.get("href")
            assert source is None or source.startswith("/static/"), (path, source)


def make_expected(page: str, code: str, ours: str) -> str:
    """Write a page of the server as the built site should have it, but for what that alone has."""

    def lead(match: re.Match[str]) -> str:
        # An address without a prefix on a page in another language is that of a file, which knows no language.
        prefix, path = split_path(match["path"])
        # Within the code for embedding, which is HTML in HTML, it is escaped twice.
        address = f"{path}?{html.unescape(html.unescape(match['query']))}{match['fragment'] or ''}"
        with file_addresses():
            led = make_filed(address)
        return html.escape(link(led, code if led.startswith("/search") else prefix))

    page = re.sub(r' hx-[a-z]+="[^"]*"', "", page)
    page = re.sub(r' data-htmx="[^"]*" data-integrity="[^"]*"', "", page)
    page = re.sub(r"<meta name=\"htmx-config\".*\n", "", page)
    page = re.sub(QUERY.replace("{ours}", re.escape(ours)), lead, page)
    return re.sub(r'(?<=href=")((?:/ru|/be)?)/api/docs(?=")', r"\1/search#files", page)


def reduce(page: str) -> list[str]:
    """Leave out of a page the lines in which the two sites must differ, each of which stands here."""
    page = re.sub(r'<div id="in-browser".*?</section>\n</div>\n', "", page, flags=re.DOTALL)
    differing = (
        "<meta http-equiv=",
        '<meta property="og:image',  # Of two conditions together no image is drawn.
        '<meta name="twitter:image',
        '<link rel="alternate" type="application/json+oembed"',
        '<form class="search"',  # Searches are made by the page of the search.
        '<p class="small soft">In this copy',
        '<p class="small soft">В этой копии',
        '<p class="small soft">У гэтай копіі',
    )
    return [
        line
        for line in page.splitlines()
        if line and not line.startswith(differing) and "/static/files." not in line
    ]


def test_every_page_is_the_servers(site: Site, served: TestClient) -> None:
    compared = 0
    for path in site.list_pages():
        code, bare = split_path(path)
        asked = read_filed(bare, site.address)
        prefix = "" if code == "en" else f"/{code}"
        answer = served.get(f"{prefix}{asked.path}?{asked.query}" if asked.query else prefix + asked.path)
        if answer.status_code == 301:
            continue
        assert answer.status_code in (200, 300, 410), path
        assert reduce(site.read_page(path)) == reduce(make_expected(answer.text, code, site.address)), path
        compared += 1
    assert compared > 300


def test_what_is_no_page_is_the_servers_byte_for_byte(site: Site, served: TestClient) -> None:
    own = {"_headers", "_redirects", "summitry-build.json", "404.html", "words.json", "shown.json"}
    compared = 0
    for file in sorted(site.folder.rglob("*")):
        path = "/" + str(file.relative_to(site.folder))
        if file.is_dir() or file.suffix == ".html" or file.name in own:
            continue
        code, bare = split_path(path)
        asked = read_filed(bare, site.address)
        if asked.query and asked.path != "/share.png":
            continue  # These name addresses of the other site within, and calendars fold their lines.
        prefix = "" if code == "en" else f"/{code}"
        answer = served.get(
            f"{prefix}{asked.path}", params=dict(p.split("=") for p in asked.query.split("&") if p)
        )
        assert (path, answer.status_code) == (path, 200)
        assert answer.content == file.read_bytes(), path
        compared += 1
    assert compared > 50


def test_pages_say_their_own_policy(site: Site) -> None:
    said = escape(PAGE_POLICY)
    for path in ("/", "/ru/about", "/timeline/year/2019"):
        assert f'<meta http-equiv="Content-Security-Policy" content="{said}">' in site.read_page(path)
    rules = (site.folder / "_headers").read_text("utf-8")
    paths = [line for line in rules.splitlines() if line and not line.startswith(" ")]
    assert len(paths) == len(set(paths)) < 100, "Cloudflare reads no more"
    assert "frame-ancestors *" in rules[rules.index("/embed/*") : rules.index("/embed/*") + 400]


def test_former_addresses_lead_on(site: Site) -> None:
    page = site.read_page("/ru/events/2019-12-07-sochi")
    assert '<meta http-equiv="refresh" content="0; url=/ru/events/2019-12-07-moscow-0a1b">' in page
    assert f'<link rel="canonical" href="{site.address}/ru/events/2019-12-07-moscow-0a1b">' in page
    redirects = (site.folder / "_redirects").read_text("utf-8").splitlines()
    assert "/events/2019-12-07-sochi /events/2019-12-07-moscow-0a1b 301" in redirects
    assert "/events/2019-12-07-sochi.json /events/2019-12-07-moscow-0a1b.json 301" in redirects
    assert "/events/once-%C3%BC /events/2019-12-07-moscow-0a1b 301" in redirects


def test_what_is_gone_or_shared_has_its_page(site: Site) -> None:
    assert "No source tells of this event any more." in site.read_page("/events/2018-01-01-minsk")
    shared = site.read_page("/events/2019-12-07-moscow")
    assert "/events/2019-12-07-moscow-0a1b" in shared
    assert "/events/2019-12-07-moscow-ffff" in shared
    assert "<h1>" in (site.folder / "404.html").read_text("utf-8")
    assert (site.folder / "be" / "404.html").exists()


def test_feeds_name_their_own_address(site: Site) -> None:
    feed = etree.parse(str(site.folder / "timeline/year/2019/feed.atom"))
    links = {
        one.get("rel"): one.get("href") for one in feed.getroot().findall("{http://www.w3.org/2005/Atom}link")
    }
    assert links["self"] == f"{site.address}/timeline/year/2019/feed.atom"
    assert links["alternate"] == f"{site.address}/timeline/year/2019"


def test_the_manifest_names_every_file_with_its_hash(site: Site) -> None:
    manifest = json.loads((site.folder / "summitry-build.json").read_text("utf-8"))
    assert manifest["program"] == "summitry"
    assert manifest["base_url"] == site.address
    files = {str(one.relative_to(site.folder)) for one in site.folder.rglob("*") if one.is_file()}
    assert files == {*manifest["files"], "summitry-build.json"}
    for name, told in manifest["files"].items():
        content = (site.folder / name).read_bytes()
        assert (told["bytes"], told["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_every_page_of_the_sitemap_is_there(site: Site) -> None:
    addresses = re.findall("<loc>(.*?)</loc>", (site.folder / "sitemap.xml").read_text("utf-8"))
    assert addresses
    for address in addresses:
        assert (site.folder / urlsplit(address).path.lstrip("/") / "index.html").is_file(), address

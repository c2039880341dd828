"""What holds for every page: well-formed, one h1, no id twice, nothing inline, nothing from elsewhere, all headers."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from starlette.testclient import TestClient

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-content-type-options": "nosniff",
}
FRAMED = {
    **HEADERS,
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'none'; base-uri 'none'; "
        "frame-ancestors *"
    ),
    "cross-origin-resource-policy": "cross-origin",
    "cross-origin-embedder-policy": "require-corp",
}
_VOID = {"base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
_SVG = {"circle", "line", "path", "rect", "use"}
_POINTING = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


class Document(HTMLParser):
    """One answer, parsed strictly: `tags` holds every element with its attributes and text, in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[list[str]] = []
        self.words: list[str] = []
        self._open: list[int] = []
        self.feed(html)
        self.close()
        assert not self._open, f"not closed: {[self.tags[one][0] for one in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice: <{tag} {attrs}>"
        if tag == "a":
            assert "a" not in [self.tags[one][0] for one in self._open], f"a link in a link: {attrs}"
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.texts.append([])
        if tag not in _VOID:
            self._open.append(len(self.tags) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _SVG | {"svg"}, f"<{tag}/> does not close itself"
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.texts.append([])

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        opened = self.tags[self._open.pop()][0]
        assert opened == tag, f"<{opened}> is closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        for one in self._open:
            self.texts[one].append(data)

    def find_all(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        """Return the attributes of every element with this tag and these attributes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            found
            for name, found in self.tags
            if name == tag and all(found.get(k) == v for k, v in wanted.items())
        ]

    def get_text(self, tag: str, **attributes: str) -> str:
        """Return the words of the first such element, spaces joined."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        for (name, found), text in zip(self.tags, self.texts, strict=True):
            if name == tag and all(found.get(k) == v for k, v in wanted.items()):
                return " ".join("".join(text).split())
        raise AssertionError(f"no <{tag} {wanted}>")

    @property
    def text(self) -> str:
        """All words of the document, spaces joined."""
        return " ".join("".join(self.words).split())


class CheckedClient(TestClient):
    """A client that checks the headers of every answer, and everything about an HTML one."""

    def request(self, *args: Any, **kwargs: Any) -> Any:
        """Ask, check, and give back the answer."""
        answer = super().request(*args, **kwargs)
        check_headers(answer)
        if answer.headers.get("content-type", "").startswith("text/html") and answer.text:
            document = Document(answer.text)
            check_markup(document)
            if answer.text.lstrip().lower().startswith("<!doctype"):
                check_page(document)
        return answer


def check_headers(answer: Any) -> None:
    """Check that an answer carries the headers of the house, once each, and sets no cookie."""
    framed = re.match(r"(/(ru|be))?/embed(/|$)", answer.request.url.path)
    for name, value in (FRAMED if framed else HEADERS).items():
        assert answer.headers.get_list(name) == [value], name
    assert answer.headers.get("cross-origin-resource-policy") in ("same-origin", "cross-origin")
    assert "set-cookie" not in answer.headers


def check_markup(document: Document) -> None:
    """Check what holds for pages and fragments alike."""
    ids = [attributes["id"] for _, attributes in document.tags if "id" in attributes]
    twice = {one for one in ids if ids.count(one) > 1}
    assert not twice, f"ids twice: {twice}"
    for tag, attributes in document.tags:
        assert tag != "style", "a <style>"
        # Linked data is no script to a browser: nothing of it is run.
        is_data = attributes == {"type": "application/ld+json"}
        assert tag != "script" or is_data or attributes.get("src", "").startswith("/static/"), (
            "an inline script"
        )
        assert "style" not in attributes, f"style= on <{tag}>"
        handlers = [name for name in attributes if name.startswith(("on", "hx-on", "hx-boost"))]
        assert not handlers, f"{handlers} on <{tag}>"
        assert not attributes.get("hx-vals", "").startswith("js:")
        for name in ("src", "srcset", "poster", "data"):
            assert not attributes.get(name, "/").startswith(("http:", "https:", "//", "data:")), attributes
        if tag == "link" and attributes.get("rel") in ("stylesheet", "icon", "preload"):
            assert attributes["href"].startswith("/static/"), attributes
        if tag == "a":
            scheme = attributes.get("href", "").partition(":")[0].lower()
            assert scheme not in ("javascript", "data", "vbscript"), attributes


def check_page(document: Document) -> None:
    """Check what holds for whole pages."""
    assert len(document.find_all("h1")) == 1
    assert document.find_all("html")[0].get("lang")
    assert document.get_text("title")
    assert len(document.find_all("main")) == 1
    assert document.find_all("link", rel="canonical")
    if not document.find_all("meta", name_="robots", content="noindex"):
        (description,) = document.find_all("meta", name_="description")
        assert 10 <= len(description["content"]) <= 400, description
    known = {attributes["id"] for _, attributes in document.tags if "id" in attributes}
    for tag, attributes in document.tags:
        for name in _POINTING:
            for one in attributes.get(name, "").split():
                assert one in known, f'<{tag} {name}="{one}"> points nowhere'
        if tag == "a" and attributes.get("href", "").startswith("#") and attributes["href"] != "#":
            assert attributes["href"][1:] in known, f"{attributes['href']} points nowhere"
    levels = [int(tag[1]) for tag, _ in document.tags if tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    for above, below in pairwise(levels):
        assert below <= above + 1, f"h{below} follows h{above}"

"""Every format in which events are given, read by a library that is not ours and held against its own rules."""

import csv
import io
import re
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import bibtexparser
import feedparser
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from icalendar import Calendar
from jsonschema import Draft202012Validator
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from starlette.testclient import TestClient

from app.domain.cells import unguard_cell
from tests.web.checks import Document
from tests.web.conftest import BASE_URL
from tests.web.rfc5545 import Component, read_events, read_lines
from tests.web.shapes import CSL, TIMELINE

LICENCE = '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
ATOM = "{http://www.w3.org/2005/Atom}"
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def find_next(answer: Any) -> str | None:
    found = re.search(r'<([^>]+)>; rel="next"', answer.headers["link"])
    assert answer.headers["link"].startswith(LICENCE)
    return found[1].removeprefix(BASE_URL) if found else None


def read_all(client: TestClient, path: str, name: str) -> list[dict[str, Any]]:
    """Follow the pages of a view to the last one."""
    rows: list[dict[str, Any]] = []
    counts = set()
    following: str | None = path
    while following:
        answer = client.get(following)
        assert answer.status_code == 200, answer.text
        rows += answer.json()[name]
        counts.add(answer.json()["count"])
        assert len(rows) <= max(counts), "the same page twice"
        following = find_next(answer)
    assert counts == {len(rows)}
    return rows


def list_shown(client: TestClient, path: str) -> list[str]:
    """List the slugs on the pages of the timeline, each page followed by the one that `more` leads to."""
    slugs: list[str] = []
    following: str | None = path
    while following:
        document = Document(client.get(following).text)
        slugs += [one["id"] for one in document.find_all("li") if "entry" in one.get("class", "").split()]
        more = document.find_all("a", id="more-link")
        following = more[0]["href"] if more else None
    return slugs


def list_shown_quotes(client: TestClient, path: str) -> list[str]:
    """List the ids of the quotes on the pages of a view, each page followed by the one that `more` leads to."""
    ids: list[str] = []
    following: str | None = path
    while following:
        links = Document(client.get(following).text).find_all("a")
        ids += [one["href"].rpartition("/")[2] for one in links if one["href"].startswith("/quotes/")]
        more = [one["href"] for one in links if one.get("id") == "more-link"]
        following = more[0] if more else None
    return ids


def read_table(client: TestClient, path: str = "/events.csv") -> list[dict[str, str]]:
    """Read a table with Python's own reader, strictly, and undo what guards against formulas."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8"), newline=""), strict=True)
    return [{name: unguard_cell(cell) for name, cell in row.items()} for row in rows]


def read_bibtex(client: TestClient, path: str) -> dict[str, dict[str, str]]:
    """Read BibTeX with bibtexparser, TeX made text again; the entries by key."""
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/x-bibtex; charset=utf-8"
    known = get_default_latex_context_db()
    # LaTeX's own names of these signs; pylatexenc does not know the braces and takes the circumflex for a letter's.
    signs = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    macros = [MacroTextSpec(name, sign) for name, sign in signs.items()]
    known.add_context_category("signs", prepend=True, macros=macros)
    decoder = LatexNodes2Text(latex_context=known, strict_latex_spaces=True, keep_comments=True)
    decoding = LatexDecodingMiddleware(decoder=decoder)
    library = bibtexparser.parse_string(answer.content.decode(), append_middleware=[decoding])
    assert not library.failed_blocks
    assert not library.comments
    entries = {one.key: {field.key: field.value for field in one.fields} for one in library.entries}
    assert len(entries) == len(library.entries) == answer.text.count("@online{")
    assert {one.entry_type for one in library.entries} <= {"online"}
    return entries


def read_ris(client: TestClient, path: str) -> list[dict[str, object]]:
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/x-research-info-systems; charset=utf-8"
    found: list[dict[str, object]] = rispy.load(io.StringIO(answer.content.decode(), newline=""))
    return found


def read_csl(client: TestClient, path: str) -> list[dict[str, object]]:
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/vnd.citationstyles.csl+json"
    found: list[dict[str, object]] = answer.json()
    Draft202012Validator(CSL).validate(found)
    for item in found:
        # What CSL itself knows: its types, its variables, and which of them are dates.
        assert item["type"] in read_csl_names("csl-types.rnc", "item-types")
        dates = read_csl_names("csl-variables.rnc", "variables.dates")
        others = [
            read_csl_names("csl-variables.rnc", f"variables.{kind}")
            for kind in ("numbers", "strings", "titles")
        ]
        told = item.keys() - {"id", "type"}
        assert told & dates == {name for name in told if isinstance(item[name], dict)}
        assert told - dates <= frozenset().union(*others)
    return found


@cache
def read_csl_names(file: str, name: str) -> frozenset[str]:
    """Read a list of names from CSL's own schema (RELAX NG, compact), which comes with citeproc-py."""
    schema = files("citeproc") / "data" / "schema" / "schemas" / "styles" / file
    listed = re.search(
        rf"{re.escape(name)} =((?:\s*\|?\s*\"[^\"]+\")+)", re.sub(r"#.*", "", schema.read_text("utf-8"))
    )
    assert listed, f"{file} has no list {name}"
    return frozenset(re.findall(r'"([^"]+)"', listed[1]))


def read_styled(items: list[dict[str, object]]) -> list[str]:
    """Write items of CSL-JSON as a bibliography in a real style (Harvard, "Cite Them Right") with citeproc-py."""
    source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for key in source:
        bibliography.register(Citation([CitationItem(key)]))
    return [str(one) for one in bibliography.bibliography()]


def read_slides(client: TestClient, path: str) -> list[dict[str, object]]:
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/json"
    # TimelineJS fetches the file from the page of another site.
    assert answer.headers["access-control-allow-origin"] == "*"
    Draft202012Validator(TIMELINE).validate(answer.json())
    found: list[dict[str, object]] = answer.json()["events"]
    return found


def read_feed(client: TestClient, path: str) -> ElementTree.Element:
    """Read a feed and check whatever RFC 4287 demands of every one."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert not feedparser.parse(answer.content).bozo
    feed = ElementTree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang")
    _check_parts(feed, ("id", "title", "updated"))
    assert feed.findall(f"{ATOM}author")
    (own,) = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert (own.get("href") or "").startswith(BASE_URL)
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        _check_parts(entry, ("id", "title", "updated", "summary"))
        alternates = [link for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    return feed


def _check_parts(element: ElementTree.Element, names: tuple[str, ...]) -> None:
    for name in names:
        (part,) = element.findall(f"{ATOM}{name}")
        assert part.text
    assert urlsplit(element.findtext(f"{ATOM}id") or "").scheme in ("tag", "http")
    for name in ("updated", "published"):
        for part in element.findall(f"{ATOM}{name}"):
            assert _MOMENT.fullmatch(part.text or "")
            datetime.fromisoformat(part.text or "")


def list_linked(feed: ElementTree.Element) -> list[str]:
    """List the last parts of the addresses that the entries lead to."""
    links = feed.findall(f"{ATOM}entry/{ATOM}link[@rel='alternate']")
    return [(link.get("href") or "").rpartition("/")[2] for link in links]


def read_calendar(client: TestClient, path: str) -> tuple[Component, dict[str, Component]]:
    """Read a calendar twice, and return its properties and those of its events by slug."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    calendar, events = read_events(read_lines(answer.content))
    parsed = Calendar.from_ical(answer.content)
    assert [(str(one["uid"]), str(one["summary"])) for one in parsed.walk("VEVENT")] == [
        (one["UID"][0].text, one["SUMMARY"][0].text) for one in events
    ]
    assert not any(one.errors for one in parsed.walk())
    return calendar, {one["URL"][0].value.removeprefix(f"{BASE_URL}/events/"): one for one in events}


def is_told_to_the_day(told: str | None) -> bool:
    """Tell from the EDTF text whether it names days and nothing less."""
    return told is not None and "~" not in told and all(len(one) == 10 for one in told.split("/"))

r"""Works as reference managers read them: BibTeX, RIS and CSL-JSON.

A page is `@online` in BibTeX (biblatex; programs that know only the old types take an unknown one for `@misc`), `ELEC`
in RIS and `webpage` in CSL, so that Zotero makes a web page of each. There is no year of publication in any of them:
the year of the meeting is none.
"""

import re
from collections.abc import Iterable
from urllib.parse import quote

from app.domain.dates import EdtfDate
from app.web.works import SITE, Work, get_parts

# A brace counts even behind a backslash, so that no text may hold one; the pairs are ligatures of TeX.
_TEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{one: f"\\{one}" for one in "$&#_%"},
}
_SPECIAL = re.compile(r"[\\{}~^$&#_%]")
_LIGATURE = re.compile(r"(?<=[-`'!?])(?=[-`'])")


def format_bibtex(works: Iterable[Work]) -> str:
    """Write works as BibTeX, one entry each, in UTF-8."""
    return "\n".join(_format_entry(work) for work in works)


def _format_entry(work: Work) -> str:
    fields = {
        # Braces within braces: styles that write titles in small letters leave the names in it alone.
        "title": f"{{{escape_tex(work.title)}}}",
        "organization": SITE,
        "eventdate": work.happened,
        "url": make_safe_url(work.url),
        "urldate": work.accessed.isoformat(),
        "abstract": work.abstract and escape_tex(work.abstract),
        "note": escape_tex(_format_notes(work)) or None,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{{work.key},\n{lines}}}\n"


def escape_tex(text: str) -> str:
    """Write a text so that TeX prints exactly it, and its braces are even."""
    # Between the two halves of a ligature stands nothing, in braces.
    parts = _LIGATURE.split(text)
    return "{}".join(_SPECIAL.sub(lambda match: _TEX[match[0]], part) for part in parts)


def make_safe_url(url: str) -> str:
    """Percent-encode what would end an address in one of the formats."""
    return quote(url, safe="%/:?#@!$&()*+,;=-._~'")


def format_ris(works: Iterable[Work]) -> str:
    """Write works as RIS, one reference each, lines ended by CRLF; every source is a note (`N1`)."""
    return "".join(
        "".join(f"{tag}  - {value}\r\n" for tag, value in _list_tags(work)) + "\r\n" for work in works
    )


def _list_tags(work: Work) -> list[tuple[str, str]]:
    return [
        ("TY", "ELEC"),
        ("ID", work.key),
        ("TI", work.title),
        ("T2", SITE),
        ("UR", make_safe_url(work.url)),
        ("Y2", f"{work.accessed:%Y/%m/%d}/"),
        *((("AB", work.abstract),) if work.abstract else ()),
        *(("N1", f"Source: {note}") for note in work.notes),
        ("ER", ""),
    ]


def make_csl(work: Work) -> dict[str, object]:
    """Make the item of a work as CSL-JSON has it (CSL 1.0.2)."""
    item: dict[str, object] = {
        "id": work.key,
        "type": "webpage",
        "title": work.title,
        "container-title": SITE,
        "URL": work.url,
        "accessed": {"date-parts": [[work.accessed.year, work.accessed.month, work.accessed.day]]},
        "language": "en",
    }
    if work.happened:
        item["event-date"] = {"date-parts": get_parts(work.happened)}
        if EdtfDate.parse(work.happened).approximate:
            item["event-date"] = {"date-parts": get_parts(work.happened), "circa": True}
    if work.abstract:
        item["abstract"] = work.abstract
    if work.notes:
        item["note"] = _format_notes(work)
    return item


def _format_notes(work: Work) -> str:
    return f"Sources: {'; '.join(work.notes)}" if work.notes else ""

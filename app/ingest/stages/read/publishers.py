"""Who published an article: by its address, by the lines that sign it, or by its dateline."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from app.ingest.stages.read.lines import Line
from app.lexicon.press import get_publishers

_DATELINE_LENGTH = 90
# "MINSK, May 24. /TASS/", "Москва. 14 сентября. INTERFAX.RU - ", "WARSAW (Reuters) —"
_SIGNATURE = re.compile(
    r"/\s?([^/]{2,30}?)\s?/"
    r"|\(([^()]{2,30})\)\s*[-–—.]"
    r"|[.,]\s([A-ZА-ЯЁІЎ][\w.'-]*(?:\s[\w.'-]+)?)\s*[-–—]{1,2}\s"
    r"|[-–—]\s([A-ZА-ЯЁІЎ][\w ]{1,20})\.$"
)
_OWN = re.compile(
    r"^\W*(?:©|\(c\)|copyright|source\b|by\b|источник|автор|иа\b|крыніца|аўтар)|^\w+(?:[ .]\w+){0,2}\s*(?::|—|–)",
    re.IGNORECASE,
)


def find_publisher(
    url: str | None, site: str | None, body: Sequence[Line], furniture: Sequence[Line]
) -> str | None:
    """Find the publisher, the surest sign first; None if there is none.

    The address, if the table knows its domain; the name that an HTML page gives its `site`; the one publisher
    that a copyright, source or author line names; the agency of the dateline; the bare domain of the address.
    """
    host = (urlsplit(url).hostname or "") if url else ""
    known = get_publishers().find_by_host(host) if host else None
    if known or site:
        return known or get_publishers().by_name.get((site or "").lower(), site)
    return _find_signed(furniture) or _find_in_dateline(body) or _get_domain(host)


def find_in_line(text: str) -> str | None:
    """Return the publisher that a text names, if it names exactly one."""
    found = get_publishers().find_in_text(text)
    return found[0] if len(found) == 1 else None


def _find_signed(furniture: Sequence[Line]) -> str | None:
    names = {name for line in furniture if _OWN.match(line.text) and (name := find_in_line(line.text))}
    return names.pop() if len(names) == 1 else None


def _find_in_dateline(body: Sequence[Line]) -> str | None:
    for line in body[:3]:
        for match in _SIGNATURE.finditer(line.text[:_DATELINE_LENGTH]):
            words = next(group for group in match.groups() if group)
            name = get_publishers().by_name.get(words.strip().lower())
            if name:
                return name
    return None


def _get_domain(host: str) -> str | None:
    return host.removeprefix("www.") or None


def is_bare_domain(publisher: str, url: str | None) -> bool:
    """Tell whether a publisher is no name but the host of the address, or a domain above it."""
    name, parts = publisher.lower(), urlsplit(url or "")
    return name == parts.netloc or f".{parts.hostname or ''}".endswith(f".{name}")

"""Where an article is to be found: its canonical address, and the lines of a saved text that tell it."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit, urlunsplit

from app.ingest.stages.read.decode import has_invisible
from app.ingest.stages.read.lines import Line
from app.lexicon.press import get_press

_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"^(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*$", re.IGNORECASE)
_TRAILING = ".,;:!?)]}'’>"
_LABEL_LENGTH = 40


def is_address(text: str) -> bool:
    """Tell whether `text` is one http or https address with a host, without spaces or controls."""
    return bool(_ADDRESS.fullmatch(text)) and not has_invisible(text) and _has_host(text)


def make_canonical(url: str) -> str:
    """Write an address in one way: scheme and host in lower case, no default port, fragment or tracking."""
    parts = urlsplit(url.strip())
    scheme = parts.scheme.lower()
    host = parts.netloc.rpartition("@")[2].lower().rstrip(".")
    host = host.removesuffix(":80" if scheme == "http" else ":443")
    tracking = get_press().tracking
    query = "&".join(
        pair for pair in parts.query.split("&") if pair and not tracking.fullmatch(pair.partition("=")[0])
    )
    return urlunsplit((scheme, host, parts.path, query, ""))


def find_address(lines: Sequence[Line]) -> tuple[str | None, list[Line]]:
    """Find the article's address in lines that tell it, and return it with the lines that do not.

    "Original url:" is believed before "Source:" or "Link:", and these before an address that stands alone as
    the first or last line. The label may stand alone with the address on the next line.
    """
    found: list[tuple[int, int, str]] = []
    used: set[int] = set()
    for index, line in enumerate(lines):
        if index in used:
            continue
        rank, rest = _read_label(line)
        if rank is None:
            continue
        own = _get_address(line, rest)
        following = lines[index + 1] if index + 1 < len(lines) else None
        if own:
            found.append((rank, index, own))
            used.add(index)
        elif not rest and following and _is_only_address(following):
            found.append((rank, index, _get_address(following, following.text) or ""))
            used.update((index, index + 1))
    lone = [index for index, line in enumerate(lines) if index not in used and _is_only_address(line)]
    for index in lone:
        if index == 0 or all(after in used or after in lone for after in range(index + 1, len(lines))):
            found.append((2, index, _get_address(lines[index], lines[index].text) or ""))
    used.update(lone)
    rest_lines = [line for index, line in enumerate(lines) if index not in used]
    return (make_canonical(min(found)[2]) if found else None), rest_lines


def _read_label(line: Line) -> tuple[int | None, str]:
    """Return how sure the label at the head of a line is (0 or 1, None for no label), and what follows it."""
    label, colon, rest = line.text.partition(":")
    if not colon or len(label) > _LABEL_LENGTH:
        return None, ""
    label = " ".join(label.split()).lower()
    if label in get_press().address_original:
        return 0, rest.strip()
    if label in get_press().address_link:
        return 1, rest.strip()
    return None, ""


def _get_address(line: Line, text: str) -> str | None:
    """Return the address that stands in `text`, or that the line links to where `text` is a link's words."""
    match = _ADDRESS.search(text)
    if match:
        # "Source: footage shown at https://…, the press office said" is a sentence and no label.
        address = _trim(match[0])
        return address if len(text) - len(match[0]) <= 10 and is_address(address) else None
    if text and _BARE_ADDRESS.match(text):
        return "https://" + _trim(text)
    if text and len(line.links) == 1 and is_address(line.links[0]) and len(text) <= _LABEL_LENGTH:
        return line.links[0]
    return None


def _is_only_address(line: Line) -> bool:
    return _get_address(line, line.text) is not None and len(line.text.split()) == 1 and "://" in line.text


def _trim(address: str) -> str:
    """Cut the marks that a sentence adds to an address; a bracket that the address opened itself stays."""
    while address and address[-1] in _TRAILING:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        # Brackets that are no IPv6 address, or a port beyond 65535.
        return False

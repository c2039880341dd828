"""Which publishers are one voice: an agency and whoever only carries what it reported."""

import re
from urllib.parse import urlsplit

# "TASS (copy)", "Nasha Niva (mirror)", "TASS (ru)": the words of the publisher before the bracket.
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
# "UPI via data.minsk.by" carries UPI; "soyuz.by / TASS" carries TASS.
_VIA = re.compile(r"^(?P<agency>.+?)\s+via\s+\S.*$", re.IGNORECASE)
_CARRIED = re.compile(r"^\S.*\s/\s(?P<agency>.+)$")


def make_voice(publisher: str | None, url: str | None, article_id: str) -> str:
    """Name the voice of a source: whom its publisher carries, else its publisher, else its site, else itself.

    Two sources with one voice count once. Letters' case, brackets behind a name and `www.` make no difference.
    """
    name = _BRACKETS.sub("", (publisher or "").strip())
    for pattern in (_VIA, _CARRIED):
        match = pattern.match(name)
        if match:
            name = match["agency"]
    name = _BRACKETS.sub("", name).strip().casefold()
    if name:
        return name
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.") or article_id

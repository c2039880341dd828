"""robots.txt, as RFC 9309 has it: the group of our name or of all, the longest rule that fits, `*` and `$`.

The standard library's parser takes the first rule that fits instead of the longest, and `*` for a letter: of
`Disallow: /*?print` it would fetch what the site asks us not to.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes, urlsplit

from app.ingest.agent import PRODUCT

# What RFC 9309 asks to be read at least; a site that needs more says nothing to us with the rest.
ROBOTS_LIMIT = 512_000
_MOST_RULES = 10_000
_LONGEST_RULE = 2_000
_COMMENT = re.compile(r"#.*")


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site asks of us: rules as (path pattern, allowed), and the seconds between two requests, if told."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay_s: float | None = None

    def allows(self, url: str) -> bool:
        """Tell whether an address may be fetched. Of the rules that fit the longest holds, of equal ones `Allow`."""
        parts = urlsplit(url)
        path = _normalise(parts.path or "/") + (f"?{_normalise(parts.query)}" if parts.query else "")
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


def read_robots(text: str, product: str = PRODUCT) -> Robots:
    """Read a robots.txt for the program `product`: the groups that name it, else those for all (`*`).

    Lines that are none of ours are passed over, so that a page of HTML allows everything.
    """
    own: list[tuple[str, str]] = []
    general: list[tuple[str, str]] = []
    is_named, agents, in_rules = False, set[str](), True
    for key, value in _read_lines(text):
        if key == "user-agent":
            if in_rules:
                agents, in_rules = set(), False
            # A group may name us with a version ("summitry/1.0"); what counts is the name.
            agents.add(value.lower().partition("/")[0].strip())
            is_named |= product in agents
            continue
        if key not in ("allow", "disallow", "crawl-delay"):
            # A sitemap or a word that we do not know belongs to no group and ends none.
            continue
        in_rules = True
        if product in agents:
            own.append((key, value))
        if "*" in agents:
            general.append((key, value))
    return _make_robots(own if is_named else general)


def _read_lines(text: str) -> list[tuple[str, str]]:
    found = []
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = _COMMENT.sub("", line[:_LONGEST_RULE]).partition(":")
        if colon:
            found.append((key.strip().lower(), value.strip()))
    return found


def _make_robots(lines: list[tuple[str, str]]) -> Robots:
    rules = [
        (_normalise(value), key == "allow") for key, value in lines if key in ("allow", "disallow") and value
    ]
    delays = [
        delay for key, value in lines if key == "crawl-delay" and (delay := _read_delay(value)) is not None
    ]
    return Robots(tuple(rules[:_MOST_RULES]), max(delays, default=None))


def _read_delay(value: str) -> float | None:
    try:
        delay = float(value)
    except ValueError:
        return None
    return delay if 0 <= delay < float("inf") else None


def _normalise(path: str) -> str:
    """Write a path in one way: `%7e` and `~` are one letter, and so are `ж` and its bytes; `%2F` stays no slash."""
    parts = re.split(r"(%2[Ff]|%2[Aa]|%24)", path)
    safe = "/*$?&=:;,@+!'()~"
    return "".join(
        part.upper() if index % 2 else quote(unquote_to_bytes(part), safe=safe)
        for index, part in enumerate(parts)
    )


def _fits(pattern: str, path: str) -> bool:
    """Tell whether a path begins as `pattern` says, in time linear in both: `*` is any letters, `$` the end."""
    is_whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not others:
        return not is_whole or at == len(path)
    last = others.pop()
    for piece in others:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    if is_whole:
        return path.endswith(last) and len(path) - len(last) >= at
    return path.find(last, at) >= 0

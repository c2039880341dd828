"""What a host of files is told beside the pages: headers and redirects, in the files that Netlify and Cloudflare read.

Other hosts pass these files over; docs/static.md has the same for nginx.
"""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote, unquote

from app.web.headers import CONTENT_SECURITY_POLICY, FRAMED_POLICY
from app.web.language import LANGUAGES, split_path

HEADERS, REDIRECTS = "_headers", "_redirects"

_EVERYWHERE = {
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
_PAGE = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
}
_FRAMED = {
    "Content-Security-Policy": FRAMED_POLICY,
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
_STATIC = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_DATA = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_FOLDERS = {"embed": _FRAMED, "static": _STATIC, "oembed": _DATA}


def make_headers(files: Iterable[str]) -> str:
    """Write the headers of every file. No two rules are of one address: hosts join what several rules say, and of two
    policies both would be in force."""
    rules: dict[str, Mapping[str, str]] = {}
    for name in sorted(files):
        code, bare = split_path(f"/{name}")
        top, _, rest = bare.lstrip("/").partition("/")
        prefix = "" if code == "en" else f"/{code}"
        if not rest:
            page = f"{prefix}/" if top == "index.html" else f"{prefix}/{top}"
            rules[page] = _PAGE if top.endswith(".html") else _DATA
        else:
            rules[f"{prefix}/{top}/*"] = _FOLDERS.get(top, _PAGE)
    written = [
        "\n".join((path, *(f"  {name}: {value}" for name, value in {**_EVERYWHERE, **own}.items())))
        for path, own in sorted(rules.items())
    ]
    return "\n".join(written) + "\n"


def make_redirects(moved: Sequence[tuple[str, str]], icon: str) -> str:
    """Write where former addresses lead, for ever."""
    rules = (("/favicon.ico", icon), *sorted(moved))
    return "".join(f"{quote(unquote(source))} {target} 301\n" for source, target in rules)


def list_languages() -> tuple[str, ...]:
    """List what stands before the paths of each language."""
    return tuple("" if code == "en" else f"/{code}" for code in LANGUAGES)

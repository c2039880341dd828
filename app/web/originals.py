"""Links from a sentence we read to the same sentence in the original, by text fragment.

A browser that knows text fragments (https://wicg.github.io/scroll-to-text-fragment/) opens the original at the
sentence; any other opens its start. A digest's words are ours, so its link goes to the start of the original.
"""

import re
from urllib.parse import quote, urlsplit

from app.store.views import ArticleRow

# A whole sentence is quoted up to this length; of a longer one its first and last words are named, because a
# single changed character in between would lose the place.
_WHOLE = 100
_EDGE_WORDS = 6

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def make_original_link(article: ArticleRow, sentence: str | None = None) -> str | None:
    """Make the address of the original, at `sentence` where its words stand there; `None` without a web address.

    The address comes from the article itself, so anything that is not http(s) is no link.
    """
    url = article.url
    if not url or not _is_web_address(url):
        return None
    if article.digest or not sentence:
        return url
    directive = make_text_directive(sentence)
    if not directive:
        return url
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def make_text_directive(sentence: str) -> str:
    """Write `sentence` as the value of a `text=` directive; empty if there is no word in it.

    Punctuation at the ends is left out: publishers change quotation marks, and matching goes by whole words.
    """
    text = _EDGES.sub("", " ".join(sentence.split()))
    words = text.split(" ")
    if len(text) <= _WHOLE or len(words) <= 2 * _EDGE_WORDS:
        return _encode(text)
    start, end = " ".join(words[:_EDGE_WORDS]), " ".join(words[-_EDGE_WORDS:])
    return f"{_encode(_EDGES.sub('', start))},{_encode(end)}"


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _encode(text: str) -> str:
    # `quote` leaves the hyphen as it is, which the directive reads as the mark of a prefix or suffix.
    return quote(text, safe="").replace("-", "%2D")

"""Names and reasons as they may be shown: whatever is in them, they stay one line and say what they are."""

import re

# Control characters, line separators, and the bidirectional controls that reorder what a terminal shows.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def make_printable(text: str) -> str:
    """Write control characters as escapes (`\\n`, `\\x1b`), bytes of a file name that are no UTF-8 as `\\xff`.

    What has been made printable stays as it is when it is made so again.
    """
    try:
        text = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def one_line(text: str) -> str:
    """Write a text on one line and leave out what no format can hold: control characters and halves of characters."""
    words = " ".join(text.split())
    return "".join(one for one in words if one.isprintable() or (one >= "\xa0" and not _is_half(one)))


def _is_half(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"

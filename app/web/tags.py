"""Entity tags (RFC 9110, 8.8.3): what they are made of, and whether a client has an answer already.

They are strong, a hash of the very bytes, so that two equal ones are the same answer. Compressed it is another
representation with a tag of its own (8.8.3.3): the same hash with a suffix.
"""

import hashlib
import re
from collections.abc import Iterable

_TAG = re.compile(r'(?:W/)?("(?:[\x21\x23-\x7e])*")')
_COMPRESSED = "-gzip"


def make_tag(body: bytes) -> str:
    """Make the tag of an answer from its bytes, before they are compressed."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def find_tag(asked: str, tag: str) -> str | None:
    """Find in an `If-None-Match` header the tag of this answer, plain or compressed, whichever of them `tag` is; `None`
    if neither is there.

    `*` stands for any answer. Weak tags match too (RFC 9110, 13.1.2).
    """
    if asked.strip() == "*":
        return tag
    plain = f'{tag[:-1].removesuffix(_COMPRESSED)}"'
    both = (plain, _mark(plain))
    return next((one for one in _TAG.findall(asked) if one in both), None)


def mark_compressed(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Give the tag of an answer that is sent compressed its suffix; other headers stay as they are."""
    listed = list(headers)
    if (b"content-encoding", b"gzip") not in listed:
        return listed
    return [
        (name, _mark(value.decode("latin-1")).encode("latin-1")) if name == b"etag" else (name, value)
        for name, value in listed
    ]


def _mark(tag: str) -> str:
    return f'{tag[:-1]}{_COMPRESSED}"'

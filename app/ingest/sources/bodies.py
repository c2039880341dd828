"""What a server sent, as a crawler kept it, to the page: chunks joined, content unpacked, never beyond a limit."""

import io
import re
from collections.abc import Callable

from fastwarc.stream_io import BrotliReader, WarcReader, ZstdReader

from app.ingest.unpack import Unpacker

# The size of a chunk (RFC 9112, 7.1), with what may be told of it.
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_NOT_PACKED = ("", "identity")
_GZIPPED = ("gzip", "x-gzip")
_GZIP = b"\x1f\x8b"
_PIECE = 65_536
_READERS: dict[str, Callable[[io.BytesIO], WarcReader]] = {"br": BrotliReader, "zstd": ZstdReader}


def read_body(data: bytes, transfer: str, coding: str, limit: int) -> bytes:
    """Return the page of a body, given `Transfer-Encoding` and `Content-Encoding` as the server told them.

    Many archives keep a body already joined or unpacked beside headers that still say otherwise: one that shows that
    it is neither chunked nor packed is taken as it is. Of what is larger than `limit` a byte more than that comes.

    Raises ValueError, whose text is the reason, for a body that breaks off, is broken or packed in an unknown way.
    """
    if "chunked" in transfer.lower() and _CHUNK.match(data):
        data = _join(data, limit)
    name = coding.strip().lower()
    if name in _NOT_PACKED or (name in _GZIPPED and not data.startswith(_GZIP)):
        return data[: limit + 1]
    if name in _READERS:
        return _read_packed(data, name, limit)
    return _unpack(data, coding, limit)


def _join(data: bytes, limit: int) -> bytes:
    pieces: list[bytes] = []
    at = size = 0
    while (head := _CHUNK.match(data, at)) and (length := int(head[1], 16)):
        piece = data[head.end() : head.end() + length]
        pieces.append(piece)
        size += len(piece)
        if len(piece) < length and size <= limit:
            raise ValueError("the page broke off")
        at = head.end() + length
        at += 2 if data.startswith(b"\r\n", at) else data.startswith(b"\n", at)
    if head is None and at < len(data):
        raise ValueError("the chunks of the page are broken")
    return b"".join(pieces)


def _unpack(data: bytes, coding: str, limit: int) -> bytes:
    unpacker = Unpacker(coding, limit)
    for start in range(0, len(data), _PIECE):
        unpacker.add(data[start : start + _PIECE])
    return unpacker.get_all()


def _read_packed(data: bytes, name: str, limit: int) -> bytes:
    try:
        page = _READERS[name](io.BytesIO(data)).read(limit + 1)
    except OSError as error:
        if data.lstrip().startswith(b"<"):
            return data
        raise ValueError("the packed page is broken") from error
    if len(page) > limit:
        raise ValueError(f"larger than {limit / 1_000_000:g} MB")
    return page

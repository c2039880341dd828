"""Unpacking what a server sends, piece by piece and never beyond a limit: a small gzip can hold gigabytes."""

import zlib

_CODINGS = {"": None, "identity": None, "gzip": 31, "x-gzip": 31, "deflate": 47}


class Unpacker:
    """Collects the pieces of a body in one content coding.

    Every method raises ValueError, whose text is the reason, for a coding it does not know, broken data, or
    more than `limit` bytes, packed or unpacked. What follows the end of packed data is passed over.
    """

    def __init__(self, coding: str, limit: int) -> None:
        """Begin a body whose `Content-Encoding` is `coding`."""
        name = coding.strip().lower()
        if name not in _CODINGS:
            raise ValueError(f"the server packed the page in an unknown way: {coding}")
        wbits = _CODINGS[name]
        self._unpack = zlib.decompressobj(wbits) if wbits else None
        self._is_deflate = name == "deflate"
        self._limit = limit
        self._pieces: list[bytes] = []
        self._size = self._sent = 0

    def add(self, piece: bytes) -> None:
        """Add the next piece as it came from the server."""
        self._sent += len(piece)
        if self._sent > self._limit:
            # Packed data may hold nothing without end.
            raise self._make_too_large()
        if self._unpack is not None and self._unpack.eof:
            return
        self._keep(piece if self._unpack is None else self._inflate(piece))

    def get_all(self) -> bytes:
        """Return the whole body."""
        if self._unpack is not None and self._pieces and not self._unpack.eof:
            raise ValueError("the page broke off")
        return b"".join(self._pieces)

    def _inflate(self, piece: bytes) -> bytes:
        assert self._unpack is not None
        room = self._limit - self._size + 1
        try:
            return self._unpack.decompress(piece, room)
        except zlib.error as error:
            if not (self._is_deflate and not self._pieces):
                raise ValueError("the packed page is broken") from error
            # Some servers send bare deflate without the zlib header that the standard asks for.
            self._is_deflate = False
            self._unpack = zlib.decompressobj(-15)
            return self._inflate(piece)

    def _keep(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limit:
            raise self._make_too_large()
        if data:
            self._pieces.append(data)

    def _make_too_large(self) -> ValueError:
        return ValueError(f"larger than {self._limit / 1_000_000:g} MB")

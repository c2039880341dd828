"""WARC files (ISO 28500), packed or not, as crawlers write them: a stream of records, of which some are pages.

A file of any size is read in the memory that two of its pages take. What is damaged costs the record that it
stands in: the next one is looked for behind it.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType

from app.domain.errors import SourceError
from app.ingest.sources.bodies import read_body
from app.ingest.stages.read import SIZE_LIMIT

_ENDINGS = (".warc", ".warc.gz")
_PAGE_KINDS = ("text/html", "application/xhtml+xml", "text/plain")
_OK = 200
# Places at which a file may be damaged: behind each of them it may have to be unpacked to its end.
_MOST_DAMAGED = 50
_GZIP = b"\x1f\x8b\x08"
_START = b"WARC/"
_BLOCK = 1 << 18
# What stands behind each record.
_TAIL = b"\r\n\r\n"
# No header is longer (fastwarc's limit, too).
_LONGEST_HEADER = 32_768


@dataclass(frozen=True, slots=True)
class CrawledPage:
    """A page as a crawler found it: unpacked, or `fault` says why it is not.

    `address` is told as it stands in the file; it may be none. `day` is when it was fetched, `at` the byte of the file
    at which its record begins.
    """

    data: bytes
    content_type: str | None
    address: str
    day: date | None
    at: int
    fault: str | None = None


def is_warc(name: str) -> bool:
    """Tell whether a file of this name is a WARC file."""
    return name.lower().endswith(_ENDINGS)


def read_pages(path: str, *, limit: int = SIZE_LIMIT) -> Iterator[CrawledPage | SourceError]:
    """Read the pages of a file in their order: what was answered with status 200 and is HTML or plain text.

    What is wrong with the file comes as a SourceError in its place, and reading goes on at the next record, if there is
    one. Of a page larger than `limit` bytes only so much is read, and one byte more.
    """
    try:
        with open(path, "rb") as file:
            yield from _Archive(path, file, limit).read()
    except OSError as error:
        reason = (
            "no such file" if isinstance(error, FileNotFoundError) else (error.strerror or "not readable")
        )
        yield SourceError(path, reason.lower())


class _BrokenOffError(Exception):
    """A record ends before it should: the file is cut off, or the record's length is a lie."""


class _Archive:
    """One file being read. `_at` is where the record begins that is being read or was read last."""

    def __init__(self, path: str, file: BinaryIO, limit: int) -> None:
        self._path = path
        self._file = file
        self._limit = limit
        self._is_packed = file.read(len(_GZIP)) == _GZIP
        self._at = -1
        # Where the member ended that was unpacked last.
        self._member_end: int | None = None
        # A page waits here until the next record shows that its length is true.
        self._held: CrawledPage | None = None

    def read(self) -> Iterator[CrawledPage | SourceError]:
        start = 0
        for _ in range(_MOST_DAMAGED):
            self._file.seek(start)
            try:
                yield from self._read_on()
            except (OSError, _BrokenOffError) as error:
                place = self._locate(error, start)
                yield from self._report(error, place)
            else:
                if self._held:
                    yield self._held
                if self._at < 0:
                    yield SourceError(self._path, "no WARC records in it")
                elif (last := self._find_break()) is not None:
                    yield SourceError(self._path, f"it breaks off in the record at byte {last}")
                return
            following = self._find_next(place + 1)
            if following is None:
                return
            start = following
        yield SourceError(
            self._path, f"damaged in {_MOST_DAMAGED} places; what follows byte {self._at} is not read"
        )

    def _read_on(self) -> Iterator[CrawledPage]:
        """Read from where the file stands to its end."""
        is_short = False
        for record in ArchiveIterator(self._file, parse_http=False):
            if self._held:
                yield self._held
                self._held = None
            self._at = record.stream_pos
            if record.headers.get("WARC-Type") is None:
                raise _BrokenOffError
            page, is_short = self._read_record(record)
            self._held = None if is_short else page
        if is_short:
            raise _BrokenOffError

    def _read_record(self, record: WarcRecord) -> tuple[CrawledPage | None, bool]:
        """Read one record: its page, if it is one, and whether it ends too early."""
        is_page = False
        if record.record_type == WarcRecordType.response and record.is_http:
            try:
                record.parse_http()
            except OSError:
                # A head without end is no page's.
                record.consume()
                return None, False
            is_page = record.http_headers.status_code == _OK
        elif record.record_type == WarcRecordType.resource:
            is_page = True
        length = record.content_length
        if not (is_page and _is_text(_get_kind(record))):
            return None, record.consume() < length
        data = record.reader.read(self._limit + 1)
        read = len(data) + record.consume()
        return self._make_page(record, data), read < length

    def _make_page(self, record: WarcRecord, data: bytes) -> CrawledPage:
        headers = record.http_headers if record.is_http_parsed else None
        transfer, coding = (
            headers.get(name) if headers is not None else None
            for name in ("Transfer-Encoding", "Content-Encoding")
        )
        fault = None
        try:
            data = read_body(data, transfer or "", coding or "", self._limit)
        except ValueError as error:
            data, fault = b"", str(error)
        address = (record.headers.get("WARC-Target-URI") or "").strip()
        if address.startswith("<") and address.endswith(">"):
            # Wget wrote them so, after the grammar of WARC/1.0.
            address = address[1:-1]
        fetched = record.record_date
        return CrawledPage(
            data, _get_kind(record), address, fetched.date() if fetched else None, self._at, fault
        )

    def _locate(self, error: Exception, start: int) -> int:
        """Tell at which byte the record begins that is damaged, when the file was read from `start` on."""
        if self._at < start:
            return start
        end = None if isinstance(error, _BrokenOffError) else self._find_end(self._at)
        return self._at if end is None else end

    def _report(self, error: Exception, place: int) -> Iterator[CrawledPage | SourceError]:
        """Tell what is wrong with the record at a byte of the file, and give the page before it."""
        held, self._held = self._held, None
        if held and held.at == place:
            name = f"{self._path}, page {held.address}"
            yield SourceError(name, "its length is not what its record says, or it is damaged")
            return
        if held:
            yield held
        if self._at < 0:
            yield SourceError(self._path, f"not a WARC file: {_format(error)}")
        elif isinstance(error, _BrokenOffError):
            yield SourceError(self._path, f"it breaks off in the record at byte {place}")
        else:
            yield SourceError(self._path, f"the record at byte {place} is damaged: {_format(error)}")

    def _find_next(self, start: int) -> int | None:
        """Find the first record that begins at byte `start` or later."""
        mark = _GZIP if self._is_packed else b"\n" + _START
        overlap = b""
        self._file.seek(start)
        while block := self._file.read(_BLOCK):
            data = overlap + block
            base = self._file.tell() - len(data)
            at = data.find(mark)
            while at >= 0:
                place = base + at + (0 if self._is_packed else 1)
                if not self._is_packed or self._begins_record(place):
                    return place
                at = data.find(mark, at + 1)
            overlap = data[-len(mark) + 1 :]
            self._file.seek(base + len(data))
        return None

    def _begins_record(self, at: int) -> bool:
        self._file.seek(at)
        try:
            head = zlib.decompressobj(31).decompress(self._file.read(_LONGEST_HEADER), len(_START))
        except zlib.error:
            return False
        return head == _START

    def _find_end(self, at: int) -> int | None:
        """Find where the record ends that begins at a byte of the file; None if it does not end where its header says.

        In a file that is packed as a whole nothing is known of its records but the first.
        """
        self._member_end = None
        stream = self._unpack(at)
        head = b""
        while b"\r\n\r\n" not in head:
            piece = next(stream, b"")
            head += piece
            if not piece or len(head) > _LONGEST_HEADER + _BLOCK:
                return None
        header, _, rest = head.partition(b"\r\n\r\n")
        lines = (line.partition(b":") for line in header.split(b"\r\n"))
        told = next((value for name, _, value in lines if name.strip().lower() == b"content-length"), b"")
        if not told.strip().isdigit():
            return None
        length = left = int(told)
        while len(rest) < left + len(_TAIL) and (piece := next(stream, b"")):
            passed = min(left, len(rest))
            left, rest = left - passed, rest[passed:] + piece
        if rest[left : left + len(_TAIL)] != _TAIL:
            return None
        if not self._is_packed:
            return at + len(header) + len(_TAIL) + length + len(_TAIL)
        for _ in stream:
            pass
        return self._member_end

    def _find_break(self) -> int | None:
        """Find the record in which the file breaks off, which may be so short that it is not seen as one."""
        end = self._find_end(self._at)
        if end is not None:
            return None if self._is_end(end) else end
        return self._at if not self._is_packed or self._begins_record(self._at) else None

    def _is_end(self, at: int) -> bool:
        """Tell whether nothing stands in the file from a byte on but line breaks."""
        self._file.seek(at)
        return not self._file.read(_BLOCK).strip(b"\r\n\x00")

    def _unpack(self, at: int) -> Iterator[bytes]:
        """Read the file from a byte on; if it is packed, the member that begins there."""
        self._file.seek(at)
        unpacker = zlib.decompressobj(31)
        while block := self._file.read(_BLOCK):
            if not self._is_packed:
                yield block
                continue
            try:
                while block and not unpacker.eof:
                    if piece := unpacker.decompress(block, _BLOCK):
                        yield piece
                    block = unpacker.unconsumed_tail
            except zlib.error:
                return
            if unpacker.eof:
                self._member_end = self._file.tell() - len(unpacker.unused_data)
                return


def _get_kind(record: WarcRecord) -> str | None:
    """Return what a record says that its page is."""
    if record.is_http_parsed:
        return record.http_headers.get("Content-Type")
    return record.headers.get("Content-Type")


def _is_text(content_type: str | None) -> bool:
    # Of a page without a type the bytes decide, as in a browser.
    return content_type is None or content_type.partition(";")[0].strip().lower() in _PAGE_KINDS


def _format(error: Exception) -> str:
    return "it breaks off" if isinstance(error, _BrokenOffError) else str(error)[:200].lower()

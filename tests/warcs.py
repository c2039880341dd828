"""WARC files for tests, written by fastwarc; hostile ones by hand."""

import gzip
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from fastwarc import GzipWriter, WarcRecord, WarcRecordType
from fastwarc.stream_io import BrotliWriter

HTML = (("Content-Type", "text/html; charset=utf-8"),)
Headers = Sequence[tuple[str, str]]


def make_record(
    address: str,
    body: bytes,
    headers: Headers = HTML,
    *,
    status: str = "200 OK",
    date: str = "2024-05-26T10:00:00Z",
    kind: WarcRecordType = WarcRecordType.response,
) -> WarcRecord:
    """Make a record of what a server answered; a `resource` holds the body alone."""
    record = WarcRecord()
    record.init_headers(kind)
    record.headers["WARC-Target-URI"] = address
    record.headers["WARC-Date"] = date
    if kind == WarcRecordType.resource:
        record.headers["Content-Type"] = dict(headers)["Content-Type"]
        record.set_bytes_content(body)
        return record
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.is_http = True
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    record.set_bytes_content(f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body)
    return record


def make_warc(records: Iterable[WarcRecord], *, packed: bool = True) -> bytes:
    """Make a file of records."""
    out = io.BytesIO()
    write_records(out, records, packed=packed)
    return out.getvalue()


def write_records(out: BinaryIO, records: Iterable[WarcRecord], *, packed: bool = True) -> None:
    """Write records one after another, each packed by itself, as crawlers do."""
    for record in records:
        if packed:
            with GzipWriter(out, compression_level=6) as member:
                record.write(member)
                member.finish()
        else:
            record.write(out)


def write_by_hand(address: str, body: bytes, *, length: int | None = None, extra: str = "") -> bytes:
    """Write a record whose `Content-Length` may be a lie."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-26T10:00:00Z\r\n"
        f"{extra}Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def pack_as_brotli(data: bytes) -> bytes:
    """Pack a body as most servers of today do."""
    out = io.BytesIO()
    with BrotliWriter(out) as writer:
        writer.write(data)
        writer.finish()
    return out.getvalue()


def pack(*records: bytes) -> bytes:
    """Pack each record by itself."""
    return b"".join(map(gzip.compress, records))

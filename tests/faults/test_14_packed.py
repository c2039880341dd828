"""Fault 14: a body that is packed so that it never ends, or ends and goes on."""

import gzip
import time
import zlib

import pytest

from app.ingest.unpack import Unpacker

LIMIT = 1_000_000


def test_what_follows_the_end_is_passed_over_and_costs_nothing() -> None:
    unpacker = Unpacker("gzip", 50 * LIMIT)
    unpacker.add(gzip.compress(b"the page"))
    began = time.process_time()
    for _ in range(1_000):
        unpacker.add(b"\0" * 40_000)
    # It was kept, and copied each time: seconds.
    assert time.process_time() - began < 0.5
    assert unpacker.get_all() == b"the page"


def test_more_than_the_limit_is_refused_also_where_nothing_comes_of_it() -> None:
    empty = zlib.compressobj(9, zlib.DEFLATED, 31)
    unpacker = Unpacker("gzip", LIMIT)
    unpacker.add(empty.compress(b"a"))
    block = empty.flush(zlib.Z_FULL_FLUSH)

    def go_on() -> None:
        for _ in range(LIMIT):
            # An empty block each: packed data that holds nothing, without end.
            unpacker.add(block + b"\0\0\0\xff\xff" * 100)

    with pytest.raises(ValueError, match="larger than 1 MB"):
        go_on()

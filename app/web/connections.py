"""The connections of a server: how many there are, and how long one may take to ask and to take its answer.

uvicorn bounds how long a connection may rest after an answer, and neither how long a request's head may take or how
large it may be, nor how long a client may take to read. Its limit of connections answers 503 to everybody as soon as
so many are open, also where those do nothing: a client that opens many and says nothing would close the site.
"""

import asyncio
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_CONNECTIONS = 500
"""Open at a time in each process: with those to the database less than the 1,024 files that Linux allows at first."""
HEAD_SECONDS = 10.0
"""So long may the head of a request take from the opening of its connection, or from its first byte."""
LARGEST_HEAD = 64 * 1024
"""Bytes; an address may have 8,000."""
READ_SECONDS = 20.0
LEAST_READ = 20 * 1024
"""A client that has not taken so many bytes of its answer within READ_SECONDS is given up."""

_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
_TOO_MANY = (
    b"HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 10\r\ncontent-length: 0\r\n\r\n"
)


class BoundedConnection(HttpToolsProtocol):
    """A connection whose client has to ask and to read within a stated time.

    Where all of MOST_CONNECTIONS are open, a new one takes the place of the one that has been silent longest; where
    all of them are being answered, it is told to come again.
    """

    # Those of which no request is being answered, who waits longest first; a process has one server.
    _silent: ClassVar[dict["BoundedConnection", None]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_deadline: asyncio.TimerHandle | None = None
        self._read_deadline: asyncio.TimerHandle | None = None
        self._head_size = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection in, if there is room or can be made."""
        full = len(self.connections) >= MOST_CONNECTIONS
        super().connection_made(transport)
        if full and not self._silent:
            transport.write(_TOO_MANY)
            self._close()
            return
        if full:
            next(iter(self._silent)).transport.abort()
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._silent.pop(self, None)
        self._forget_head()
        self._forget_reading()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; what arrives between two requests begins a head, whatever it is."""
        if self in self._silent:
            self._head_size += len(data)
        super().data_received(data)
        # Most heads are whole by now: no clock is set for them.
        if self in self._silent and self._head_deadline is None and not self.transport.is_closing():
            self._await_head()
        if self._head_size > LARGEST_HEAD and not self.transport.is_closing():
            self.transport.write(_TOO_LARGE)
            self._close()

    def on_headers_complete(self) -> None:
        """Begin to answer."""
        self._silent.pop(self, None)
        self._forget_head()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        if self.cycle.response_complete and not self.transport.is_closing():
            self._silent[self] = None

    def pause_writing(self) -> None:
        """Watch a client that reads more slowly than it is written to."""
        super().pause_writing()
        self._await_reading()

    def resume_writing(self) -> None:
        """The client has read on."""
        super().resume_writing()
        self._forget_reading()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that rests, once its last answer has been read."""
        super().timeout_keep_alive_handler()
        self._await_reading()

    def _close(self) -> None:
        self.transport.close()
        self._await_reading()

    def _await_head(self) -> None:
        self._silent.setdefault(self)
        self._head_deadline = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def _forget_head(self) -> None:
        self._head_size = 0
        if self._head_deadline is not None:
            self._head_deadline.cancel()
            self._head_deadline = None

    def _await_reading(self) -> None:
        if self._read_deadline is None and (left := self.transport.get_write_buffer_size()):
            self._read_deadline = self.loop.call_later(READ_SECONDS, self._judge_reading, left)

    def _judge_reading(self, before: int) -> None:
        self._read_deadline = None
        if self.transport.get_write_buffer_size() > before - min(before, LEAST_READ):
            self.transport.abort()
        else:
            self._await_reading()

    def _forget_reading(self) -> None:
        if self._read_deadline is not None:
            self._read_deadline.cancel()
            self._read_deadline = None

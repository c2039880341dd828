"""Fault 13: what looks public and is not. Nothing is asked of it."""

import socket
import threading
from ipaddress import ip_address, ip_network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ingest.addresses import is_global_address
from app.ingest.fetch import fetch_page


@pytest.mark.parametrize(
    "text",
    [
        # IPv4 within IPv6 in ways of long ago; NAT within one network; SIIT; site-local; segment routing; documents.
        "::127.0.0.1", "::10.0.0.1", "64:ff9b:1::7f00:1", "::ffff:0:7f00:1", "fec0::1", "5f00::1", "3fff::1",
        "2001:db8::1", "100::1", "4000::1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe",
    ],
)  # fmt: skip
def test_what_is_not_given_out_to_the_public_is_not_public(text: str) -> None:
    assert not is_global_address(ip_address(text))


@pytest.mark.parametrize(
    "text", ["2a00:1450:4001:80b::200e", "2606:4700::1111", "8.8.8.8", "64:ff9b::808:808"]
)
def test_what_is_public_is(text: str) -> None:
    assert is_global_address(ip_address(text))


@given(st.integers(min_value=0, max_value=2**128 - 1).map(lambda number: ip_address(number.to_bytes(16))))
def test_no_address_outside_of_what_is_given_out_is_public_unless_it_stands_for_one_that_is(address) -> None:  # type: ignore[no-untyped-def]
    if is_global_address(address):
        assert (
            address in ip_network("2000::/3") or address in ip_network("64:ff9b::/96") or address.ipv4_mapped
        )


@pytest.mark.parametrize("first", ["127.0.0.1", "::1"])
def test_a_name_that_turns_to_another_address_is_asked_for_where_it_was_judged(
    monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    """What is judged and what is connected to are one answer of the resolver: it is not asked a second time."""
    asked: list[str] = []
    resolve = socket.getaddrinfo

    def turn(host: str, port: int, *more: Any, **options: Any) -> Any:
        if host != "rebound.example":
            return resolve(host, port, *more, **options)
        asked.append(host)
        return resolve(first if len(asked) == 1 else "127.0.0.2", port, *more, **options)

    family = socket.AF_INET6 if ":" in first else socket.AF_INET
    with socket.socket(family) as judged:
        judged.bind((first, 0))
        judged.listen()
        port = judged.getsockname()[1]
        with socket.socket() as other:
            other.bind(("127.0.0.2", port))
            other.listen()
            other.setblocking(False)
            heads: list[bytes] = []

            def answer() -> None:
                with judged.accept()[0] as client:
                    heads.append(client.recv(65536))
                    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\npaper")

            thread = threading.Thread(target=answer)
            thread.start()
            monkeypatch.setattr(socket, "getaddrinfo", turn)
            page = fetch_page(
                f"http://rebound.example:{port}/",
                is_allowed_address=lambda address: str(address) == first,
                deadline_s=10,
            )
            thread.join()
            with pytest.raises(BlockingIOError):
                other.accept()
    assert (page.data, asked) == (b"paper", ["rebound.example"])
    # The site is asked by its name: it may stand beside others at its address.
    assert f"Host: rebound.example:{port}\r\n".encode() in heads[0]

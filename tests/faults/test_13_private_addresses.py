"""Fault 13: what looks public and is not. Nothing is asked of it."""

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ingest.addresses import is_global_address


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

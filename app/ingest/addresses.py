"""Which IP addresses are public: all others are refused before anything is asked of them."""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_network

Address = IPv4Address | IPv6Address
AddressTest = Callable[[Address], bool]

_NAT64 = ip_network("64:ff9b::/96")
# All that is given out for the public network so far (IANA, IPv6 Global Unicast Address Assignments), but for what is
# set apart in it for documents. Python's own table calls public whatever it has not heard of.
_UNICAST = ip_network("2000::/3")
_IN_DOCUMENTS = ip_network("3fff::/20")


def is_global_address(address: Address) -> bool:
    """Tell whether an IP address is public, also where an IPv6 address stands for an IPv4 one."""
    if isinstance(address, IPv6Address):
        inner = _get_inner(address)
        if inner is not None:
            return is_global_address(inner)
        if address not in _UNICAST or address in _IN_DOCUMENTS:
            return False
    return address.is_global and not address.is_multicast


def _get_inner(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for: mapped, 6to4, Teredo or NAT64."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)

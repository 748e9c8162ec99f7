"""Which addresses may be connected to: public ones only, so that a page can't make us talk to the user's own network.

`ipaddress.is_global` alone is not enough: it is true for multicast and for the ranges that carry an IPv4 address inside
an IPv6 one (NAT64, 6to4, Teredo), behind which a private address may stand.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from prospector.research.fetch.trouble import blocked
from prospector.text import clean

_INSIDE_IPV6 = ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")
_NEWER_THAN_SOME_PYTHONS = ("192.0.0.0/24", "192.88.99.0/24", "100::/64", "2001:2::/48", "3fff::/20", "5f00::/16")
"""Reserved ranges of the IANA registries that not every supported Python's `ipaddress` knows."""
_REFUSED = tuple(ipaddress.ip_network(network) for network in (*_INSIDE_IPV6, *_NEWER_THAN_SOME_PYTHONS))


def is_public(text: str) -> bool:
    """Say whether `text` is an address that anyone on the internet may be asked at."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        elif address.scope_id or address.is_site_local:
            return False
    if any(address in network for network in _REFUSED):  # a network of the other version holds no address of this one
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def refuse_private(address: str, host: str | None = None) -> None:
    """Raise Trouble (`blocked`) when `address`, which `host` leads to, is not public."""
    if not is_public(address):
        shown = clean(address, 60)
        where = "" if host is None or host == address else f" ({clean(host, 80)} leads there)"
        raise blocked(f"{shown} is not a public address{where}")


def checked(host: str, addresses: Sequence[str]) -> list[str]:
    """Return `addresses`, each once, when every one is public.

    One bad address among good ones is enough to refuse: which one gets used would be a matter of luck.
    """
    for address in addresses:
        refuse_private(address, host)
    return list(dict.fromkeys(addresses))

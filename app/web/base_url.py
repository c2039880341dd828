"""The public address of the site, as the setting SUMMITRY_BASE_URL names it."""

import re
from urllib.parse import urlsplit

from app.domain.errors import SettingsError

_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)


def read_base_url(text: str) -> str:
    """Return the address without a slash at its end; raise SettingsError if it is no http(s) address of a site.

    A site has its host to itself: links in pages begin at its root (`/events/…`), and would lead out of a path.
    """
    try:
        parts = urlsplit(text)
        usable = bool(_ADDRESS.fullmatch(text) and parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment or parts.username is not None:
        raise SettingsError(f"SUMMITRY_BASE_URL is not an address such as https://example.org: {text!r}")
    if parts.path.strip("/"):
        raise SettingsError(
            f"SUMMITRY_BASE_URL has a path, and the site can only stand at the root of its host: {text!r}"
        )
    return f"{parts.scheme}://{parts.netloc}"

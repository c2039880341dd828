"""The public address of the site, as the setting SUMMITRY_BASE_URL names it."""

import re
from urllib.parse import urlsplit

from app.domain.errors import SettingsError

_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)


def read_base_url(text: str) -> str:
    """Return the address without a slash at its end; raise SettingsError if it is no http(s) address of a site."""
    try:
        parts = urlsplit(text)
        usable = bool(_ADDRESS.fullmatch(text) and parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment or parts.username is not None:
        raise SettingsError(f"SUMMITRY_BASE_URL is not an address such as https://example.org: {text!r}")
    return text.rstrip("/")

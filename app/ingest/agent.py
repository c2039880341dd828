"""The name under which we ask others for their pages: the program, and where its operator can be reached."""

import re

from app import __version__

# The name that a robots.txt can address us by.
PRODUCT = "summitry"
# What may stand in the comment of a User-Agent: printable ASCII without brackets, quotes and backslashes.
_PLAIN = re.compile(r"[ !#-'*-\[\]-~]{1,200}")


def make_agent(base_url: str | None, contact: str | None) -> str:
    """Make the User-Agent: `summitry/0.1.0 (+https://example.org; desk@example.org)`.

    What is not set is left out, and so is what no header can hold.
    """
    told = [f"+{base_url}" if base_url else None, contact]
    comment = "; ".join(one for one in told if one and _PLAIN.fullmatch(one))
    return f"{PRODUCT}/{__version__}" + (f" ({comment})" if comment else "")

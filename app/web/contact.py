"""Whom readers write to, and the way from a page to a report of an error in it."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from app.domain.printable import make_printable
from app.web.language import gettext, link

ERRORS = "/about#errors"
"""Where it says what to send, and what becomes of it."""

# What stands unescaped in an address of mail and cannot end it, open another or add a header.
_MAIL = re.compile(r"[\w.!$*+/=^`{|}~-]+@[\w-]+(?:\.[\w-]+)*", re.ASCII)
# Some programs of mail take no address of more than 2,000 characters, and a Cyrillic letter takes six.
_MOST_NAMED, _MOST_SHOWN = 60, 120


@dataclass(frozen=True, slots=True)
class Contact:
    """What `SUMMITRY_CONTACT` says, in its own words, and the address to which it leads, if it is one."""

    words: str
    href: str | None
    is_mail: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The way to report an error of one page: a mail that is begun, a page of the operator's, or what we say of it."""

    href: str
    is_mail: bool = False
    is_page: bool = False


def read_contact(setting: str | None) -> Contact | None:
    """Read the setting: an address of mail, one of a page, or words; None if nothing is set."""
    words = make_printable((setting or "").strip())
    if not words:
        return None
    if _MAIL.fullmatch(words):
        return Contact(words, f"mailto:{quote(words, safe='@')}", is_mail=True)
    return Contact(words, words if _is_page(words) else None)


def make_report(contact: Contact | None, name: str, address: str, shown: str = "") -> Report:
    """Make the way to report an error in the page at `address`; `name` is what it is about, `shown` what it says."""
    if contact is None or contact.href is None:
        return Report(link(ERRORS))
    if not contact.is_mail:
        return Report(contact.href, is_page=True)
    lines = [
        gettext("Page: %(address)s", address=address),
        *([gettext("It says: %(shown)s", shown=_cut(shown, _MOST_SHOWN))] if shown else []),
        "",
        gettext("What is wrong:"),
        "",
        gettext("Which source tells better (its address):"),
        "",
    ]
    subject = gettext("Error: %(name)s", name=_cut(name, _MOST_NAMED))
    body = "\r\n".join(lines)
    return Report(f"{contact.href}?subject={_escape(subject)}&body={_escape(body)}", is_mail=True)


def _is_page(words: str) -> bool:
    if not re.fullmatch(r"https?://[^\s<>\"\\^`{|}]+", words):
        return False
    try:
        return bool(urlsplit(words).hostname)
    except ValueError:
        return False


def _escape(text: str) -> str:
    return quote(text.encode("utf-8", "replace"), safe="")


def _cut(text: str, most: int) -> str:
    words = make_printable(" ".join(text.split()))
    return words if len(words) <= most else f"{words[:most]}…"

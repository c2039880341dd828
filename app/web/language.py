"""The language of a page: its words and its addresses. English at the plain paths, the others beneath a prefix.

Texts for readers go through `gettext` and `ngettext` (in templates `_`, `ngettext` and `{% trans %}`), addresses of
ours through `link`. Which language is spoken is that of the request; outside of one it is English.
"""

from contextvars import ContextVar

ENGLISH = "en"

_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


def get_language() -> str:
    """Return the code of the language in which the page that is being made speaks."""
    return _language.get()


def gettext(message: str, /, **values: object) -> str:
    """Say a text in the language of the page; `%(name)s` in it stands for the value of that name."""
    told = find_text(message)
    return told % values if values else told


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """Say a text that agrees with a number, which `%(num)s` in it stands for: `1 source`, `12,000 sources`."""
    return find_plural(one, many, number) % {"num": f"{number:,}", **values}


def pgettext(context: str, message: str, /, **values: object) -> str:
    """Say a text whose words mean one thing here and another elsewhere; `context` tells translators which."""
    told = find_text_in(context, message)
    return told % values if values else told


def find_text(message: str) -> str:
    """Find a text in the language of the page, its values not yet put in."""
    return message


def find_plural(one: str, many: str, number: int) -> str:
    """Find the form of a text that agrees with a number, its values not yet put in."""
    return one if number == 1 else many


def find_text_in(context: str, message: str) -> str:
    """Find a text that means what it does in a context, its values not yet put in."""
    return message


def mark(message: str) -> str:
    """Mark a text for the translators that is said later, by `gettext`: what stands in a table of a module."""
    return message


def link(path: str) -> str:
    """Write the address of a page of ours, a path from the root, in the language of the page."""
    return path

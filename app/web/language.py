"""The language of a page: its words and its addresses. English at the plain paths, the others beneath a prefix.

Texts for readers go through `gettext` and `ngettext` (in templates `_`, `ngettext` and `{% trans %}`), addresses of
ours through `link`. Which language is spoken is that of the request; outside of one it is English.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.filed import make_filed
from app.web.programs import is_for_programs

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the pages in its own words: its name, and the offer of a page in it."""

    name: str
    offer: str


LANGUAGES = {
    ENGLISH: Language("English", "This page in English"),
    "ru": Language("Русский", "Эта страница по-русски"),
    "be": Language("Беларуская", "Гэтая старонка па-беларуску"),
}
"""The languages of the pages by their codes."""

CATALOGUES = Path(__file__).parent / "locale"

_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


class Prefixes:
    """Takes the prefix of a language off the path, and lets the page be made in that language; data are in English."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        code, path = split_path(scope["path"])
        if code != ENGLISH:
            raw = scope.get("raw_path")
            scope = {**scope, "path": path, "raw_path": raw and (raw[len(code) + 1 :] or b"/")}
        with speak(ENGLISH if is_for_programs(path) else code):
            await self.app(scope, receive, send)


def split_path(path: str) -> tuple[str, str]:
    """Split a path into the code of its language and the path of the same page in English."""
    for code in LANGUAGES:
        if (
            code != ENGLISH
            and path.startswith(f"/{code}")
            and path[len(code) + 1 :][:1] in ("", "/", "?", "#")
        ):
            rest = path[len(code) + 1 :]
            return code, rest if rest.startswith("/") else f"/{rest}"
    return ENGLISH, path


@contextmanager
def speak(code: str) -> Iterator[None]:
    """Let whatever is said within be said in a language of LANGUAGES."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def get_language() -> str:
    """Return the code of the language in which the page that is being made speaks."""
    return _language.get()


def get_locale() -> Locale:
    """Return what Babel knows of that language: names of months, countries and languages."""
    return _get_locale(get_language())


def gettext(message: str, /, **values: object) -> str:
    """Say a text in the language of the page; `%(name)s` in it stands for the value of that name."""
    told = find_text(message)
    return told % values if values else told


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """Say a text that agrees with a number, which `%(num)s` in it stands for: `1 source`, `12,000 sources`."""
    return find_plural(one, many, number) % {"num": format_number(number), **values}


def pgettext(context: str, message: str, /, **values: object) -> str:
    """Say a text whose words mean one thing here and another elsewhere; `context` tells translators which."""
    told = find_text_in(context, message)
    return told % values if values else told


def find_text(message: str) -> str:
    """Find a text in the language of the page, its values not yet put in."""
    return _get_catalogue(get_language()).gettext(message)


def find_plural(one: str, many: str, number: int) -> str:
    """Find the form of a text that agrees with a number, its values not yet put in."""
    return _get_catalogue(get_language()).ngettext(one, many, number)


def find_text_in(context: str, message: str) -> str:
    """Find a text that means what it does in a context, its values not yet put in."""
    return str(_get_catalogue(get_language()).pgettext(context, message))


def mark(message: str) -> str:
    """Mark a text for the translators that is said later, by `gettext`: what stands in a table of a module."""
    return message


def nmark(one: str, many: str) -> tuple[str, str]:
    """Mark a text that agrees with a number and is said later, by `ngettext`."""
    return one, many


def mark_in(context: str, message: str) -> str:
    """Mark a text that is said later, by `pgettext` in this context."""
    return message


def format_number(number: int) -> str:
    """Write a number with its thousands apart: `12,000`, in Russian and Belarusian `12 000` from 10,000 on."""
    if get_language() == ENGLISH:
        return f"{number:,}"
    return f"{number:,}".replace(",", "\u00a0") if abs(number) >= 10_000 else str(number)


def link(path: str, language: str | None = None) -> str:
    """Write the address of a page of ours, a path from the root, in the language of the page or in another one.

    What is in a language already is put into this one; what is no path from the root (`#sources`) stays as it is.
    """
    code = language or get_language()
    if not path.startswith("/"):
        return path
    bare = make_filed(split_path(path)[1])
    return bare if code == ENGLISH else f"/{code}{bare}"


def choose_language(accepted: str) -> str | None:
    """Choose from an `Accept-Language` header the language of ours that its reader likes best; None if it names none.
    Of languages that are liked alike the one named first counts."""
    best, most = None, 0.0
    for part in accepted[:500].split(","):
        tag, _, weight = part.partition(";")
        code = tag.strip().lower().partition("-")[0]
        liked = _read_weight(weight)
        if code in LANGUAGES and liked > most:
            best, most = code, liked
    return best


def _read_weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if not name:
        return 1.0
    try:
        return min(1.0, float(value)) if name.strip().lower() == "q" else 0.0
    except ValueError:
        return 0.0


@lru_cache(maxsize=len(LANGUAGES))
def _get_locale(code: str) -> Locale:
    return Locale(code)


@lru_cache(maxsize=len(LANGUAGES))
def _get_catalogue(code: str) -> NullTranslations:
    """Read the catalogue of a language from its source: there is no compiled file that could be out of date."""
    if code == ENGLISH:
        return NullTranslations()
    compiled = BytesIO()
    with (CATALOGUES / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return Translations(compiled)

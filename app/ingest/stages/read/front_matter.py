"""Front matter: what stands between two lines of dashes at the head of a Markdown file."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import yaml

from app.domain.dates import EdtfDate
from app.domain.errors import InvalidDateError, SourceError
from app.ingest.stages.read.addresses import is_address, make_canonical
from app.ingest.stages.read.decode import clean_text
from app.ingest.stages.read.written_dates import find_written_dates

_BLOCK = re.compile(r"\A---[ \t]*\n(.{0,8000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"\A(?:[ \t]*(?:#.*)?\n)*[A-Za-z][\w -]*:")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")
_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]")


@dataclass(frozen=True, slots=True)
class Declared:
    """What a document says of itself; None where it is silent."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: EdtfDate | None = None
    language: str | None = None
    digest: bool = False


def read_front_matter(name: str, text: str) -> tuple[Declared, str]:
    """Split a text into what its front matter declares and the rest; a text without front matter stays whole.

    Known keys are `url publisher published language title digest`, with `source` and `date` as other names for
    the first and the third; other keys are passed over. Raises SourceError that names the key for a value
    that cannot be meant.
    """
    match = _BLOCK.match(text.lstrip("\n"))
    if not match or not _KEY.match(match[1]):
        return Declared(), text
    declared = Declared()
    for key, value in _read_table(name, match[1]).items():
        if value not in ("", None):
            declared = _read_value(name, declared, key, value)
    return declared, text.lstrip("\n")[match.end() :]


def _read_table(name: str, block: str) -> dict[str, object]:
    try:
        # The base loader knows text, lists and tables only: no dates, no numbers, no objects.
        table = yaml.load(block, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        raise SourceError(name, f"front matter: not YAML{where}") from error
    if not isinstance(table, dict):
        raise SourceError(name, "front matter: not a table of keys and values")
    return {str(key).strip().lower(): value for key, value in table.items()}


def _read_value(name: str, declared: Declared, key: str, value: object) -> Declared:
    reader = _READERS.get(key)
    if reader is None:
        return declared
    if not isinstance(value, str):
        raise SourceError(name, f"front matter: {key}: one value is wanted, not a list or table")
    try:
        return reader(declared, " ".join(value.split()))
    except ValueError as error:
        raise SourceError(name, f"front matter: {key}: {error}") from error


def _read_url(declared: Declared, value: str) -> Declared:
    if not is_address(value):
        raise ValueError(f"not an http(s) address: {value!r}")
    return replace(declared, url=make_canonical(value))


def _read_source(declared: Declared, value: str) -> Declared:
    """Read `source`, which clipping tools use for the address and people for the publisher."""
    if is_address(value):
        return replace(declared, url=declared.url or make_canonical(value))
    return _read_publisher(declared, declared.publisher or value)


def _read_publisher(declared: Declared, value: str) -> Declared:
    return replace(declared, publisher=_clean(value))


def _read_title(declared: Declared, value: str) -> Declared:
    return replace(declared, title=_clean(value))


def _clean(value: str) -> str | None:
    """Clean what YAML's escapes can bring back into a text that was clean: `"\\0"`, `"\\x1b"`, `"\\ud800"`."""
    return " ".join(clean_text(value).split()) or None


def read_day(value: str) -> EdtfDate:
    """Read a publication date: an EDTF string, one with a clock time, or one date in words ("8 December 2019").

    Raises InvalidDateError for anything else.
    """
    day = _ISO_DAY.match(value)
    try:
        return EdtfDate.parse(day[1] if day else value)
    except InvalidDateError:
        dates = [found.date for found in find_written_dates(value) if found.date]
        if len(dates) != 1:
            raise
        return dates[0]


def _read_published(declared: Declared, value: str) -> Declared:
    return replace(declared, published=read_day(value))


def _read_date(declared: Declared, value: str) -> Declared:
    return declared if declared.published else _read_published(declared, value)


def _read_language(declared: Declared, value: str) -> Declared:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError(f"not a language code such as en, ru or be: {value!r}")
    return replace(declared, language=value.partition("-")[0])


def _read_digest(declared: Declared, value: str) -> Declared:
    if value.lower() not in ("true", "false", "yes", "no"):
        raise ValueError(f"true or false is wanted, not {value!r}")
    return replace(declared, digest=value.lower() in ("true", "yes"))


_READERS: dict[str, Callable[[Declared, str], Declared]] = {
    "url": _read_url,
    "source": _read_source,
    "publisher": _read_publisher,
    "published": _read_published,
    "date": _read_date,
    "language": _read_language,
    "title": _read_title,
    "digest": _read_digest,
}

"""Check the names that the language files give to people, cities and countries: known ones, each form for one."""

from collections.abc import Container

from app.domain.errors import LexiconError
from app.lexicon.language import FOLDER, get_tables
from app.lexicon.matcher import expand, split_words
from app.lexicon.naming import fold
from app.lexicon.schema import find_line


def check_names(table: str, known: Container[str], defined_in: str) -> None:
    """Check one table of names in every language; raise LexiconError, naming file, line and key.

    `known` are the keys that `defined_in` defines. A form, in whatever language, names one bearer only.
    """
    bearers: dict[str | tuple[str, ...], str] = {}
    for code, rows in get_tables().items():
        for key, entries in rows[table].items():
            if key not in known:
                raise LexiconError(f"{_place(code, table, key)}: {key!r} is not in {defined_in}")
            for form in (form for entry in entries for form in expand(entry)):
                words = _tell_apart(form)
                if bearers.setdefault(words, key) != key:
                    raise LexiconError(
                        f"{_place(code, table, key)}: {form!r} names {key!r} and {bearers[words]!r}"
                    )


def _tell_apart(form: str) -> str | tuple[str, ...]:
    """Give a form in one spelling, so that two which a text cannot tell apart are equal."""
    if form.replace(" ", "").isalpha():
        return fold(form)
    return tuple(part for word in split_words(form) for part in (word.gap, word.text.lower()))


def _place(code: str, table: str, key: str) -> str:
    line = find_line((FOLDER / f"{code}.toml").read_text("utf-8"), table, key)
    return f"{code}.toml, line {line}, [{table}]"

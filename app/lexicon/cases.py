"""The forms in which the sentences of a language write names: `в Минске`, `с Дмитрием Медведевым`, `по энергетике`."""

import tomllib
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.domain.errors import LexiconError
from app.domain.vocabulary import TOPICS
from app.lexicon.language import FOLDER
from app.lexicon.people import get_people
from app.lexicon.places import get_places
from app.lexicon.schema import find_line

FORMS: dict[str, frozenset[str]] = {
    "people": frozenset({"with", "of"}),
    "places": frozenset({"in", "of"}),
    "topics": frozenset({"on", "about"}),
}
"""The tables of a file of cases and the forms that each name in them has; the files say what each form is for."""

_Tables = dict[str, dict[str, dict[str, str]]]


def has_cases(language: str) -> bool:
    """Tell whether the names of a language have forms of their own in sentences."""
    return _get_cases(language) is not None


def find_form(language: str, table: str, key: str, form: str) -> str | None:
    """Find a form of a name: of `people` by slug, of `places` by English name, of `topics`; None if it is not known."""
    tables = _get_cases(language)
    return tables[table].get(key, {}).get(form) if tables else None


def read_cases(path: Path) -> _Tables:
    """Read a file of cases; raise LexiconError, naming file, line and key, unless it has every form of every person,
    city and topic that is known, and no other."""
    text = path.read_text("utf-8")
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path.name}: {error}") from error
    known: dict[str, Collection[str]] = {
        "people": get_people().names,
        "places": {city.name for city in get_places().cities.values()},
        "topics": TOPICS,
    }
    for table in sorted(known.keys() - tables.keys()):
        raise LexiconError(f"{path.name}, line 1: the table {table!r} is missing")
    for table in sorted(tables.keys() - known.keys()):
        raise LexiconError(f"{path.name}, line {find_line(text, table)}: unknown table {table!r}")
    for table, names in known.items():
        _check(path.name, text, table, tables[table], names)
    return tables


def _check(file: str, text: str, table: str, rows: dict[str, Any], known: Collection[str]) -> None:
    for key in sorted({*known} - rows.keys()):
        raise LexiconError(f"{file}, line {find_line(text, table)}: [{table}] lacks {key!r}")
    for key, forms in rows.items():
        line = find_line(text, table, key)
        if key not in known:
            raise LexiconError(f"{file}, line {line}: [{table}] has an unknown key {key!r}")
        if not isinstance(forms, dict) or forms.keys() != FORMS[table]:
            wanted = ", ".join(sorted(FORMS[table]))
            raise LexiconError(f"{file}, line {line}: the forms of {key!r} are not {wanted}")
        if not all(isinstance(form, str) and form.strip() for form in forms.values()):
            raise LexiconError(f"{file}, line {line}: a form of {key!r} is not a word")


@lru_cache
def _get_cases(language: str) -> _Tables | None:
    path = FOLDER / f"{language}.cases.toml"
    return read_cases(path) if path.exists() else None

"""The catalogues of the pages' languages: `python -m tests.catalogues` (`make words`) brings them up to date.

What the pages newly say comes into each catalogue without a translation, what they no longer say goes.
"""

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from app.web.language import CATALOGUES, ENGLISH, LANGUAGES

_VOLATILE = tuple(
    f'"{name}: '
    for name in (
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)

ROOT = Path(__file__).parents[1]
CODES = tuple(code for code in LANGUAGES if code != ENGLISH)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "mark": None,
    "ngettext": (1, 2),
    "nmark": (1, 2),
    "pgettext": ((1, "c"), 2),
    "mark_in": ((1, "c"), 2),
}
SOURCES = (("app/web/**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract"))


def extract() -> Catalog:
    """Gather what the pages say, in the order of the files."""
    catalogue = Catalog()
    for file, _, message, _, context in extract_from_dir(ROOT, list(SOURCES), keywords=KEYWORDS):
        catalogue.add(message, locations=[(file, 0)], context=context)
    for file, message, context in _find_within():
        if catalogue.get(message[0] if isinstance(message, tuple) else message, context) is None:
            catalogue.add(message, locations=[(file, 0)], context=context)
    return catalogue


def _find_within() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    """Find the calls that Babel passes over, those within an f-string or another call, among all of them."""
    for path in sorted((ROOT / "app" / "web").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (
                isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
            ):
                continue
            words = [one.value for one in call.args[:2] if isinstance(one, ast.Constant)]
            match call.func.id, words:
                case "ngettext" | "nmark", [str(one), str(many)]:
                    yield str(path.relative_to(ROOT)), (one, many), None
                case "pgettext" | "mark_in", [str(context), str(message)]:
                    yield str(path.relative_to(ROOT)), message, context
                case "gettext" | "mark", [str(message), *_]:
                    yield str(path.relative_to(ROOT)), message, None


def get_path(code: str) -> Path:
    """Return where the catalogue of a language is."""
    return CATALOGUES / code / "LC_MESSAGES" / "messages.po"


def read(code: str) -> Catalog:
    """Read the catalogue of a language; an empty one if there is none yet."""
    path = get_path(code)
    if not path.exists():
        return Catalog(locale=code)
    with path.open("rb") as file:
        return read_po(file, locale=code)


def write(code: str, said: Catalog) -> int:
    """Bring the catalogue of a language up to date; return how many texts have no translation."""
    known = read(code)
    catalogue = Catalog(locale=code, fuzzy=False, charset="utf-8")
    catalogue.header_comment = (
        f"# What the pages say, in {LANGUAGES[code].name}; brought up to date by `make words`."
    )
    missing = 0
    for message in said:
        if not message.id:
            continue
        there = known.get(message.id[0] if message.pluralizable else message.id, message.context)
        told = there.string if there and there.pluralizable == message.pluralizable else ""
        files = sorted({(file, 0) for file, _ in message.locations})
        catalogue.add(message.id, told, locations=files, context=message.context)
        missing += not (all(told) and told)
    path = get_path(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = BytesIO()
    write_po(text, catalogue, width=None, include_lineno=False)
    lines = text.getvalue().decode().splitlines(keepends=True)
    # Neither a day nor the name of a program: two runs write the same bytes.
    path.write_text("".join(line for line in lines if not line.startswith(_VOLATILE)))
    return missing


def main() -> int:
    """Bring every catalogue up to date and say what is missing."""
    said = extract()
    missing = {code: write(code, said) for code in CODES}
    for code, number in missing.items():
        print(f"{get_path(code).relative_to(ROOT)}: {len(said)} texts, {number} without a translation")
    return 1 if any(missing.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

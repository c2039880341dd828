"""Cells of CSV that no spreadsheet takes for a formula, and back.

A program that opens a CSV file runs what begins with one of `= + - @`, a tab, a carriage return or NUL. Such a text
gets an apostrophe in front, and so does a text that already begins with apostrophes before one of these characters:
so taking one apostrophe away gives back exactly what was there. JSON has no formulas and is left as it is.
"""

import re

_FORMULA = re.compile("'*[=+\\-@\t\r\0]")
_GUARDED = re.compile("'+[=+\\-@\t\r\0]")
# RFC 4180: what holds one of these stands in quotation marks. Spaces at the ends would be lost on some programs.
_QUOTED = re.compile('[",\r\n]|^ | $')


def guard_cell(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard_cell(cell: str) -> str:
    """Take the apostrophe of `guard_cell` away again."""
    return cell[1:] if _GUARDED.match(cell) else cell


def format_row(cells: list[str], end: str = "\n") -> str:
    r"""Make one line of CSV of texts, each guarded; RFC 4180 ends it in `\r\n`, files that are compared in `\n`."""
    # Python's own writer leaves a lone carriage return without quotation marks before version 3.13.
    return ",".join(_quote(guard_cell(cell)) for cell in cells) + end


def _quote(cell: str) -> str:
    if not _QUOTED.search(cell):
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'

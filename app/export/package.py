"""The `datapackage.json` of an export: Data Package v2 (https://datapackage.org), read by programs that know it."""

from collections.abc import Container, Iterable
from typing import Any

from app.domain.exported import FORMAT, PACKAGE_NAME, Column, Table
from app.export.files import Written

_SCHEMAS = "https://datapackage.org/profiles/2.0"
_MEDIA_TYPES = {"csv": "text/csv", "jsonl": "application/jsonl"}
_LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def make_package(tables: Iterable[tuple[Table, tuple[Written, Written]]]) -> dict[str, Any]:
    """Make the description of tables and their files. Nothing in it depends on when or where they were written.

    JSON lines without a line are left out, and references to them: programs that read Data Packages take an empty
    file for a broken one.
    """
    listed = [
        (table, file, ending)
        for table, files in tables
        for file, ending in zip(files, ("csv", "jsonl"), strict=True)
        if file.size
    ]
    names = {_get_name(table.name, ending) for table, _, ending in listed}
    return {
        "$schema": f"{_SCHEMAS}/datapackage.json",
        "name": PACKAGE_NAME,
        "title": "Russia–Belarus summitry",
        "description": "When the presidents of Russia and Belarus met, telephoned or said they would, and the sentences"
        " that say so. Sentences and quotations belong to their authors and publishers, who are named with them; the"
        " rest is under the licence.",
        "licenses": [_LICENCE],
        "summitry": {"format": FORMAT},
        "resources": [_make_resource(*one, names) for one in listed],
    }


def _make_resource(table: Table, file: Written, ending: str, names: Container[str]) -> dict[str, Any]:
    return {
        "name": _get_name(table.name, ending),
        "path": file.name,
        "type": "table",
        "title": table.title,
        "format": ending,
        "mediatype": _MEDIA_TYPES[ending],
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "$schema": f"{_SCHEMAS}/tableschema.json",
            "fields": [_make_field(column, ending) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": [column],
                    "reference": {"resource": _get_name(name, ending), "fields": [key]},
                }
                for column, name, key in table.references
                if _get_name(name, ending) in names
            ],
        },
    }


def _make_field(column: Column, ending: str) -> dict[str, Any]:
    field = {"name": column.name, "type": column.type, "description": column.about}
    if column.type == "list":
        return {**field, "delimiter": ";"} if ending == "csv" else {**field, "type": "array"}
    return field


def _get_name(table: str, ending: str) -> str:
    return table if ending == "csv" else f"{table}-{ending}"

"""The record as files: CSV and JSON lines, and the `datapackage.json` that describes them."""

from app.export.folder import export_record

__all__ = ["export_record"]

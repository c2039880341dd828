"""The one stylesheet and the pinned script."""

import base64
import hashlib
import os
import re
from pathlib import Path

import pytest

from app.web.assets import STATIC, make_stylesheet, read_assets


def test_the_stylesheet_holds_every_sheet_in_its_layer() -> None:
    joined = make_stylesheet(STATIC / "css")
    assert joined.index("@layer reset, tokens, base, layout, components;") < joined.index("@layer reset {")
    assert "@import" not in joined
    assert "url(" not in joined
    for sheet in (STATIC / "css").glob("*.css"):
        if sheet.name != "main.css":
            assert sheet.read_text("utf-8").strip() in joined, f"{sheet.name} is not imported by main.css"
    assert joined.count("{") == joined.count("}")


def test_an_import_that_is_not_understood_is_refused(tmp_path: Path) -> None:
    (tmp_path / "main.css").write_text('@import "https://elsewhere.example/x.css";')
    with pytest.raises(ValueError, match="@import"):
        make_stylesheet(tmp_path)


def test_pages_pin_the_script_by_the_hash_of_what_is_served() -> None:
    htmx = read_assets().htmx
    if htmx is None:
        if os.environ.get("CI"):
            pytest.fail("static/vendor/htmx.min.js is not there, and set-up should have fetched it")
        pytest.skip("static/vendor/htmx.min.js is not there: `make setup` fetches it")
    digest = base64.b64encode(hashlib.sha384(htmx.content).digest()).decode()
    assert htmx.integrity == f"sha384-{digest}"


def test_without_the_script_the_site_still_stands(tmp_path: Path) -> None:
    for name in ("css", "js"):
        (tmp_path / name).symlink_to(STATIC / name)
    for name in ("icon.svg", "vendor.json"):
        (tmp_path / name).symlink_to(STATIC / name)
    assert read_assets(tmp_path).htmx is None


def test_yellow_is_kept_for_evidence() -> None:
    users = {
        sheet.name
        for sheet in (STATIC / "css").glob("*.css")
        if re.search(r"var\(--(marker|stroke)\)", sheet.read_text("utf-8"))
    }
    assert users <= {"base.css", "fact.css", "quote.css", "passage.css"}

"""docs/security.md names tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_test_that_the_document_names_is_there() -> None:
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| \d", line)]
    assert len(rows) > 30
    for row in rows:
        folder = ROOT / "tests" / "faults"
        for name in re.findall(r"`([^`]+)`", row.rpartition(" | ")[2]):
            if name.startswith(("tests/", ".ci/")):
                path = ROOT / name
                folder = path.parent
            elif name.startswith("test_"):
                path = folder / (name if name.endswith(".py") else f"{name}.py")
            else:
                continue
            assert path.exists(), f"{name} in: {row}"


def test_every_module_of_faults_is_named() -> None:
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    for path in Path(__file__).parent.glob("test_[0-9]*.py"):
        assert f"`{path.stem}`" in text

"""The material beside the repository, where it is there."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"

needs_shared = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(),
    reason="left out: the two reference articles and their gold are not beside this checkout (../shared)",
)

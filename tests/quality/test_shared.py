"""The reader does on the material beside the repository what it did when its figures were pinned, or better."""

import pytest

from tests.quality.corpus import MATERIALS, Material
from tests.quality.pins import compare_beside, read_pins
from tests.shared import needs_shared


@needs_shared
@pytest.mark.parametrize("material", MATERIALS, ids=lambda material: material.name)
def test_no_figure_falls(material: Material) -> None:
    pinned = read_pins()["beside"].get(material.name)
    if pinned is None or not material.is_there:
        pytest.skip(
            f"left out: {material.name} is not beside this checkout, or was not there when figures were pinned"
        )
    if pinned["digest"] != material.make_digest():
        pytest.skip(
            f"left out: {material.name} is not the edition whose figures are pinned (make quality ARGS=--renew)"
        )
    comparison = compare_beside(pinned, material, material.measure())
    assert not comparison.faults, f"\n{comparison}"

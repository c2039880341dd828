"""Faults that tests plant into a sound database, one by one."""

from tests.safety.planted.links import LINKS
from tests.safety.planted.readings import READINGS

FAULTS = {**READINGS, **LINKS}

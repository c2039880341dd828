"""The site as files that any host of files serves: `summitry build`."""

from app.building.command import build

__all__ = ["build"]

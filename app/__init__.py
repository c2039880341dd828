"""Summitry: a timeline explorer of Russia–Belarus summitry, with a source sentence behind every fact."""

__version__ = "0.1.0"

"""Quotes: what is said in a text, and by whom."""

from app.ingest.stages.quotes.quotes import find_quotes

__all__ = ["find_quotes"]

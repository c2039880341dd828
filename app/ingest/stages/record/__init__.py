"""The curated record: checked cells of a row to a document of our own, with a fact for each of its values."""

from app.ingest.stages.record.lines import Lines
from app.ingest.stages.record.rows import EventRow, LooseRow, QuoteCells
from app.ingest.stages.record.write import make_event_reading, make_loose_reading

__all__ = ["EventRow", "Lines", "LooseRow", "QuoteCells", "make_event_reading", "make_loose_reading"]

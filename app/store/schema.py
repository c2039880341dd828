"""The tables as Core sees them: reading and writing use plain statements, never entities."""

from typing import Any

from sqlalchemy import Row, Select
from sqlmodel import SQLModel

from app.domain import tables

AnyRow = Row[*tuple[Any, ...]]
"""A row of whatever columns; they are read by name."""

AnySelect = Select[*tuple[Any, ...]]
"""A statement that gives such rows."""

_TABLES = SQLModel.metadata.tables

run = _TABLES[str(tables.Run.__tablename__)]
rejection = _TABLES[str(tables.Rejection.__tablename__)]
feed = _TABLES[str(tables.Feed.__tablename__)]
feed_entry = _TABLES[str(tables.FeedEntry.__tablename__)]
article = _TABLES[str(tables.Article.__tablename__)]
holding = _TABLES[str(tables.Holding.__tablename__)]
version = _TABLES[str(tables.Version.__tablename__)]
event = _TABLES[str(tables.Event.__tablename__)]
event_city = _TABLES[str(tables.EventCity.__tablename__)]
event_person = _TABLES[str(tables.EventPerson.__tablename__)]
event_topic = _TABLES[str(tables.EventTopic.__tablename__)]
event_value = _TABLES[str(tables.EventValue.__tablename__)]
view_count = _TABLES[str(tables.ViewCount.__tablename__)]
source_count = _TABLES[str(tables.SourceCount.__tablename__)]
former_slug = _TABLES[str(tables.FormerSlug.__tablename__)]
event_revision = _TABLES[str(tables.EventRevision.__tablename__)]
mention = _TABLES[str(tables.Mention.__tablename__)]
mention_source = _TABLES[str(tables.MentionSource.__tablename__)]
citation = _TABLES[str(tables.Citation.__tablename__)]
fact = _TABLES[str(tables.Fact.__tablename__)]
quote = _TABLES[str(tables.Quote.__tablename__)]
claim = _TABLES[str(tables.Claim.__tablename__)]
correction = _TABLES[str(tables.Correction.__tablename__)]
correction_day = _TABLES[str(tables.CorrectionDay.__tablename__)]
correction_event = _TABLES[str(tables.CorrectionEvent.__tablename__)]

"""The tables, as SQLModel classes. Only `app.store` opens sessions on them."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class Run(SQLModel, table=True):
    """One ingestion. `started` and `finished` are UTC timestamps (ISO 8601)."""

    id: int | None = Field(default=None, primary_key=True)
    started: str
    finished: str | None = None
    documents: int = 0
    stored: int = 0
    unchanged: int = 0


class Rejection(SQLModel, table=True):
    """One source that a run could not read, and why."""

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    source: str
    reason: str


class Article(SQLModel, table=True):
    """One source. Its values are those of its last version (`version_id`)."""

    id: str = Field(primary_key=True)
    version_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = Field(default=None, index=True)
    published: str | None = None
    language: str | None = None
    digest: bool = False
    withdrawn: str | None = None
    withdrawn_reason: str | None = None


class Version(SQLModel, table=True):
    """One text of an article. The text never changes; `sentences` is a JSON list of `[start, end]` over it.

    `marks` is what was read from it, a JSON list of `[start, end, kind]`; nothing if that is not known.
    """

    id: str = Field(primary_key=True)
    article_id: str = Field(foreign_key="article.id", index=True)
    run_id: int | None = Field(default=None, foreign_key="run.id", index=True)
    source: str
    raw_hash: str = Field(index=True)
    text_hash: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    text: str
    body_start: int = 0
    sentences: str
    marks: str | None = None


class Event(SQLModel, table=True):
    """One event; its displayed values are chosen from the facts of its mentions.

    `first` and `last` bound the date (ISO days): they sort and filter and are never shown.
    """

    id: str = Field(primary_key=True)
    slug: str = Field(unique=True)
    kind: str = Field(index=True)
    format: str | None = None
    status: str
    date: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    first: str | None = Field(default=None, index=True)
    last: str | None = Field(default=None, index=True)
    year: int | None = Field(default=None, index=True)
    title: str
    city: str | None = None
    country: str | None = None
    outcome: str | None = None
    duration_minutes_at_least: int | None = None


class EventCity(SQLModel, table=True):
    """A city of an event, `position` 0 being the first told."""

    __tablename__ = "event_city"
    event_id: str = Field(foreign_key="event.id", primary_key=True, ondelete="CASCADE")
    position: int = Field(primary_key=True)
    city: str
    place: str = Field(index=True)


class EventPerson(SQLModel, table=True):
    """A person at an event, the two presidents first."""

    __tablename__ = "event_person"
    event_id: str = Field(foreign_key="event.id", primary_key=True, ondelete="CASCADE")
    position: int = Field(primary_key=True)
    person: str = Field(index=True)


class EventTopic(SQLModel, table=True):
    """A topic of an event."""

    __tablename__ = "event_topic"
    event_id: str = Field(foreign_key="event.id", primary_key=True, ondelete="CASCADE")
    position: int = Field(primary_key=True)
    topic: str = Field(index=True)


class FormerSlug(SQLModel, table=True):
    """A slug that an event once had, and where it leads for ever; of a vanished event, that it was there."""

    __tablename__ = "former_slug"
    slug: str = Field(primary_key=True)
    event_id: str = Field(index=True)


class Mention(SQLModel, table=True):
    """What one article asserts of one event."""

    __table_args__ = (Index("ix_mention_first_last", "first", "last"),)
    id: str = Field(primary_key=True)
    article_id: str = Field(foreign_key="article.id", index=True)
    version_id: str = Field(foreign_key="version.id")
    position: int
    event_id: str | None = Field(default=None, foreign_key="event.id", index=True)
    kind: str
    format: str | None = None
    status: str
    date: str | None = None
    first: str | None = None
    last: str | None = None


class Fact(SQLModel, table=True):
    """One field of one event as one mention asserts it: the value, and the words as found."""

    mention_id: str = Field(foreign_key="mention.id", primary_key=True, ondelete="CASCADE")
    position: int = Field(primary_key=True)
    field: str
    value: str
    text: str
    start: int
    end: int
    rule: str


class Quote(SQLModel, table=True):
    """Words attributed to a speaker; `speaker` is a slug where the person is known."""

    id: str = Field(primary_key=True)
    article_id: str = Field(foreign_key="article.id", index=True)
    version_id: str = Field(foreign_key="version.id")
    mention_id: str | None = Field(default=None, foreign_key="mention.id", index=True)
    position: int
    speaker: str | None = Field(default=None, index=True)
    speaker_text: str | None = None
    text: str
    kind: str
    start: int
    end: int


class Claim(SQLModel, table=True):
    """ "N meetings in year Y", as of a day where one is told."""

    id: str = Field(primary_key=True)
    article_id: str = Field(foreign_key="article.id", index=True)
    version_id: str = Field(foreign_key="version.id")
    position: int
    year: int = Field(index=True)
    count: int
    as_of: str | None = None
    text: str
    start: int
    end: int

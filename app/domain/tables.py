"""The tables, as SQLModel classes. Only `app.store` opens sessions on them."""

from typing import Any

from sqlalchemy import BigInteger, Index, Integer, text
from sqlmodel import Field, SQLModel

from app.domain.ids import make_search_row


def _hash_own_id(context: Any) -> int:
    """Return the `search_row` of a row that is inserted: what has an index finds its row in it by this number."""
    return make_search_row(context.get_current_parameters()["id"])


_HASHED: dict[str, Any] = {"default": _hash_own_id}
# 63 bits, which SQLite's integers hold anyhow.
_NUMBER: Any = BigInteger().with_variant(Integer(), "sqlite")


class Run(SQLModel, table=True):
    """One ingestion. `started` and `finished` are UTC timestamps (ISO 8601).

    `rules` is the number of the rules by which events were resolved from then on (`app.ingest.stages.resolve.RULES`).
    """

    id: int | None = Field(default=None, primary_key=True)
    started: str
    finished: str | None = None
    documents: int = 0
    stored: int = 0
    unchanged: int = 0
    removed: int = 0
    rules: int | None = None


class Rejection(SQLModel, table=True):
    """One source that a run could not read, and why."""

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    source: str
    reason: str


class Feed(SQLModel, table=True):
    """One feed of a list: when it was asked, and what came of it. All moments are UTC timestamps (ISO 8601).

    `listed` is the file that lists it. `etag` and `last_modified` are the server's words for the version of which
    every wanted entry has been read; `wanted` is a hash of what the list wants of it. `failed` and `reason` tell of
    the last failure, also after a later success.
    """

    url: str = Field(primary_key=True)
    kind: str
    publisher: str
    language: str
    listed: str = Field(index=True)
    wanted: str
    etag: str | None = None
    last_modified: str | None = None
    checked: str | None = None
    succeeded: str | None = None
    failed: str | None = None
    reason: str | None = None


class FeedEntry(SQLModel, table=True):
    """One page that was fetched because a feed named it: when, and `changed`, the moment that the feed told of it.

    `failures` counts how often it could not be read since it last changed.
    """

    __tablename__ = "feed_entry"
    url: str = Field(primary_key=True)
    changed: str | None = None
    fetched: str
    failures: int = 0


class Article(SQLModel, table=True):
    """One document. Its values are those of its last version (`version_id`, none while only its address is known).

    `origin` tells who wrote it: `press` a source, `record` a row of the curated record, `editor` a correction.
    """

    __table_args__ = (
        # The order of lists, as `app.store.found_sources` writes it.
        Index("ix_article_newest", text("coalesce(published, '') DESC"), "id"),
    )
    id: str = Field(primary_key=True)
    origin: str = Field(default="press", index=True)
    version_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = Field(default=None, index=True)
    published: str | None = None
    language: str | None = None
    digest: bool = False
    withdrawn: str | None = None
    withdrawn_reason: str | None = None
    search_row: int | None = Field(default=None, index=True, sa_type=_NUMBER, sa_column_kwargs=_HASHED)


class Holding(SQLModel, table=True):
    """A file of ours that holds a row of the record or a correction, and what the row said there when it was read.

    A document goes with the last file that holds it. Where files tell different things under one name, the one whose
    text has the least hash is shown: so it does not depend on which was read last.
    """

    file: str = Field(primary_key=True)
    document_id: str = Field(foreign_key="article.id", primary_key=True, index=True)
    raw_hash: str
    text_hash: str


class Version(SQLModel, table=True):
    """One text of an article. The text never changes; `sentences` is a JSON list of `[start, end]` over it.

    `marks` is what was read from it, a JSON list of `[start, end, kind]`; nothing if that is not known. `text_hash` is
    the SHA-256 of the text; if it is not that of `text`, this came from an export and is sentences of that text only.
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

    `first` and `last` bound the date (ISO days): they filter and are never shown. `sort_key` tells where the event
    stands in the timeline (`app.store.order`).
    """

    id: str = Field(primary_key=True)
    slug: str = Field(unique=True)
    sort_key: str = Field(default="", index=True)
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
    venue: str | None = None
    others: str | None = None
    note: str | None = None
    confidence: str | None = None
    search_row: int | None = Field(default=None, index=True, sa_type=_NUMBER, sa_column_kwargs=_HASHED)


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


class EventValue(SQLModel, table=True):
    """One value of an event by which the timeline is narrowed, in the order of the timeline: a view with this value is
    read from here, however large the record is (`app.store.kept_counts`)."""

    __tablename__ = "event_value"
    __table_args__: Any = {"sqlite_with_rowid": False}
    facet: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
    sort_key: str = Field(primary_key=True)
    event_id: str = Field(index=True)


class ViewCount(SQLModel, table=True):
    """How many events of a view have a value: counted when they are saved, not when it is asked for.

    `view` names the values that all of them have, at most two (`app.store.kept_counts`).
    """

    __tablename__ = "view_count"
    __table_args__: Any = {"sqlite_with_rowid": False}
    view: str = Field(primary_key=True)
    facet: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
    number: int


class SourceCount(SQLModel, table=True):
    """How many sources of a language are shown, withdrawn ones not; triggers of the database count them.

    Under `und` stand those whose language could not be told, under an empty one those of which only rows of the record
    speak.
    """

    __tablename__ = "source_count"
    language: str = Field(primary_key=True)
    number: int


class FormerSlug(SQLModel, table=True):
    """A slug that an event once had, and where it leads for ever; of a vanished event, that it was there."""

    __tablename__ = "former_slug"
    slug: str = Field(primary_key=True)
    event_id: str = Field(index=True)


class EventRevision(SQLModel, table=True):
    """When what is shown of an event last changed here, and how often: no part of the record, and in no export.

    `uid` is its lasting name, the first slug that it had here; it stays when the event's id and slug change.
    `event_id` is its id now, of a vanished event the last one. `digest` is that of what is shown of it, empty of a
    vanished one; `sequence` counts the changes, `published` and `updated` are the moments of the first and the last
    (UTC, RFC 3339).
    """

    __tablename__ = "event_revision"
    uid: str = Field(primary_key=True)
    event_id: str = Field(unique=True)
    digest: str
    sequence: int
    published: str
    updated: str


class Mention(SQLModel, table=True):
    """What one document asserts of one event.

    `first` and `last` bound the days that it can have to do with: those of its date, and the day from which a
    meeting was moved. `sentences` is a JSON list of hashes of the sentences it was read from: copies share them.
    """

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
    confidence: str | None = None
    sentences: str = "[]"


class MentionSource(SQLModel, table=True):
    """A source that tells what a mention asserts: its own article, or those that a row of the record names."""

    __tablename__ = "mention_source"
    mention_id: str = Field(foreign_key="mention.id", primary_key=True, ondelete="CASCADE")
    article_id: str = Field(foreign_key="article.id", primary_key=True, index=True)


class Citation(SQLModel, table=True):
    """A source that a row of the record names, and what the row says of it."""

    document_id: str = Field(foreign_key="article.id", primary_key=True)
    position: int = Field(primary_key=True)
    article_id: str = Field(foreign_key="article.id", index=True)
    publisher: str | None = None
    published: str | None = None
    language: str | None = None


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
    """Words attributed to a speaker; `speaker` is a slug where the person is known.

    `article_id` is the source that prints them, `document_id` where we have them from: the same article or a row
    of the record. `said` is the day on which they were said, `language` theirs, where the row tells.

    Several rows can be one quote (`app.domain.attestations`): `main_id` is the id of the row that stands for it, its
    own if that is this one; none only while it has to be found out anew. `first` and `last` (ISO days) bound the days
    on which the words can have been printed or said; they serve to find what is near. By `day` and `year` a quote is
    listed and found: those of the event, else those on which it was said, else those of publication.
    """

    __table_args__ = (
        Index("ix_quote_first_last", "first", "last"),
        Index("ix_quote_speaker_mention_id", "speaker", "mention_id"),
        # The order of lists, as `app.store.quotes` writes it.
        Index("ix_quote_newest", text("coalesce(day, '') DESC"), "article_id", "position", "id"),
    )
    id: str = Field(primary_key=True)
    article_id: str = Field(foreign_key="article.id", index=True)
    document_id: str = Field(foreign_key="article.id", index=True)
    version_id: str = Field(foreign_key="version.id")
    mention_id: str | None = Field(default=None, foreign_key="mention.id", index=True)
    position: int
    speaker: str | None = None
    speaker_text: str | None = None
    text: str
    kind: str
    start: int
    end: int
    said: str | None = None
    language: str | None = None
    main_id: str | None = Field(default=None, foreign_key="quote.id", index=True, ondelete="SET NULL")
    first: str | None = None
    last: str | None = None
    day: str | None = None
    year: str | None = None
    search_row: int | None = Field(default=None, index=True, sa_type=_NUMBER, sa_column_kwargs=_HASHED)


class Claim(SQLModel, table=True):
    """ "N meetings in year Y", as of a day where one is told.

    `article_id` is the source that counts, `document_id` where we have it from, as for quotes. `scope` tells what
    is counted (see `app.domain.vocabulary.Scope`), `person` (a slug) whose contacts alone, where one person's are;
    `claimed_by` who counts, where it is not the publisher. `at_least` tells that `count` is the least number.
    """

    id: str = Field(primary_key=True)
    article_id: str = Field(foreign_key="article.id", index=True)
    document_id: str = Field(foreign_key="article.id", index=True)
    version_id: str = Field(foreign_key="version.id")
    position: int
    year: int = Field(index=True)
    count: int
    as_of: str | None = None
    text: str
    start: int
    end: int
    scope: str = "meetings"
    person: str | None = None
    claimed_by: str | None = None
    at_least: bool = False


class Correction(SQLModel, table=True):
    """What an editor says of the record; `document_id` is the entry of the file, whose text holds it.

    `events`, `articles` and `mentions` are JSON lists: slugs of events, addresses or ids of sources, ids of mentions.
    `made` is the day (ISO) on which it was made, `mention_id` the mention that carries a value it sets.
    """

    document_id: str = Field(primary_key=True, foreign_key="article.id")
    action: str
    events: str
    articles: str = "[]"
    mentions: str = "[]"
    field: str | None = None
    value: str | None = None
    reason: str
    author: str
    made: str
    mention_id: str | None = None


class CorrectionDay(SQLModel, table=True):
    """Days with which a correction has to do: what is resolved with it. Without days: what has no date."""

    __tablename__ = "correction_day"
    document_id: str = Field(foreign_key="correction.document_id", primary_key=True, ondelete="CASCADE")
    position: int = Field(primary_key=True)
    first: str | None = Field(default=None, index=True)
    last: str | None = Field(default=None, index=True)


class CorrectionEvent(SQLModel, table=True):
    """An event that a correction has changed."""

    __tablename__ = "correction_event"
    document_id: str = Field(foreign_key="correction.document_id", primary_key=True, ondelete="CASCADE")
    event_id: str = Field(foreign_key="event.id", primary_key=True, index=True, ondelete="CASCADE")

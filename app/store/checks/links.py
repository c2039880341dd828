"""No orphans: every row belongs to something that is there, and to the last version of its document."""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.vocabulary import Origin
from app.store.checks.faults import Fault, Promise
from app.store.checks.rules import Rule, check_rules
from app.store.schema import article, version
from app.store.versions import get_rank

_ORPHANS = (
    (
        "has neither a text nor a row of the record that names it",
        "SELECT 'article ' || id FROM article WHERE version_id IS NULL AND withdrawn IS NULL "
        "AND id NOT IN (SELECT article_id FROM citation)",
    ),
    (
        "asserts nothing",
        "SELECT 'mention ' || id FROM mention WHERE id NOT IN (SELECT mention_id FROM fact)",
    ),
    (
        "carries the value of no correction",
        "SELECT 'mention ' || id FROM mention WHERE kind = 'correction' "
        "AND id NOT IN (SELECT mention_id FROM correction WHERE mention_id IS NOT NULL)",
    ),
    (
        "sets a value that no mention carries",
        "SELECT 'correction ' || document_id FROM correction WHERE (action = 'set') <> (mention_id IS NOT NULL) "
        "OR mention_id IS NOT NULL AND mention_id NOT IN (SELECT id FROM mention WHERE kind = 'correction')",
    ),
    (
        "is a correction without what it says",
        "SELECT 'article ' || id FROM article WHERE origin = 'editor' "
        "AND id NOT IN (SELECT document_id FROM correction)",
    ),
    (
        "is of a document that is no correction",
        "SELECT 'correction ' || document_id FROM correction JOIN article ON article.id = document_id "
        "WHERE origin <> 'editor'",
    ),
    (
        "is held by a file and no document of our own",
        "SELECT 'article ' || article.id FROM holding JOIN article ON article.id = document_id WHERE origin = 'press'",
    ),
    (
        "has to do with no day",
        "SELECT 'correction ' || document_id FROM correction "
        "WHERE document_id NOT IN (SELECT document_id FROM correction_day)",
    ),
    (
        "tells of the event of another document",
        "SELECT 'quote ' || quote.id FROM quote JOIN mention ON mention.id = quote.mention_id "
        "WHERE mention.article_id <> quote.document_id",
    ),
    *(
        (
            "is printed by a source that its row does not name",
            f"SELECT '{noun} ' || id FROM {noun} WHERE article_id <> document_id AND NOT EXISTS (SELECT 1 "
            f"FROM citation WHERE citation.document_id = {noun}.document_id "
            f"AND citation.article_id = {noun}.article_id)",
        )
        for noun in ("quote", "claim")
    ),
    *(
        (
            f"has {noun}s of a source that was withdrawn",
            f"SELECT DISTINCT 'article ' || article.id FROM article JOIN {noun} "
            f"ON {noun}.{column} = article.id WHERE withdrawn IS NOT NULL",
        )
        for noun, column in (("mention", "article_id"), ("quote", "document_id"), ("claim", "document_id"))
    ),
    *(
        (
            what,
            f"SELECT DISTINCT 'article ' || article.id FROM article JOIN {table} "
            f"ON {table}.article_id = article.id WHERE withdrawn IS NOT NULL",
        )
        for table, what in (
            ("version", "has a text although it was withdrawn"),
            ("mention_source", "is behind a row of the record although it was withdrawn"),
            ("quote", "is quoted by a row of the record although it was withdrawn"),
            ("claim", "is said to count by a row of the record although it was withdrawn"),
        )
    ),
)
_SOURCES = (
    (
        "is told by no document",
        "SELECT 'event ' || slug FROM event WHERE id NOT IN "
        "(SELECT event_id FROM mention WHERE event_id IS NOT NULL AND kind <> 'correction')",
    ),
    (
        "has no source",
        "SELECT 'event ' || slug FROM event WHERE id NOT IN (SELECT event_id FROM mention "
        "JOIN mention_source ON mention_source.mention_id = mention.id WHERE event_id IS NOT NULL)",
    ),
    (
        "has no source",
        "SELECT 'mention ' || id FROM mention WHERE kind <> 'correction' "
        "AND id NOT IN (SELECT mention_id FROM mention_source)",
    ),
    (
        "has a source that its document is not and does not name",
        "SELECT 'mention ' || mention.id FROM mention_source JOIN mention ON mention.id = mention_id "
        "WHERE mention_source.article_id <> mention.article_id AND NOT EXISTS (SELECT 1 FROM citation "
        "WHERE citation.document_id = mention.article_id AND citation.article_id = mention_source.article_id)",
    ),
)
_VERSIONS = (
    (
        "has a last version that is not there or is another's",
        "SELECT 'article ' || id FROM article WHERE version_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM version "
        "WHERE version.id = article.version_id AND version.article_id = article.id)",
    ),
    (
        "has versions and none that is the last",
        "SELECT DISTINCT 'article ' || article_id FROM version JOIN article ON article.id = article_id "
        "WHERE article.version_id IS NULL",
    ),
    (
        "is a document of our own with several versions",
        "SELECT 'article ' || article_id FROM version JOIN article ON article.id = article_id "
        "WHERE origin <> 'press' GROUP BY article_id HAVING count(*) > 1",
    ),
    *(
        (
            "was not read from the last version of its document",
            f"SELECT '{noun} ' || {noun}.id FROM {noun} JOIN article ON article.id = {noun}.{column} "
            f"WHERE coalesce(article.version_id, '') <> {noun}.version_id",
        )
        for noun, column in (("mention", "article_id"), ("quote", "document_id"), ("claim", "document_id"))
    ),
)
_RULES = tuple(
    Rule(promise, what, statement)
    for promise, rules in (
        (Promise.ORPHAN, _ORPHANS),
        (Promise.SOURCE, _SOURCES),
        (Promise.VERSION, _VERSIONS),
    )
    for what, statement in rules
)


def check_links(session: Session) -> Iterator[Fault]:
    """Yield rows that belong to nothing, events and mentions without a source, and what was read from another
    version than the last."""
    yield from check_rules(session, _RULES)
    columns = (version.c.id, version.c.article_id, version.c.published, version.c.text_hash)
    rows = select(*columns, article.c.version_id.label("last_id"))
    rows = rows.join(article, article.c.id == version.c.article_id).where(article.c.origin == Origin.PRESS)
    ordered = session.execute(rows.order_by(version.c.article_id), execution_options={"yield_per": 1000})
    for article_id, versions in groupby(ordered, key=lambda row: row.article_id):
        last = max(versions, key=get_rank)
        if last.last_id is not None and last.last_id != last.id:
            yield Fault(
                Promise.VERSION, f"article {article_id}", f"shows another version than its last, {last.id}"
            )

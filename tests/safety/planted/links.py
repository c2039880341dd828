"""Faults in what belongs together: sources, versions, the search, slugs, and what resolution gives."""

from app.store.checks import Promise
from tests.safety.planted.rows import PRESS, PRESS_MENTION, QUOTE, SOCHI, Planted

LINKS: dict[str, Planted] = {
    # Sources, versions, orphans.
    "an event without a document": (
        Promise.SOURCE,
        f"update mention set event_id = null where event_id = {SOCHI}",
        "is told by no document",
    ),
    "an event without a source": (
        Promise.SOURCE,
        f"delete from mention_source where mention_id in (select id from mention where event_id = {SOCHI})",
        "event 2019-12-07-sochi has no source",
    ),
    "a mention without a source": (
        Promise.SOURCE,
        f"delete from mention_source where mention_id = {PRESS_MENTION}",
        "has no source",
    ),
    "a source that nobody names": (
        Promise.SOURCE,
        "delete from citation where position = 1",
        "has a source that its document is not",
    ),
    "a last version that is another's": (
        Promise.VERSION,
        "update article set version_id = (select min(id) from version v where v.article_id <> article.id) "
        f"where id = {PRESS}",
        "is not there or is another's",
    ),
    "an article without its last version": (
        Promise.VERSION,
        f"update article set version_id = null where id = {PRESS}",
        "none that is the last",
    ),
    "an earlier version that is shown": (
        Promise.VERSION,
        "update article set version_id = (select min(v.id) from version v where v.article_id = article.id "
        "and v.id <> article.version_id) where url = 'https://example.org/plan'",
        "shows another version than its last",
    ),
    "a mention of an earlier version": (
        Promise.VERSION,
        "update mention set version_id = (select v.id from version v where v.article_id = mention.article_id "
        "and v.id <> mention.version_id) where article_id in (select id from article where url = 'https://example.org/plan')",
        "was not read from the last version",
    ),
    "a row of ours in two versions": (
        Promise.VERSION,
        "insert into version (id, article_id, source, raw_hash, text_hash, text, body_start, sentences) "
        "select 'second', id, '', '', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '', 0, '[]' "
        "from article where origin = 'record' limit 1",
        "with several versions",
    ),
    "a version of no article": (
        Promise.ORPHAN,
        f"update version set article_id = 'nobody' where article_id = {PRESS}",
        "refers to a row of article",
    ),
    "an address that nobody names": (
        Promise.ORPHAN,
        "insert into article (id, origin, url, digest) values ('x', 'press', 'https://x.example', false)",
        "neither a text nor a row",
    ),
    "a mention without facts": (
        Promise.ORPHAN,
        f"delete from fact where mention_id = {PRESS_MENTION}",
        "asserts nothing",
    ),
    "facts of nothing": (
        Promise.ORPHAN,
        "update fact set mention_id = 'x' || rowid where field = 'venue'",
        "refers to a row of mention",
    ),
    "a quote of nothing": (
        Promise.ORPHAN,
        f"update quote set mention_id = 'nobody' where id = {QUOTE}",
        "refers to a row of mention",
    ),
    "a quote of another document's event": (
        Promise.ORPHAN,
        "update quote set mention_id = (select min(id) from mention where article_id <> quote.document_id) "
        f"where id = {QUOTE}",
        "of another document",
    ),
    "a quote that a stranger prints": (
        Promise.ORPHAN,
        f"update quote set article_id = (select min(id) from article where id <> document_id) where id = {QUOTE}",
        "by a source that its row does not name",
    ),
    "a claim of nothing": (
        Promise.ORPHAN,
        "update claim set document_id = 'nobody'",
        "refers to a row of article",
    ),
    "a city of no event": (
        Promise.ORPHAN,
        "insert into event_city values ('nobody', 0, 'Minsk', 'minsk')",
        "refers to a row of event",
    ),
    "a correction without its document": (
        Promise.ORPHAN,
        "update correction set document_id = 'nobody' where action = 'reject'",
        "refers to a row of article",
    ),
    "a document without its correction": (
        Promise.ORPHAN,
        "delete from correction where action = 'reject'",
        "without what it says",
    ),
    "a correction by a source": (
        Promise.ORPHAN,
        "update article set origin = 'record' where id in (select document_id from correction)",
        "no correction",
    ),
    "a correction of no day": (Promise.ORPHAN, "delete from correction_day", "has to do with no day"),
    "a value that no correction sets": (
        Promise.ORPHAN,
        "update correction set mention_id = null",
        "carries the value of no correction",
    ),
    "a correction whose value is gone": (
        Promise.ORPHAN,
        "update correction set mention_id = 'nobody' where action = 'set'",
        "sets a value that no mention",
    ),
    "something read from what was withdrawn": (
        Promise.ORPHAN,
        f"update article set withdrawn = '2026-01-01' where id = {PRESS}",
        "that was withdrawn",
    ),
    "the text of what was withdrawn": (
        Promise.ORPHAN,
        f"update article set withdrawn = '2026-01-01', version_id = null where id = {PRESS}",
        "has a text although it was withdrawn",
    ),
    "a row that rests on what was withdrawn": (
        Promise.ORPHAN,
        "update article set withdrawn = '2026-01-01' where id in (select mention_source.article_id from mention_source "
        "join mention on mention.id = mention_id where mention_source.article_id <> mention.article_id)",
        "is behind a row of the record although",
    ),
    "a row that quotes what was withdrawn": (
        Promise.ORPHAN,
        "update article set withdrawn = '2026-01-01' where id in "
        "(select article_id from quote where article_id <> document_id)",
        "is quoted by a row of the record although",
    ),
    # The search.
    "an event that the search does not know": (
        Promise.SEARCH,
        f"delete from event_search where event_id = {SOCHI}",
        "is not in the search index",
    ),
    "a quote that the search does not know": (
        Promise.SEARCH,
        "delete from quote_search",
        "is not in the search index",
    ),
    "an event found by other words": (
        Promise.SEARCH,
        f"update event_search set words = 'nothing' where event_id = {SOCHI}",
        "with other words",
    ),
    "a stem that leads elsewhere": (
        Promise.SEARCH,
        f"update event_search set keys = 'nothing' where event_id = {SOCHI}",
        "with other words",
    ),
    "a row of nothing in the search": (
        Promise.SEARCH,
        "insert into event_search (rowid, event_id, words, keys) values (7, 'nobody', 'a', 'a')",
        "belongs to nothing",
    ),
    "a source that the search does not know": (
        Promise.SEARCH,
        "delete from article_search",
        "is not in the search index",
    ),
    "a number that leads to another row": (
        Promise.SEARCH,
        f"update event set search_row = 7 where id = {SOCHI}",
        "leads to another row",
    ),
    "an index that does not lead to its rows": (
        Promise.SEARCH,
        "update quote_search_content set c1 = 'nothing'",
        "does not lead to the rows",
    ),
    # Slugs.
    "a malformed slug": (
        Promise.SLUG,
        "update event set slug = '2019-12-07-Sochi ' where id = " + SOCHI,
        "is malformed",
    ),
    "a slug that was let go of": (
        Promise.SLUG,
        "update event set slug = '~' || id where id = " + SOCHI,
        "is malformed",
    ),
    "a slug of another day": (
        Promise.SLUG,
        "update event set slug = '2019-12-08-sochi' where id = " + SOCHI,
        "does not begin with the day",
    ),
    "a former slug that an event has": (
        Promise.SLUG,
        f"insert into former_slug values ('2019-12-07-sochi', {SOCHI})",
        "at once",
    ),
    "a former slug that leads nowhere": (
        Promise.SLUG,
        "update former_slug set event_id = ''",
        "leads to '', which no event was ever named",
    ),
    "a malformed former slug": (
        Promise.SLUG,
        "update former_slug set slug = 'x y ' || slug",
        "is malformed",
    ),
    # What is noted of changes.
    "an event without a lasting name": (
        Promise.REVISION,
        f"delete from event_revision where event_id = {SOCHI}",
        "event 2019-12-07-sochi has no lasting name",
    ),
    "a change that was not noted": (
        Promise.REVISION,
        f"update event_revision set digest = '' where event_id = {SOCHI}",
        "event 2019-12-07-sochi shows something else",
    ),
    "an event that went unnoticed": (
        Promise.REVISION,
        "insert into event_revision values ('x', 'y', 'z', 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')",
        "revision x has vanished",
    ),
    "a change before the event was there": (
        Promise.REVISION,
        "update event_revision set updated = '2001-01-01T00:00:00Z'",
        "before it was there",
    ),
    "a moment that is none": (
        Promise.REVISION,
        "update event_revision set published = '1', updated = 'yesterday'",
        "tells a moment that is none",
    ),
    # What is kept for the lists.
    "an event that stands elsewhere": (
        Promise.COUNT,
        f"update event set sort_key = '0' where id = {SOCHI}",
        "event 2019-12-07-sochi stands elsewhere",
    ),
    "a value that an event has not": (
        Promise.COUNT,
        f"update event_value set value = '2018' where facet = 'year' and event_id = {SOCHI}",
        "event 2019-12-07-sochi is listed under other values",
    ),
    "a value of an event that went": (
        Promise.COUNT,
        "insert into event_value values ('topic', 'energy', 'x', 'gone')",
        "topic=energy is kept as a value of an event that is not there",
    ),
    "a number that was not counted": (
        Promise.COUNT,
        "update view_count set number = number + 1 where view = 'year=2019' and facet = 'topic'",
        "view year=2019, topic",
    ),
    "a source that was counted twice": (
        Promise.COUNT,
        "update source_count set number = number + 1 where language = 'en'",
        "in the language 'en'",
    ),
    "a language that was not counted": (
        Promise.COUNT,
        "delete from source_count where language = 'en'",
        "language 'en' has sources",
    ),
    "a number that is missing": (
        Promise.COUNT,
        "delete from view_count where view = '' and facet = 'bar'",
        "view of everything, bar",
    ),
    # What the sources give.
    "a value that resolution does not choose": (
        Promise.RESOLUTION,
        f"delete from event_topic where event_id = {SOCHI}",
        "has topics []; its mentions give [",
    ),
    "an event that the sources do not give": (
        Promise.RESOLUTION,
        "update mention set event_id = (select id from event where slug = '2020-03-01-call') "
        f"where id = {PRESS_MENTION}",
        "resolution gives",
    ),
    "a mention without its event": (
        Promise.RESOLUTION,
        f"update mention set event_id = null where id = {PRESS_MENTION}",
        "is of the event None",
    ),
    "an event that is missing": (
        Promise.RESOLUTION,
        f"update event set id = 'other' where id = {SOCHI}",
        "event 2019-12-07-sochi is missing",
    ),
    "a correction that is not noted": (
        Promise.RESOLUTION,
        "delete from correction_event",
        "has corrections []",
    ),
    "a correction noted of what it does not change": (
        Promise.RESOLUTION,
        f"insert into correction_event select min(document_id), {SOCHI} from correction",
        "has corrections [",
    ),
    "a value carried to another event": (
        Promise.RESOLUTION,
        f"update mention set event_id = {SOCHI} where kind = 'correction' and event_id is null",
        "its correction does not change",
    ),
    "a fact that would change an event": (
        Promise.RESOLUTION,
        "update fact set value = 'Minsk' where field = 'city' and value = 'Yalta'",
        "its mentions give",
    ),
    # Attestations.
    "a quote that stands for another": (
        Promise.ATTESTATION,
        f"update quote set main_id = (select min(id) from quote q where q.id <> quote.id) where id = {QUOTE}",
        "the attestations give",
    ),
    "a quote that was not put together": (
        Promise.ATTESTATION,
        f"update quote set main_id = null where id = {QUOTE}",
        "is an attestation of None",
    ),
    "a quote of another year": (
        Promise.ATTESTATION,
        f"update quote set year = '1066' where id = {QUOTE}",
        "has year '1066'",
    ),
    "a quote of other days": (
        Promise.ATTESTATION,
        f"update quote set first = '1066-10-14' where id = {QUOTE}",
        "has first '1066-10-14'",
    ),
}

"""An event in plain words for those who follow it elsewhere: how it stands, when, where, who tells of it, one sentence.

Nothing here depends on the day of asking but that a plan is overdue: what has not changed reads as it did.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.store.engine import Session
from app.store.revisions import list_revisions
from app.store.telling import list_tellers, list_telling_sentences
from app.store.views import ArticleRow, EventRow, Evidence, RevisionRow
from app.web.dates import format_date
from app.web.evidence import make_article_link
from app.web.formatting import format_city, format_country, format_list, format_person, format_topic
from app.web.language import gettext
from app.web.wording import format_standing, format_tellers


@dataclass(frozen=True, slots=True)
class Followed:
    """An event with what followers need: when it changed, the sentence that tells of it best, and its sources."""

    event: EventRow
    revision: RevisionRow
    evidence: Evidence | None
    articles: tuple[ArticleRow, ...]


def list_followed(session: Session, events: Sequence[EventRow]) -> tuple[Followed, ...]:
    """Read what followers need of each of these events, in their order."""
    ids = [event.id for event in events]
    revisions = list_revisions(session, events)
    sentences, tellers = list_telling_sentences(session, ids), list_tellers(session, ids)
    return tuple(
        Followed(event, revisions[event.id], sentences.get(event.id), tellers.get(event.id, ()))
        for event in events
    )


def make_words(followed: Followed) -> str:
    """Say what is known of an event, in a few sentences."""
    event = followed.event
    when_and_where = format_date(event.date)
    if place := make_place(event):
        when_and_where = f"{when_and_where}, {place}"
    parts = [
        format_standing(event),
        when_and_where[:1].upper() + when_and_where[1:],
        format_list([format_person(one) for one in event.people]),
        ", ".join(format_topic(one) for one in event.topics).capitalize(),
        _label(gettext("Outcome"), event.outcome),
        _label(gettext("Note"), event.note),
    ]
    told = [part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in parts if part]
    return " ".join([*told, format_tellers(followed.articles)])


def _label(label: str, words: str | None) -> str:
    return f"{label}: {words}" if words else ""


def make_place(event: EventRow) -> str:
    """Name where an event was: venue, cities, country, as far as they are told."""
    country = format_country(event.country) if event.country else ""
    named = (event.venue or "", format_list([format_city(city) for city in event.cities]), country)
    return ", ".join(one for one in named if one)


def name_publisher(article: ArticleRow) -> str:
    """Name who published an article, or say what can be said instead; of a digest always that it is ours."""
    if article.origin == "record":
        return gettext("the record")
    if article.origin == "editor":
        return gettext("a correction by an editor")
    if article.digest and article.publisher:
        return gettext("our digest of %(publisher)s", publisher=article.publisher)
    if article.digest:
        return gettext("our digest of an article whose publisher is not named")
    return article.publisher or gettext("publisher not named")


def make_source_address(evidence: Evidence, base_url: str) -> str:
    """Make the address of our page of a source at the sentence."""
    return base_url + make_article_link(evidence.article.id, evidence.number)

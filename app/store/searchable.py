"""The texts by which events and quotes are found."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from app.domain.countries import COUNTRIES
from app.domain.spans import Span
from app.store.schema import AnySelect, event, event_city, event_person, event_topic, fact, mention, quote
from app.store.sentences import list_sentences


def list_event_texts(session: Session | Connection, event_ids: Sequence[str]) -> dict[str, str]:
    """Return for each of these events its title, people, places, topics, outcome, sentences and quotes."""
    texts: dict[str, list[str]] = {}
    columns = (event.c.id, event.c.title, event.c.country, event.c.outcome)
    for one, title, country, outcome in session.execute(select(*columns).where(event.c.id.in_(event_ids))):
        texts[one] = [title, COUNTRIES.get(country, ""), outcome or ""]
    for values in (
        select(event_city.c.event_id, event_city.c.city).order_by(event_city.c.position),
        select(event_person.c.event_id, event_person.c.person).order_by(event_person.c.position),
        select(event_topic.c.event_id, event_topic.c.topic).order_by(event_topic.c.position),
    ):
        for one, value in session.execute(values.where(values.selected_columns[0].in_(event_ids))):
            texts[one].append(value)
    for one, sentences in _list_sentences(session, event_ids).items():
        texts[one].extend(sentences)
    quotes = _of_mentions(
        select(mention.c.event_id, quote.c.text, quote.c.speaker_text, quote.c.speaker), event_ids
    )
    for one, *told in session.execute(
        quotes.join(quote, quote.c.mention_id == mention.c.id).order_by(
            quote.c.article_id, quote.c.position, quote.c.id
        )
    ):
        texts[one].extend(filter(None, told))
    return {one: "\n".join(filter(None, told)) for one, told in texts.items()}


def list_quote_texts(session: Session | Connection, quote_ids: Sequence[str]) -> dict[str, str]:
    """Return for each of these quotes its words and its speaker, as found and as known."""
    columns = (quote.c.id, quote.c.text, quote.c.speaker_text, quote.c.speaker)
    rows = session.execute(select(*columns).where(quote.c.id.in_(quote_ids)))
    return {one: "\n".join(filter(None, told)) for one, *told in rows}


def _list_sentences(session: Session | Connection, event_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the sentences that hold a fact of each event, each once a version."""
    facts = _of_mentions(
        select(mention.c.event_id, mention.c.version_id, fact.c.start, fact.c.end), event_ids
    )
    spans: dict[str, dict[str, set[Span]]] = defaultdict(lambda: defaultdict(set))
    for one, version_id, start, end in session.execute(facts.join(fact, fact.c.mention_id == mention.c.id)):
        spans[one][version_id].add(Span(start, end))
    versions = {version_id for by_version in spans.values() for version_id in by_version}
    texts = list_sentences(session, versions)
    return {
        one: [
            sentence.of(texts[version_id].text)
            for version_id in sorted(by_version)
            for sentence in sorted({texts[version_id].around(span) for span in by_version[version_id]})
        ]
        for one, by_version in spans.items()
    }


def _of_mentions(statement: AnySelect, event_ids: Sequence[str]) -> AnySelect:
    return statement.select_from(mention).where(mention.c.event_id.in_(event_ids))

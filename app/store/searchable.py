"""The texts by which events, quotes and sources are found."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from app.domain.countries import COUNTRIES
from app.domain.spans import Span
from app.lexicon.people import get_people
from app.store.schema import AnySelect, event, event_city, event_person, event_topic, fact, mention, quote
from app.store.sentences import list_sentences
from app.store.shown import list_shown
from app.store.views import EventSentence


def list_event_texts(session: Session | Connection, event_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return for each of these events its title, year, people, places, topics, outcome, sentences and quotes."""
    texts: dict[str, list[str]] = {}
    columns = (event.c.id, event.c.title, event.c.year, event.c.country, event.c.outcome)
    for row in session.execute(select(*columns).where(event.c.id.in_(event_ids))):
        texts[row.id] = [row.title, str(row.year or ""), COUNTRIES.get(row.country, ""), row.outcome or ""]
    for values, write in (
        (select(event_city.c.event_id, event_city.c.city).order_by(event_city.c.position), str),
        (select(event_person.c.event_id, event_person.c.person).order_by(event_person.c.position), _name),
        (select(event_topic.c.event_id, event_topic.c.topic).order_by(event_topic.c.position), str),
    ):
        for one, value in session.execute(values.where(values.selected_columns[0].in_(event_ids))):
            texts[one].append(write(value))
    for one, sentences in list_event_sentences(session, event_ids).items():
        texts[one].extend(sentence.text for sentence in sentences)
    quotes = _of_mentions(
        select(mention.c.event_id, quote.c.text, quote.c.speaker_text, quote.c.speaker), event_ids
    )
    for one, words, speaker_text, speaker in session.execute(
        quotes.join(quote, quote.c.mention_id == mention.c.id).order_by(
            quote.c.article_id, quote.c.position, quote.c.id
        )
    ):
        texts[one] += [words, speaker_text or "", _name(speaker)]
    return {one: list(filter(None, told)) for one, told in texts.items()}


def list_quote_texts(session: Session | Connection, quote_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return for each of these quotes its words and its speaker, as found and as known."""
    columns = (quote.c.id, quote.c.text, quote.c.speaker_text, quote.c.speaker)
    rows = session.execute(select(*columns).where(quote.c.id.in_(quote_ids)))
    return {
        one: list(filter(None, (words, speaker_text, _name(speaker))))
        for one, words, speaker_text, speaker in rows
    }


def list_article_texts(session: Session | Connection, article_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return for each of these sources its title, its publisher and the sentences of it that are shown."""
    return {
        one: [*filter(None, (shown.title, shown.publisher)), *(sentence.text for sentence in shown.sentences)]
        for one, shown in list_shown(session, article_ids).items()
    }


def list_event_sentences(
    session: Session | Connection, event_ids: Sequence[str]
) -> dict[str, list[EventSentence]]:
    """Return the sentences that hold a fact of each event, each once a version, in the order of the text."""
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
            EventSentence(
                version_id, texts[version_id].index(sentence.start), sentence.of(texts[version_id].text)
            )
            for version_id in sorted(by_version)
            for sentence in sorted({texts[version_id].around(span) for span in by_version[version_id]})
        ]
        for one, by_version in spans.items()
    }


def _name(slug: str | None) -> str:
    """Write the English name of a person: names are found by their capital letters."""
    return get_people().get_name(slug) if slug else ""


def _of_mentions(statement: AnySelect, event_ids: Sequence[str]) -> AnySelect:
    return statement.select_from(mention).where(mention.c.event_id.in_(event_ids))

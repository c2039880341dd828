"""By which words events were found: of what sources tell of each the sentence or quote that says most of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.lexicon.search.hits import choose_telling
from app.lexicon.search.wanted import Wanted
from app.store.quote_rows import ARTICLE_COLUMNS, QUOTES, make_article_row, make_quote_rows
from app.store.schema import article, mention, quote, version
from app.store.searchable import list_event_sentences
from app.store.views import ArticleRow, EventSentence, FoundPassage


def list_found_passages(session: Session, wanted: Mapping[str, Sequence[Wanted]]) -> dict[str, FoundPassage]:
    """Return for each of these events, by id, the passage that meets most of what is wanted there, sentences before
    quotes; none for an event that was found by its title, people, places or topics alone."""
    asked = [event_id for event_id, conditions in wanted.items() if conditions]
    if not asked:
        return {}
    sentences, quotes = list_event_sentences(session, asked), _list_quotes(session, asked)
    chosen: dict[str, EventSentence | str] = {}
    for event_id in asked:
        told = [*sentences.get(event_id, ()), *quotes.get(event_id, ())]
        texts = [one.text if isinstance(one, EventSentence) else one[1] for one in told]
        number = choose_telling(texts, wanted[event_id])
        if number is not None:
            one = told[number]
            chosen[event_id] = one if isinstance(one, EventSentence) else one[0]
    return _make_passages(session, chosen)


def _list_quotes(session: Session, event_ids: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """List the quotes around each event, as ids and words."""
    quotes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = select(mention.c.event_id, quote.c.id, quote.c.text)
    joined = rows.join(mention, mention.c.id == quote.c.mention_id).where(mention.c.event_id.in_(event_ids))
    ordered = joined.order_by(quote.c.article_id, quote.c.position, quote.c.id)
    for event_id, one, words in session.execute(ordered):
        quotes[event_id].append((one, words))
    return quotes


def _make_passages(session: Session, chosen: Mapping[str, EventSentence | str]) -> dict[str, FoundPassage]:
    """Make the passages of sentences, and of quotes by their ids, with what stands around them."""
    articles = _list_articles(
        session, {one.version_id for one in chosen.values() if isinstance(one, EventSentence)}
    )
    ids = [one for one in chosen.values() if isinstance(one, str)]
    quotes = {one.id: one for one in make_quote_rows(session, QUOTES.where(quote.c.id.in_(ids)))}
    passages = {}
    for event_id, one in chosen.items():
        if isinstance(one, EventSentence):
            told = articles[one.version_id]
            passages[event_id] = FoundPassage(one.text, told.language, told, one.number)
        else:
            row = quotes[one]
            passages[event_id] = FoundPassage(row.text, row.language, row.article, row.number, row.id)
    return passages


def _list_articles(session: Session, version_ids: Collection[str]) -> dict[str, ArticleRow]:
    rows = session.execute(
        select(version.c.id.label("read_version"), *ARTICLE_COLUMNS)
        .join(article, article.c.id == version.c.article_id)
        .where(version.c.id.in_(version_ids))
    )
    return {row.read_version: make_article_row(row) for row in rows}

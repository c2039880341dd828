"""By which words events were found: of what sources tell of each the sentence or quote that says most of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

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
    found = {}
    for event_id, passages in _list_passages(session, asked).items() if asked else ():
        number = choose_telling([one.text for one in passages], wanted[event_id])
        if number is not None:
            found[event_id] = passages[number]
    return found


def _list_passages(session: Session, event_ids: Sequence[str]) -> dict[str, list[FoundPassage]]:
    sentences = list_event_sentences(session, event_ids)
    articles = _list_articles(session, sentences)
    passages: dict[str, list[FoundPassage]] = defaultdict(list)
    for event_id, several in sentences.items():
        for sentence in several:
            told = articles[sentence.version_id]
            passages[event_id].append(FoundPassage(sentence.text, told.language, told, sentence.number))
    of_events = mention.c.event_id.in_(event_ids)
    quoted = select(quote.c.id, mention.c.event_id).join(mention, mention.c.id == quote.c.mention_id)
    events = dict(session.execute(quoted.where(of_events)).all())
    ordered = QUOTES.where(of_events).order_by(quote.c.article_id, quote.c.position, quote.c.id)
    for one in make_quote_rows(session, ordered):
        passages[events[one.id]].append(FoundPassage(one.text, one.language, one.article, one.number, one.id))
    return passages


def _list_articles(session: Session, sentences: dict[str, list[EventSentence]]) -> dict[str, ArticleRow]:
    ids = {one.version_id for several in sentences.values() for one in several}
    rows = session.execute(
        select(version.c.id.label("read_version"), *ARTICLE_COLUMNS)
        .join(article, article.c.id == version.c.article_id)
        .where(version.c.id.in_(ids))
    )
    return {row.read_version: make_article_row(row) for row in rows}

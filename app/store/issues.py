"""What the sources of some events tell of one topic: the sentences that bring it up, and the turns the issue took.

A turn stands on words: a fact that was read (a meeting called off, moved, announced) or a sentence that says that the
issue was put off, left open, given a time or settled (`app.lexicon.turns`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from app.domain.readings import MOVED_FROM
from app.domain.spans import Span
from app.domain.vocabulary import Field, Origin, Status
from app.lexicon.turns import IssueSentence, read_issues
from app.store.evidence import merge_marks
from app.store.quote_rows import ARTICLE_COLUMNS, make_article_row
from app.store.rows import OVERDUE
from app.store.schema import AnyRow, article, fact, mention, quote
from app.store.sentences import Sentences, list_sentences
from app.store.story import MOVED
from app.store.views import ArticleRow, EventRow, Evidence

# So many sentences after one with a fact of an event still go on about it, as when topics are read.
_FOLLOWING = 3


class Scope(StrEnum):
    """Of what a turn is told: the issue itself, the meeting as a whole, or issues that are not named."""

    ISSUE = "issue"
    MEETING = "meeting"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class ToldTurn:
    """One sentence that tells a turn: one of `app.lexicon.turns`, or what became of the event itself.

    That is `moved`, `cancelled`, `overdue` or `planned`. Of a move, the value of the evidence is the day (EDTF) that
    the event was first set for.
    """

    what: str
    scope: Scope
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class IssueReading:
    """What was read of a topic, by event. `filed` is the row of the record that names it."""

    told: Mapping[str, tuple[Evidence, ...]]
    turns: Mapping[str, tuple[ToldTurn, ...]]
    filed: Mapping[str, ArticleRow]


@dataclass(frozen=True, slots=True)
class _Source:
    """One version with its sentences; `owners` are the events of which a sentence (by its number) holds something."""

    article: ArticleRow
    text: Sentences
    owners: Mapping[int, set[str | None]]

    def list_about(self, event_id: str) -> Iterator[Span]:
        """List the sentences about an event: those that hold something of it, and the next few that hold nothing of
        any."""
        about, since = False, 0
        for number, span in enumerate(self.text.spans):
            if number in self.owners:
                about, since = event_id in self.owners[number], 0
            else:
                since += 1
            if about and since <= _FOLLOWING:
                yield span

    def is_shown(self, number: int) -> bool:
        """Tell whether the page of the article shows a sentence: of other people's texts it leaves most out."""
        near = (number - 1, number, number + 1)
        return self.article.digest or any(one in self.owners for one in near)

    def make_evidence(self, value: str, marks: Iterable[Span], stretch: Span) -> Evidence:
        """Make evidence of a stretch of sentences with words of it marked."""
        spans = sorted(marks)
        number = self.text.index(stretch.start)
        return Evidence(
            value=value,
            text=" … ".join(dict.fromkeys(span.of(self.text.text) for span in spans)),
            rule="",
            sentence=stretch.of(self.text.text),
            marks=merge_marks((span.start - stretch.start, span.end - stretch.start) for span in spans),
            article=self.article,
            number=number if number is not None and self.is_shown(number) else None,
        )


def read_issue(session: Session, topic: str, events: Sequence[EventRow]) -> IssueReading:
    """Read what the sources of these events tell of a topic, the oldest source first."""
    statuses = {one.id: one.status for one in events}
    rows = _list_facts(session, list(statuses))
    sources = _list_sources(session, rows)
    told: dict[str, tuple[Evidence, ...]] = defaultdict(tuple)
    turns: dict[str, tuple[ToldTurn, ...]] = defaultdict(tuple)
    filed: dict[str, ArticleRow] = {}
    for (event_id, version_id), same in _group(rows).items():
        source = sources[version_id]
        on_topic = [row for row in same if row.field == Field.TOPICS and row.value == topic]
        if source.article.origin == Origin.RECORD:
            if on_topic:
                filed.setdefault(event_id, source.article)
        else:
            told[event_id] += tuple(_list_told(source, topic, on_topic))
        turns[event_id] += tuple(_list_steps(source, statuses[event_id], same))
        turns[event_id] += tuple(_list_turns(source, topic, event_id, same))
    return IssueReading(told, turns, filed)


def _list_facts(session: Session, event_ids: Sequence[str]) -> Sequence[AnyRow]:
    columns = (fact.c.field, fact.c.value, fact.c.start, fact.c.end, fact.c.rule)
    return session.execute(
        select(mention.c.event_id, mention.c.version_id, *columns, *ARTICLE_COLUMNS)
        .join(fact, fact.c.mention_id == mention.c.id)
        .join(article, article.c.id == mention.c.article_id)
        .where(mention.c.event_id.in_(event_ids), article.c.origin != Origin.EDITOR)
        .order_by(article.c.published.is_(None), article.c.published, article.c.id, fact.c.start, fact.c.end)
    ).all()


def _list_sources(session: Session, rows: Sequence[AnyRow]) -> dict[str, _Source]:
    articles = {row.version_id: make_article_row(row) for row in rows}
    texts = list_sentences(session, articles)
    owners = _list_owners(session, articles, texts)
    return {one: _Source(row, texts[one], owners[one]) for one, row in articles.items()}


def _list_owners(
    session: Session, articles: Mapping[str, ArticleRow], texts: Mapping[str, Sentences]
) -> dict[str, dict[int, set[str | None]]]:
    """List by version and sentence the events of which facts or quotes stand there."""
    owners: dict[str, dict[int, set[str | None]]] = {one: defaultdict(set) for one in articles}
    ids = {one.id for one in articles.values()}
    facts = select(mention.c.version_id, fact.c.start, fact.c.end, mention.c.event_id)
    quotes = select(quote.c.version_id, quote.c.start, quote.c.end, mention.c.event_id)
    # The article is what is indexed.
    placed = union_all(
        facts.join(fact, fact.c.mention_id == mention.c.id).where(mention.c.article_id.in_(ids)),
        quotes.join(mention, mention.c.id == quote.c.mention_id).where(quote.c.article_id.in_(ids)),
    )
    for version_id, start, end, owner in session.execute(placed):
        if version_id in owners:
            for number in {texts[version_id].index(start), texts[version_id].index(end - 1)}:
                if number is not None:
                    owners[version_id][number].add(owner)
    return owners


def _group(rows: Iterable[AnyRow]) -> dict[tuple[str, str], list[AnyRow]]:
    grouped: dict[tuple[str, str], list[AnyRow]] = defaultdict(list)
    for row in rows:
        grouped[row.event_id, row.version_id].append(row)
    return grouped


def _list_told(source: _Source, topic: str, rows: Iterable[AnyRow]) -> Iterator[Evidence]:
    """List the sentences that bring a topic up, each once with all its words."""
    words: dict[Span, list[Span]] = defaultdict(list)
    for row in rows:
        span = Span(row.start, row.end)
        words[source.text.around(span)].append(span)
    for stretch, spans in words.items():
        yield source.make_evidence(topic, spans, stretch)


def _list_steps(source: _Source, status: str, rows: Iterable[AnyRow]) -> Iterator[ToldTurn]:
    """List what became of the event itself: moved, called off, announced and never reported, announced."""
    wanted = {
        Status.CANCELLED.value: Status.CANCELLED.value,
        OVERDUE: Status.PLANNED.value,
        Status.PLANNED.value: Status.PLANNED.value,
    }.get(status)
    for row in rows:
        is_status = row.field == Field.STATUS and row.value == wanted
        if not is_status and row.rule != MOVED_FROM:
            continue
        span = Span(row.start, row.end)
        evidence = source.make_evidence(row.value, [span], source.text.around(span))
        yield ToldTurn(status if is_status else MOVED, Scope.MEETING, evidence)


def _list_turns(source: _Source, topic: str, event_id: str, rows: Sequence[AnyRow]) -> Iterator[ToldTurn]:
    """List the sentences about the event that tell a turn of the issue, or of issues as a whole."""
    for span in source.list_about(event_id):
        sentence = read_issues(span.of(source.text.text), source.article.language)
        tellings = sentence.find_turns()
        if not tellings:
            continue
        inside = [row for row in rows if span.start <= row.start < span.end]
        scope = _find_scope(source.article, topic, sentence, inside)
        if scope is None:
            continue
        for telling in tellings:
            words = [one.shifted(span.start) for one in (*telling.words, *sentence.find_topic(topic))]
            yield ToldTurn(telling.turn, scope, source.make_evidence(telling.turn, words, span))


def _find_scope(
    told_by: ArticleRow, topic: str, sentence: IssueSentence, rows: Sequence[AnyRow]
) -> Scope | None:
    """Tell of what a sentence with a turn speaks; nothing if of other topics, or of nothing that is asked for.

    A row of the record tells of turns in its outcome and its note; what else stands in it are names and addresses.
    """
    fields = {row.field for row in rows}
    is_record = told_by.origin == Origin.RECORD
    if is_record and fields.isdisjoint((Field.OUTCOME, Field.NOTE)):
        return None
    is_told = any(row.field == Field.TOPICS and row.value == topic for row in rows)
    if is_told or sentence.find_topic(topic):
        return Scope.ISSUE
    if sentence.has_topic():
        return None
    if Field.OUTCOME in fields or is_record:
        return Scope.MEETING
    return Scope.UNNAMED if sentence.has_issue() else None

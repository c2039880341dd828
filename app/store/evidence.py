"""The evidence of an event: every fact with its sentence, gathered by field and held against what is shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.dates import EdtfDate
from app.domain.spans import Span
from app.domain.vocabulary import Field, Origin, PartOfDay, Status
from app.store.quote_rows import ARTICLE_COLUMNS, make_article_row
from app.store.schema import AnyRow, article, fact, mention
from app.store.sentences import Sentences, list_sentences
from app.store.views import EventRow, Evidence, FactGroup

FIELDS = (
    Field.KIND,
    Field.STATUS,
    Field.DATE,
    Field.PART_OF_DAY,
    Field.CITY,
    Field.PEOPLE,
    Field.DURATION,
    Field.OUTCOME,
    Field.TOPICS,
    Field.FORMAT,
    Field.COUNTRY,
    Field.VENUE,
    Field.OTHERS,
    Field.NOTE,
)
"""The fields of an event in the order in which their groups are given."""


def list_fact_groups(session: Session, event: EventRow, status: str) -> tuple[FactGroup, ...]:
    """Gather the facts of an event by field, oldest article first; `status` is the one the sources tell.

    What announced an event that has since been held or cancelled is no other opinion of its status: its story
    tells it (`app.store.story`).
    """
    rows = _list_facts(session, event.id)
    texts = list_sentences(session, {row.version_id for row in rows})
    shown = _get_values(event, status)
    shown[Field.PART_OF_DAY] = _list_parts_of_day(rows, status)
    by_field: dict[str, list[AnyRow]] = defaultdict(list)
    for row in rows:
        is_announcing = row.field == Field.STATUS and row.value == Status.PLANNED != status
        if not is_announcing:
            by_field[row.field].append(row)
    return tuple(
        FactGroup(
            field=field,
            values=shown[field],
            evidence=_merge([row for row in by_field[field] if _agrees(row, shown)], texts),
            others=_merge([row for row in by_field[field] if not _agrees(row, shown)], texts, by_value=True),
        )
        for field in FIELDS
        if by_field[field]
    )


def _list_facts(session: Session, event_id: str) -> Sequence[AnyRow]:
    columns = (
        fact.c.field,
        fact.c.value,
        fact.c.text,
        fact.c.start,
        fact.c.end,
        fact.c.rule,
        mention.c.version_id,
        mention.c.status,
    )
    return session.execute(
        select(*columns, *ARTICLE_COLUMNS)
        .join(mention, mention.c.id == fact.c.mention_id)
        .join(article, article.c.id == mention.c.article_id)
        .where(mention.c.event_id == event_id)
        # What an editor set comes first: it is what is shown.
        .order_by(
            article.c.origin != Origin.EDITOR,
            article.c.published.is_(None),
            article.c.published,
            article.c.id,
            fact.c.start,
            fact.c.end,
        )
    ).all()


def _get_values(event: EventRow, status: str) -> dict[str, tuple[str, ...]]:
    """Return the values shown of each field, written as facts write them."""
    single: dict[str, str | int | None] = {
        Field.KIND: event.kind,
        Field.STATUS: status,
        Field.DATE: event.date,
        Field.DURATION: event.duration_minutes_at_least,
        Field.OUTCOME: event.outcome,
        Field.FORMAT: event.format,
        Field.COUNTRY: event.country,
        Field.VENUE: event.venue,
        Field.OTHERS: event.others,
        Field.NOTE: event.note,
    }
    values: dict[str, tuple[str, ...]] = {
        field: () if value is None else (str(value),) for field, value in single.items()
    }
    return {**values, Field.CITY: event.cities, Field.PEOPLE: event.people, Field.TOPICS: event.topics}


def _list_parts_of_day(rows: Iterable[AnyRow], status: str) -> tuple[str, ...]:
    """List in which parts of its day a call was: as an editor sets it, else all that is told of what took place;
    sources that contradict one another tell of two calls."""
    told = [row for row in rows if row.field == Field.PART_OF_DAY]
    set_ = [row for row in told if row.origin == Origin.EDITOR]
    values = {row.value for row in set_ or told if set_ or row.status == status}
    return tuple(part for part in PartOfDay if part in values)


def _agrees(row: AnyRow, shown: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether a fact says what is shown; a date also does if it is only less or more exact."""
    values = shown[row.field]
    if row.value in values or row.field != Field.DATE or not values:
        return row.value in values
    one, other = EdtfDate.parse(row.value), EdtfDate.parse(values[0])
    return (one.first <= other.first and other.last <= one.last) or (
        other.first <= one.first and one.last <= other.last
    )


def _merge(
    rows: Iterable[AnyRow], texts: Mapping[str, Sentences], *, by_value: bool = False
) -> tuple[Evidence, ...]:
    """Make one piece of evidence of all the words in one sentence of one article, or of those for one value."""
    merged: dict[tuple[str, Span, str], list[AnyRow]] = defaultdict(list)
    for row in rows:
        sentence = texts[row.version_id].around(Span(row.start, row.end))
        merged[row.version_id, sentence, row.value if by_value else ""].append(row)
    return tuple(
        Evidence(
            value=_join(";", (row.value for row in same)),
            text=_join(" … ", (row.text for row in same)),
            rule=_join(", ", (row.rule for row in same)),
            sentence=sentence.of(texts[version_id].text),
            marks=merge_marks((row.start - sentence.start, row.end - sentence.start) for row in same),
            article=make_article_row(same[0]),
            number=texts[version_id].index(sentence.start),
        )
        for (version_id, sentence, _value), same in merged.items()
    )


def make_evidence(row: AnyRow, text: Sentences) -> Evidence:
    """Make evidence of one fact: a row that holds its columns and those of its article, and the text it stands in."""
    span = Span(row.start, row.end)
    sentence = text.around(span)
    return Evidence(
        value=row.value,
        text=row.text,
        rule=row.rule,
        sentence=sentence.of(text.text),
        marks=((row.start - sentence.start, row.end - sentence.start),),
        article=make_article_row(row),
        number=text.index(sentence.start),
    )


def merge_marks(marks: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Put marks in order and join those that overlap, so that a page can set one after the other."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _join(separator: str, values: Iterable[str]) -> str:
    return separator.join(dict.fromkeys(values))

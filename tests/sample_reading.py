"""A short notation for hand-made readings, so that samples and tests say what was read and nothing else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.dates import EdtfDate
from app.domain.readings import Article, ClaimReading, EventReading, FactReading, QuoteReading, Reading
from app.domain.spans import Span
from app.domain.vocabulary import Field, Format, Kind, QuoteKind, Status

_SENTENCE = re.compile(r"\S.*?(?:[.!?…][\"”»’)]*(?=\s)|(?=\n\n)|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Told:
    """One fact in short: the words `text` tell `value` of `field`; `near` is where to begin looking for them."""

    field: Field
    value: str
    text: str
    near: str = ""


def make_article(
    paragraphs: Sequence[str],
    *,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    published: str | None = None,
    language: str = "en",
    digest: bool = False,
) -> Article:
    """Make an article as cleaning leaves it: the title is the first paragraph of its text."""
    text = "\n\n".join([title, *paragraphs] if title else paragraphs)
    return Article(
        source=f"{url or title or 'stdin'}",
        title=title,
        publisher=publisher,
        url=url,
        published=EdtfDate.parse(published) if published else None,
        language=language,
        text=text,
        digest=digest,
        raw_hash=f"raw of {url} {digest} {text}",
    )


def make_event(text: str, *told: Told) -> EventReading:
    """Make what a text tells of one event; its values are those of the facts."""
    facts = tuple(_make_fact(text, one) for one in told)

    def values(field: Field) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fact.value for fact in facts if fact.field is field))

    def first(field: Field) -> str | None:
        return next(iter(values(field)), None)

    date, duration, format_ = first(Field.DATE), first(Field.DURATION), first(Field.FORMAT)
    return EventReading(
        kind=Kind(first(Field.KIND) or Kind.MEETING),
        status=Status(first(Field.STATUS) or Status.HELD),
        format=Format(format_) if format_ else None,
        date=EdtfDate.parse(date) if date else None,
        cities=values(Field.CITY),
        country=first(Field.COUNTRY),
        people=values(Field.PEOPLE),
        topics=values(Field.TOPICS),
        outcome=first(Field.OUTCOME),
        duration_minutes_at_least=int(duration) if duration else None,
        facts=facts,
    )


def make_quote(
    text: str,
    words: str,
    speaker: str | None,
    speaker_text: str | None,
    *,
    kind: QuoteKind = QuoteKind.DIRECT,
    event: int | None = 0,
) -> QuoteReading:
    """Make a quote whose `words` stand in `text`."""
    return QuoteReading(speaker, speaker_text, words, kind, find_span(text, words), event)


def make_claim(text: str, year: int, count: int, sentence: str, as_of: str | None = None) -> ClaimReading:
    """Make a count claim told by `sentence`."""
    return ClaimReading(
        year, count, EdtfDate.parse(as_of) if as_of else None, sentence, find_span(text, sentence)
    )


def make_reading(
    article: Article,
    events: Sequence[EventReading] = (),
    quotes: Sequence[QuoteReading] = (),
    claims: Sequence[ClaimReading] = (),
) -> Reading:
    """Make a reading of `article`, split into sentences in the simplest way."""
    sentences = tuple(Span(*match.span()) for match in _SENTENCE.finditer(article.text))
    return Reading(article, sentences, tuple(events), tuple(quotes), tuple(claims))


def find_span(text: str, words: str, near: str = "") -> Span:
    """Find `words` in `text`, at or after the first occurrence of `near`."""
    start = text.index(words, text.index(near) if near else 0)
    return Span(start, start + len(words))


def _make_fact(text: str, told: Told) -> FactReading:
    span = find_span(text, told.text, told.near)
    return FactReading(told.field, told.value, told.text, span, f"sample.{told.field}")

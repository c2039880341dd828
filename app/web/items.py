"""Events as machines read them: the shapes that OpenAPI describes, and the values made from the rows of the store."""

from dataclasses import asdict

from pydantic import BaseModel, Field

from app.domain.vocabulary import Status
from app.store.rows import OVERDUE
from app.store.views import ArticleRow, CorrectionRow, EventDetail, EventRow, Evidence, QuoteDetail, QuoteRow
from app.web.claim_items import ClaimItem, make_claim


class EventItem(BaseModel):
    """One event. What the sources do not tell is `null` or `[]`; nothing is guessed."""

    slug: str = Field(description="Name of the event in addresses.", examples=["2019-12-07-sochi"])
    url: str = Field(description="Address of the event's page.")
    title: str = Field(description="Place before form, in English.")
    kind: str = Field(description="`meeting`, `call`, `milestone` or `related`.")
    format: str | None = Field(
        description="How a meeting or call took place, such as `bilateral` or `telephone`."
    )
    status: str = Field(
        description="`held`, `planned` or `cancelled`, as the sources say; overdue plans are `planned`."
    )
    date: str | None = Field(
        description="EDTF, as exact as the sources tell it.", examples=["2024-05-23/2024-05-24"]
    )
    date_start: str | None = Field(description="First day, or first month where no day is told.")
    date_end: str | None = Field(description="Last day, or last month where no day is told.")
    city: str | None = Field(description="English name of the first city told.")
    country: str | None = Field(description="ISO 3166 alpha-2.")
    people: list[str] = Field(description="Slugs of those who were there.", examples=[["vladimir-putin"]])
    topics: list[str] = Field(description="What was spoken of.", examples=[["energy", "integration"]])
    outcome: str | None = Field(description="What came of it, in the source's words.")
    duration_minutes_at_least: int | None = Field(description="How long it took at least.")
    sources: int = Field(description="Number of articles that tell of it.")


class EvidenceItem(BaseModel):
    """A sentence that tells a value."""

    value: str = Field(description="The value as it was read.")
    text: str = Field(description="The words that were read, as they stand in the source.")
    rule: str = Field(description="Name of the rule that read them.")
    sentence: str = Field(description="The sentence they stand in.")
    marks: list[list[int]] = Field(
        description="Start and end of the words in the sentence, in Unicode code points."
    )
    article: str = Field(description="Id of the article.")
    url: str = Field(description="Address of our page of the article.")


class FactItem(BaseModel):
    """One field of an event, the values shown, and the sentences for them and for others."""

    field: str = Field(description="Name of the field.")
    values: list[str] = Field(description="The values shown.")
    evidence: list[EvidenceItem] = Field(description="Sentences that tell them.")
    others: list[EvidenceItem] = Field(description="Sentences that tell something else.")


class AttestationItem(BaseModel):
    """One source that prints a quote, as it prints it."""

    url: str = Field(description="Address of the quote's page by this attestation.")
    article: str = Field(description="Id of the article that prints it.")
    publisher: str | None = Field(description="Who published it.")
    published: str | None = Field(description="When it was published, EDTF.")
    speaker_text: str | None = Field(description="The speaker as the source names them.")
    text: str = Field(description="The words as it prints them.")
    kind: str = Field(description="`direct`, `transcript` or `reported`.")
    event: str | None = Field(description="Slug of the event that it was read as told of.")


class QuoteItem(BaseModel):
    """Words attributed to a speaker: one quote, however many sources print it. Its values are those of the attestation
    that stands for it, the first of `attestations`."""

    url: str = Field(description="Address of the quote's page.")
    speaker: str | None = Field(description="Slug of the speaker, where it is clear who speaks.")
    speaker_text: str | None = Field(description="The speaker as the source names them.")
    text: str = Field(description="The words.")
    kind: str = Field(description="`direct`, `transcript` or `reported`.")
    language: str | None = Field(description="Language of the words.")
    article: str = Field(description="Id of the article that gives them.")
    event: str | None = Field(description="Slug of the event around which it was said.")
    said: str | None = Field(description="The day on which it was said, where that is told; EDTF.")
    attestations: list[AttestationItem] = Field(description="Everything that prints it.")


class QuoteDetailItem(QuoteItem):
    """One quote in context: the sentences around it, of the attestation that was asked for."""

    sentence: str = Field(
        description="The sentences that it stands in, or the words alone where no text has them."
    )
    marks: list[list[int]] = Field(
        description="Start and end of the words in the sentence, in Unicode code points."
    )
    before: str | None = Field(description="The sentence before.")
    after: str | None = Field(description="The sentence after.")
    page: str = Field(description="Address of our page of the source with these sentences.")


class ArticleItem(BaseModel):
    """One source, without its text."""

    id: str = Field(description="Id of the article.")
    page: str = Field(description="Address of its page here.")
    title: str | None = Field(description="Its title.")
    publisher: str | None = Field(description="Who published it.")
    url: str | None = Field(description="Address of the original.")
    published: str | None = Field(description="EDTF.")
    language: str | None = Field(description="Its language.")
    digest: bool = Field(description="Whether the text is our own summary of the original.")
    origin: str = Field(description="Who wrote it: `press`, `record` (a row of ours) or `editor`.")
    has_text: bool = Field(description="Whether its text was read; of others only the address is known.")
    withdrawn: bool = Field(description="Whether it was withdrawn: then only its name is left.")


class CorrectionItem(BaseModel):
    """What an editor corrected."""

    url: str = Field(description="Address of the correction.")
    action: str = Field(description="`set`, `reject`, `join` or `split`.")
    field: str | None = Field(description="The field that was set.")
    value: str | None = Field(description="The value that was set; of a list its values joined by `;`.")
    reason: str = Field(description="Why.")
    author: str = Field(description="Who made it.")
    made: str = Field(description="The day on which it was made.", examples=["2026-11-23"])


class EventDetailItem(EventItem):
    """One event with everything that was read of it."""

    cities: list[str] = Field(description="English names of all cities told.")
    venue: str | None = Field(description="The building or residence.")
    others: str | None = Field(description="Who else was there, in the words of the record.")
    note: str | None = Field(description="What whoever curated the record notes of it.")
    confidence: str | None = Field(
        description="How sure the record is of it: `high`, `medium` or `low`; `null` of what only articles tell."
    )
    corrections: list[CorrectionItem] = Field(description="What editors corrected of it.")
    facts: list[FactItem] = Field(description="What was read, by field.")
    quotes: list[QuoteItem] = Field(description="What was said around it.")
    claims: list[ClaimItem] = Field(description="Counts in which it is told to be one, by its sources.")
    articles: list[ArticleItem] = Field(description="Its sources.")


def make_item(event: EventRow, base_url: str) -> dict[str, object]:
    """Make the row of one event, as `/events.json` and the other machine-readable forms give it."""
    return {
        "slug": event.slug,
        "url": f"{base_url}/events/{event.slug}",
        "title": event.title,
        "kind": event.kind,
        "format": event.format,
        # As in `extract`: what the sources say. Whether a plan is overdue depends on the day of asking.
        "status": Status.PLANNED if event.status == OVERDUE else event.status,
        "date": event.date,
        "date_start": event.date_start,
        "date_end": event.date_end,
        "city": event.city,
        "country": event.country,
        "people": list(event.people),
        "topics": list(event.topics),
        "outcome": event.outcome,
        "duration_minutes_at_least": event.duration_minutes_at_least,
        "sources": event.sources,
    }


def make_detail(detail: EventDetail, base_url: str) -> dict[str, object]:
    """Make one event with its facts, each with the sentence it was read from, its quotes, claims and articles."""
    return {
        **make_item(detail.event, base_url),
        "cities": list(detail.event.cities),
        "venue": detail.event.venue,
        "others": detail.event.others,
        "note": detail.event.note,
        "confidence": detail.event.confidence,
        "corrections": [make_correction(one, base_url) for one in detail.corrections],
        "facts": [
            {
                "field": group.field,
                "values": list(group.values),
                "evidence": [make_evidence(one, base_url) for one in group.evidence],
                "others": [make_evidence(one, base_url) for one in group.others],
            }
            for group in detail.facts
        ],
        "quotes": [make_quote(quote, base_url) for quote in detail.quotes],
        "claims": [make_claim(one, base_url) for one in detail.claims],
        "articles": [make_article(source.article, base_url) for source in detail.sources],
    }


def make_correction(correction: CorrectionRow, base_url: str) -> dict[str, object]:
    """Make what an editor corrected."""
    return {
        "url": f"{base_url}/corrections#c-{correction.id}",
        "action": correction.action,
        "field": correction.field,
        "value": correction.value,
        "reason": correction.reason,
        "author": correction.author,
        "made": correction.made,
    }


def make_evidence(evidence: Evidence, base_url: str) -> dict[str, object]:
    """Make one sentence that tells a value."""
    return {
        "value": evidence.value,
        "text": evidence.text,
        "rule": evidence.rule,
        "sentence": evidence.sentence,
        "marks": [list(mark) for mark in evidence.marks],
        "article": evidence.article.id,
        "url": f"{base_url}/articles/{evidence.article.id}",
    }


def make_quote(quote: QuoteRow, base_url: str) -> dict[str, object]:
    """Make one quote with everything that prints it, the attestation that stands for it first."""
    return {
        "url": f"{base_url}/quotes/{quote.id}",
        "speaker": quote.speaker,
        "speaker_text": quote.speaker_text,
        "text": quote.text,
        "kind": quote.kind,
        "language": quote.language,
        "article": quote.article.id,
        "event": quote.event_slug,
        "said": quote.said,
        "attestations": [_make_attestation(one, base_url) for one in (quote, *quote.others)],
    }


def _make_attestation(quote: QuoteRow, base_url: str) -> dict[str, object]:
    return {
        "url": f"{base_url}/quotes/{quote.id}",
        "article": quote.article.id,
        "publisher": quote.article.publisher,
        "published": quote.article.published,
        "speaker_text": quote.speaker_text,
        "text": quote.text,
        "kind": quote.kind,
        "event": quote.event_slug,
    }


def make_quote_detail(detail: QuoteDetail, base_url: str) -> dict[str, object]:
    """Make one quote with the sentences around it, as its page shows them."""
    return {
        **make_quote(detail.quote, base_url),
        "sentence": detail.sentence,
        "marks": [list(mark) for mark in detail.marks],
        "before": detail.before,
        "after": detail.after,
        "page": f"{base_url}/articles/{detail.read.article.id}",
    }


def make_article(article: ArticleRow, base_url: str) -> dict[str, object]:
    """Make what is known of one source itself."""
    row = asdict(article)
    return {"id": row.pop("id"), "page": f"{base_url}/articles/{article.id}", **row}

"""One source as machines read it: what its page shows, as data."""

from collections.abc import Sequence

from pydantic import BaseModel, Field

from app.store.views import ArticleDetail, HeldClaim, Passage, QuoteRow, VagueRow
from app.web.claim_items import ClaimItem, make_claim
from app.web.items import ArticleItem, EventItem, make_article, make_item


class SentenceItem(BaseModel):
    """A sentence of a source."""

    number: int = Field(description="Its place in the text, from 0; `#s7` is its anchor on the page.")
    text: str = Field(description="The sentence.")
    read: list[str] = Field(
        description="What was read from it: names of fields of events, `quote`, `claim`.", examples=[["date"]]
    )


class PrintedQuoteItem(BaseModel):
    """Words attributed to a speaker, as this source prints them."""

    url: str = Field(description="Address of the quote's page.")
    speaker: str | None = Field(description="Slug of the speaker, where it is clear who speaks.")
    speaker_text: str | None = Field(description="The speaker as the source names them.")
    text: str = Field(description="The words.")
    kind: str = Field(description="`direct`, `transcript` or `reported`.")
    language: str | None = Field(description="Language of the words.")
    event: str | None = Field(description="Slug of the event around which it was said.")
    said: str | None = Field(description="The day on which it was said, where that is told; EDTF.")
    sentence: int | None = Field(description="Number of the sentence in which it begins.")


class VagueItem(BaseModel):
    """What the source tells too vaguely for one event, or what an editor rejected."""

    kind: str = Field(description="`meeting`, `call`, `milestone` or `related`.")
    status: str = Field(description="`held`, `planned` or `cancelled`.")
    date: str | None = Field(description="EDTF.")
    text: str = Field(description="The sentence.")
    sentence: int | None = Field(description="Its number.")


class ArticleDetailItem(ArticleItem):
    """One source with what was read from it. Of other people's texts the sentences read and one on either side; our
    own digests, and rows of the record, whole."""

    complete: bool = Field(description="Whether `sentences` are all sentences of its text.")
    sentences: list[SentenceItem] = Field(description="The sentences, in their order.")
    events: list[EventItem] = Field(description="The events that it tells of, in its order.")
    quotes: list[PrintedQuoteItem] = Field(description="The quotes that it prints, in its order.")
    claims: list[ClaimItem] = Field(description="The counts of meetings that it tells.")
    vague: list[VagueItem] = Field(description="What it tells that belongs to no event.")
    cites: list[ArticleItem] = Field(description="The sources that it names.")
    named_by: list[ArticleItem] = Field(description="The rows of the record that name it.")
    versions: int = Field(description="How many versions of it are kept; this is the last one.")


def make_article_detail(
    detail: ArticleDetail, claims: Sequence[HeldClaim], base_url: str
) -> dict[str, object]:
    """Make one source with its shown sentences and what was read from it; `claims` are those of it, held."""
    return {
        **make_article(detail.article, base_url),
        "complete": detail.article.has_text and all(one.number is not None for one in detail.passages),
        "sentences": [_make_sentence(one) for one in detail.passages if one.number is not None],
        "events": [make_item(one, base_url) for one in detail.events],
        "quotes": [_make_quote(one, base_url) for one in detail.quotes],
        "claims": [make_claim(one, base_url) for one in claims],
        "vague": [_make_vague(one) for one in detail.vague],
        "cites": [make_article(one, base_url) for one in detail.cites],
        "named_by": [make_article(one, base_url) for one in detail.named_by],
        "versions": detail.versions,
    }


def _make_sentence(passage: Passage) -> dict[str, object]:
    return {
        "number": passage.number,
        "text": "".join(text for text, _ in passage.pieces),
        "read": sorted({kind for _, kinds in passage.pieces for kind in kinds}),
    }


def _make_quote(quote: QuoteRow, base_url: str) -> dict[str, object]:
    return {
        "url": f"{base_url}/quotes/{quote.id}",
        "speaker": quote.speaker,
        "speaker_text": quote.speaker_text,
        "text": quote.text,
        "kind": quote.kind,
        "language": quote.language,
        "event": quote.event_slug,
        "said": quote.said,
        "sentence": quote.number,
    }


def _make_vague(vague: VagueRow) -> dict[str, object]:
    return {
        "kind": vague.kind,
        "status": vague.status,
        "date": vague.date,
        "text": vague.sentence,
        "sentence": vague.number,
    }

"""One week as machines read it: the shape that OpenAPI describes, and the value made from the rows of the store."""

from pydantic import BaseModel, Field

from app.domain.vocabulary import Status
from app.domain.weeks import Week
from app.store.views import WithdrawnRow
from app.store.weeks import AnnouncedRow, MovedRow, WeekRows
from app.web.items import (
    CorrectionItem,
    EventItem,
    EvidenceItem,
    QuoteItem,
    make_correction,
    make_evidence,
    make_item,
    make_quote,
)
from app.web.week_names import make_week_path


class AnnouncedItem(BaseModel):
    """An event, and its first announcement on record."""

    event: EventItem = Field(description="The event as it stands.")
    published: str = Field(description="When that source was published, EDTF; of a row, its first source.")
    date: str | None = Field(description="The date for which it was then announced, EDTF.")
    former: str | None = Field(description="The date for which it had first been set, if that source says.")
    evidence: EvidenceItem = Field(description="The sentence that announces it.")


class MovedItem(BaseModel):
    """An event that was set for this week and moved out of it."""

    event: EventItem = Field(description="The event as it stands.")
    former: str = Field(description="The date for which it was first set, EDTF.")
    evidence: EvidenceItem = Field(description="The sentence that tells so.")


class WithdrawnItem(BaseModel):
    """A source that was withdrawn."""

    article: str = Field(description="Id of the article.")
    url: str = Field(description="Address of our page of it.")
    day: str = Field(description="The day on which it was withdrawn.")
    reason: str = Field(description="Why.")


class WeekItem(BaseModel):
    """One week. What is told without its day stands in none; an event of several weeks stands in each."""

    week: str = Field(description="Its name (ISO 8601).", examples=["2024-W21"])
    url: str = Field(description="Address of its page.")
    first_day: str = Field(description="Its Monday.")
    last_day: str = Field(description="Its Sunday.")
    held: list[EventItem] = Field(description="Events that took place in it, oldest first.")
    set: list[EventItem] = Field(description="Others that are set for it: planned, overdue or cancelled.")
    moved: list[MovedItem] = Field(description="Events that were set for it and moved.")
    announced: list[AnnouncedItem] = Field(description="Events that were first announced in it.")
    quotes: list[QuoteItem] = Field(description="What was said or, where that is not told, first printed.")
    corrections: list[CorrectionItem] = Field(description="What editors corrected in it.")
    withdrawn: list[WithdrawnItem] = Field(description="Sources that were withdrawn in it.")


def make_week(week: Week, rows: WeekRows, base_url: str) -> dict[str, object]:
    """Make one week with everything in it."""
    return {
        "week": str(week),
        "url": base_url + make_week_path(week),
        "first_day": week.monday.isoformat(),
        "last_day": week.sunday.isoformat(),
        "held": [make_item(one, base_url) for one in rows.events if one.status == Status.HELD],
        "set": [make_item(one, base_url) for one in rows.events if one.status != Status.HELD],
        "moved": [_make_moved(one, base_url) for one in rows.moved],
        "announced": [_make_announced(one, base_url) for one in rows.announced],
        "quotes": [make_quote(one, base_url) for one in rows.quotes],
        "corrections": [make_correction(one, base_url) for one in rows.corrections],
        "withdrawn": [_make_withdrawn(one, base_url) for one in rows.withdrawn],
    }


def _make_announced(row: AnnouncedRow, base_url: str) -> dict[str, object]:
    return {
        "event": make_item(row.event, base_url),
        "published": row.day,
        "date": row.date,
        "former": row.former,
        "evidence": make_evidence(row.evidence, base_url),
    }


def _make_moved(row: MovedRow, base_url: str) -> dict[str, object]:
    return {
        "event": make_item(row.event, base_url),
        "former": row.former,
        "evidence": make_evidence(row.evidence, base_url),
    }


def _make_withdrawn(row: WithdrawnRow, base_url: str) -> dict[str, object]:
    address = f"{base_url}/articles/{row.article.id}"
    return {"article": row.article.id, "url": address, "day": row.day, "reason": row.reason}

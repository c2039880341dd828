"""Count claims as machines read them: the shape that OpenAPI describes, and the values for it."""

from collections.abc import Sequence

from pydantic import BaseModel, Field

from app.domain.counting import Slots
from app.store.views import ClaimRow, HeldClaim
from app.web.count_words import format_sentence
from app.web.counting import make_claim_path, make_repeated_path


class SlotsItem(BaseModel):
    """A claim held against the record under another rule."""

    recorded: int = Field(description="How many the record has.")
    missing: int = Field(description="How many are claimed and not recorded.")
    more: int = Field(description="How many are recorded beyond the number claimed.")
    meetings: list[str] = Field(description="Slugs of what is recorded, by day.")


class ClaimItem(BaseModel):
    """What a source says of the number of meetings in a year, held against the record."""

    year: int = Field(description="The year counted.", examples=[2024])
    count: int = Field(description="The number told.", examples=[4])
    at_least: bool = Field(
        description="Whether the number told is the least (“at least ten times”): no meeting is then more than claimed."
    )
    as_of: str | None = Field(
        description="EDTF: the day up to which is counted, or its month; `null` for the whole year.",
        examples=["2024-05-24"],
    )
    scope: str = Field(
        description="What is counted: `meetings`, `one-on-one`, `visits`, or `contacts` with calls among them."
    )
    person: str | None = Field(
        description="Slug of the person whose meetings alone are counted; `null` if both presidents' all are.",
        examples=["dmitry-medvedev"],
    )
    claimed_by: str | None = Field(description="Who counts, where that is not the publisher.")
    text: str = Field(description="The sentence or, for a row of the record, its note.")
    article: str = Field(description="Id of the article that says so.")
    recorded: int = Field(
        description="How many the record has, held in person, in that year up to that day (for `contacts` also calls)."
    )
    missing: int = Field(description="How many are claimed and not recorded, 0 if none.")
    more: int = Field(description="How many are recorded beyond the number claimed, 0 if none.")
    meetings: list[str] = Field(description="Slugs of what is recorded, by day.")
    without_sidelines: SlotsItem = Field(
        description="The same without meetings on the sidelines of other events."
    )
    url: str = Field(description="Address of the claim on the page of its year.")
    sentence: str = Field(description="One sentence to quote: who counts what, and what the record has.")
    repeats: str | None = Field(
        description="`url` of the claim that this one only tells again, by the same voice; `null` for any other."
    )


class ClaimItems(BaseModel):
    """Every count claim of the record."""

    claims: list[ClaimItem] = Field(description="Every one of them, by year and day.")


def make_claim(held: HeldClaim, base_url: str) -> dict[str, object]:
    """Make one claim with what the record has, under both rules."""
    claim, reckoning = held.claim, held.reckoning
    repeated = make_repeated_path(held)
    return {
        "year": claim.year,
        "count": claim.count,
        "at_least": claim.at_least,
        "as_of": claim.as_of,
        "scope": claim.scope,
        "person": claim.person,
        "claimed_by": claim.claimed_by,
        "text": claim.text,
        "article": claim.article.id,
        **_make_slots(reckoning.in_person),
        "without_sidelines": _make_slots(reckoning.without_sidelines),
        "url": base_url + make_claim_path(claim),
        "sentence": format_sentence(claim, reckoning),
        "repeats": base_url + repeated if repeated else None,
    }


def list_counts(claims: Sequence[ClaimRow]) -> tuple[ClaimRow, ...]:
    """List what a source counts; what a row of the record notes of it is left out where its own words stand here."""

    def get_told(claim: ClaimRow) -> tuple[object, ...]:
        return claim.year, claim.count, claim.at_least, claim.as_of, claim.scope, claim.person

    own = {get_told(one) for one in claims if one.number is not None}
    return tuple(one for one in claims if one.number is not None or get_told(one) not in own)


def _make_slots(slots: Slots) -> dict[str, object]:
    return {
        "recorded": slots.recorded,
        "missing": slots.missing,
        "more": slots.more,
        "meetings": [one.slug for one in slots.contacts],
    }

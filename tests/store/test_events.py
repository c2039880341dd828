from itertools import pairwise

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.events import find_slug, get_event
from app.store.order import NEWEST_FIRST
from app.store.schema import event
from app.store.views import EventDetail, FactGroup
from tests.store.conftest import TODAY

SOCHI = "2019-12-07-sochi"


def list_slugs(session: Session) -> list[str]:
    """List the slugs of all events, newest first."""
    return list(session.execute(select(event.c.slug).order_by(*NEWEST_FIRST)).scalars())


def get(session: Session, slug: str) -> EventDetail:
    return get_event(session, slug, TODAY)


def get_group(detail: EventDetail, field: str) -> FactGroup:
    return next(group for group in detail.facts if group.field == field)


def test_every_mark_stands_on_words_that_were_read(session: Session) -> None:
    for slug in list_slugs(session):
        for group in get(session, slug).facts:
            for one in (*group.evidence, *group.others):
                marked = [one.sentence[start:end] for start, end in one.marks]
                assert all(words and words in one.sentence for words in marked)
                assert all(any(part in words for words in marked) for part in one.text.split(" … "))
                assert one.number is not None


def test_every_displayed_value_has_evidence(session: Session) -> None:
    for slug in list_slugs(session):
        for group in get(session, slug).facts:
            told = {value for one in group.evidence for value in one.value.split(";")}
            assert told >= set(group.values), (slug, group.field)


def test_facts_are_grouped_in_the_order_of_the_page(session: Session) -> None:
    fields = [group.field for group in get(session, SOCHI).facts]
    assert fields == [
        "kind", "status", "date", "city", "people", "duration_minutes_at_least", "outcome", "topics", "format",
        "country",
    ]  # fmt: skip


def test_words_of_one_field_in_one_sentence_are_one_piece_of_evidence(session: Session) -> None:
    people = get_group(get(session, SOCHI), "people")
    both = next(one for one in people.evidence if one.article.digest)
    assert both.sentence == (
        "Vladimir Putin and Alexander Lukashenko spoke about gas prices and about closer integration."
    )
    assert [both.sentence[start:end] for start, end in both.marks] == [
        "Vladimir Putin",
        "Alexander Lukashenko",
    ]
    assert both.value == "vladimir-putin;alexander-lukashenko"


def test_sources_that_disagree_stand_beside_those_that_agree(session: Session) -> None:
    duration = get_group(get(session, SOCHI), "duration_minutes_at_least")
    (shown,) = duration.values
    assert {one.value for one in duration.evidence} == {shown}
    assert {one.value for one in duration.others} == {"300", "360"} - {shown}


def test_an_announcement_is_no_other_opinion_of_the_status(session: Session) -> None:
    detail = get(session, "2019-12-20-saint-petersburg")
    assert get_group(detail, "status").values == ("held",)
    assert get_group(detail, "status").others == ()
    (announced,) = next(step.evidence for step in detail.story if step.what == "planned")
    assert announced.article.title == "Talks in Sochi end without agreement"
    assert announced.sentence.startswith("The two presidents will meet again")
    assert get_group(detail, "date").evidence[0].text == "20 December"


def test_a_plan_shows_the_evidence_that_it_is_one(session: Session) -> None:
    detail = get(session, "2025-03-13-moscow")
    assert detail.event.status == "overdue"
    assert get_group(detail, "status").values == ("planned",)
    assert get_group(detail, "status").evidence[0].text == "will meet"
    assert [step.what for step in detail.story] == ["planned"]


def test_what_a_report_announces_comes_next(session: Session) -> None:
    def announced(slug: str) -> list[str]:
        return [one.slug for one in get(session, slug).announced_next]

    assert announced(SOCHI) == ["2019-12-20-saint-petersburg"]
    assert announced("2026-11-06-vitebsk") == ["2026-12-25-saint-petersburg"]
    assert announced("2019-12-20-saint-petersburg") == []
    assert announced("1999-12-08-milestone") == []


def test_neighbours_in_time_are_meetings_and_calls(session: Session) -> None:
    met = [
        slug for slug in list_slugs(session) if not slug.endswith(("related", "milestone", "undated-grodno"))
    ]
    met.remove("2019-12-07-minsk")
    for later, earlier in pairwise(met):
        assert getattr(get(session, later).earlier, "slug", None) == earlier
        assert getattr(get(session, earlier).later, "slug", None) == later
    assert get(session, met[0]).later is None
    assert get(session, met[-1]).earlier is None
    assert getattr(get(session, "2019-12-07-minsk").later, "slug", None) == "2019-12-20-saint-petersburg"
    undated = get(session, "undated-grodno")
    assert (undated.earlier, undated.later) == (None, None)


def test_sources_say_how_much_each_tells(session: Session) -> None:
    sources = get(session, SOCHI).sources
    assert [(one.article.publisher, one.article.digest, one.facts, one.quotes) for one in sources] == [
        ("Black Sea Wire", False, 11, 0),
        ("The Example Times", True, 13, 2),
        ("The Example Times", False, 9, 1),
    ]


def test_quotes_and_claims_come_with_their_sentence_and_source(session: Session) -> None:
    detail = get(session, "2024-05-23-minsk")
    assert [one.kind for one in detail.quotes] == ["direct", "reported"]
    assert {one.event_slug for one in detail.quotes} == {"2024-05-23-minsk"}
    ((claim, _),) = [(one.claim, one.reckoning) for one in detail.claims]
    assert (claim.year, claim.count, claim.as_of, claim.number) == (2024, 4, "2024-05-24", 2)
    assert get(session, "2024-05-24-related").claims == ()


def test_hostile_words_come_out_as_they_are(session: Session) -> None:
    detail = get(session, "2023-07-03-brest")
    assert detail.sources[0].article.title == "<script>alert(1)</script> \"quoted\" 'title' {{ 7 * 7 }}"
    assert detail.quotes[0].speaker is None


@pytest.mark.parametrize("slug", [SOCHI, "undated-grodno", "1999-12-08-milestone"])
def test_a_living_slug_stands_for_itself(slug: str, session: Session) -> None:
    answer = find_slug(session, slug, TODAY)
    assert answer is not None
    assert answer.slug == slug

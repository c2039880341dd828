"""Events are a function of their mentions, in whatever order these come."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import EdtfDate
from app.domain.readings import EventReading, FactReading
from app.domain.resolution import Mention
from app.domain.spans import Span
from app.domain.vocabulary import Field, Format, Kind, Status
from app.ingest.stages.resolve import resolve_events

BOTH = ("vladimir-putin", "alexander-lukashenko")


def make_mention(
    id: str,
    date: str | None,
    *cities: str,
    kind: Kind = Kind.MEETING,
    status: Status = Status.HELD,
    published: str = "2019-12-21",
    source: str | None = None,
    outcome: str | None = None,
) -> Mention:
    format = {Kind.MEETING: Format.BILATERAL, Kind.CALL: Format.TELEPHONE}.get(kind)
    facts = (FactReading(Field.FORMAT, format, "met", Span(0, 3), "format-default"),) if format else ()
    day = EdtfDate.parse(date) if date else None
    reading = EventReading(
        kind, status, format, day, cities, "RU" if cities else None, BOTH, facts=facts, outcome=outcome
    )
    article, voices = f"article-{id}", frozenset([source or f"source-{id}"])
    return Mention(id, article, frozenset([article]), voices, EdtfDate.parse(published), reading)


MENTIONS = st.lists(
    st.builds(
        make_mention,
        st.uuids(version=4).map(lambda u: u.hex[:16]),
        st.sampled_from(
            [None, "2019-12-07", "2019-12-20", "2019-12", "2019-12-06/2019-12-07", "2019", "2020-01"]
        ),
        st.sampled_from(["Sochi", "Minsk", "Saint Petersburg"]),
        kind=st.sampled_from(list(Kind)),
        status=st.sampled_from(list(Status)),
        published=st.sampled_from(["2019-12-01", "2019-12-08", "2019-12-20", "2020-02-01"]),
    ),
    max_size=12,
    unique_by=lambda mention: mention.id,
)


@given(MENTIONS, st.randoms(use_true_random=False))
def test_any_order_of_mentions_gives_the_same_events(mentions: list[Mention], random: st.DataObject) -> None:
    shuffled = list(mentions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve_events(shuffled) == resolve_events(mentions)


@given(MENTIONS)
def test_slugs_are_unique_and_no_mention_is_in_two_events(mentions: list[Mention]) -> None:
    events = resolve_events(mentions)
    assert len({event.slug for event in events}) == len(events)
    used = [mention for event in events for mention in event.mention_ids]
    assert len(used) == len(set(used))


def test_an_announcement_and_the_report_are_one_event_that_was_held() -> None:
    plan = make_mention("a", "2019-12-20", "Saint Petersburg", status=Status.PLANNED, published="2019-12-08")
    report = make_mention("b", "2019-12-20", "Saint Petersburg", outcome="no agreement")
    [event] = resolve_events([plan, report])
    assert (event.status, event.slug, event.outcome) == (
        "held",
        "2019-12-20-saint-petersburg",
        "no agreement",
    )


def test_a_month_of_an_announcement_is_made_a_day_by_the_report() -> None:
    plan = make_mention("a", "2019-12", "Saint Petersburg", status=Status.PLANNED, published="2019-12-08")
    [event] = resolve_events([plan, make_mention("b", "2019-12-20", "Saint Petersburg")])
    assert str(event.date) == "2019-12-20"


def test_a_plan_is_not_the_meeting_at_which_it_was_made() -> None:
    plan = make_mention("a", "2019-12", status=Status.PLANNED, published="2019-12-08")
    assert len(resolve_events([plan, make_mention("b", "2019-12-07", "Sochi")])) == 2


def test_different_cities_and_kinds_on_one_day_stay_apart() -> None:
    mentions = [
        make_mention("a", "2019-12-07", "Sochi"),
        make_mention("b", "2019-12-07", "Minsk"),
        make_mention("c", "2019-12-07", "Minsk", kind=Kind.RELATED),
        make_mention("d", "2019-12-07", kind=Kind.CALL),
    ]
    assert sorted(event.slug for event in resolve_events(mentions)) == [
        "2019-12-07-call", "2019-12-07-minsk", "2019-12-07-minsk-related", "2019-12-07-sochi",
    ]  # fmt: skip


def test_two_events_of_one_kind_that_would_share_a_slug_carry_four_digits_of_their_id() -> None:
    one = make_mention("a", "2019-12-07", kind=Kind.CALL)
    other = replace(make_mention("b", "2019-12-07", kind=Kind.CALL), document_id=one.document_id)
    events = resolve_events([one, other])
    assert sorted(event.slug for event in events) == sorted(
        f"2019-12-07-call-{event.id[:4]}" for event in events
    )


def test_the_value_of_most_publishers_is_shown_and_copies_count_once() -> None:
    mentions = [
        make_mention("a", "2019-12-07", "Sochi", source="agency", outcome="agreement reached"),
        make_mention("b", "2019-12-07", "Sochi", source="agency", outcome="agreement reached"),
        make_mention("c", "2019-12-07", "Sochi", source="paper", outcome="no agreement"),
        make_mention("d", "2019-12-07", "Sochi", source="radio", outcome="no agreement"),
    ]
    [event] = resolve_events(mentions)
    assert event.outcome == "no agreement"


def test_a_city_without_a_latin_letter_leaves_no_slug_half_empty() -> None:
    [event] = resolve_events([make_mention("a", "2019-12-07", "Сочи")])
    assert event.slug == "2019-12-07-meeting"

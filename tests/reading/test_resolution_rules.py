"""The rules by which mentions become events, one by one; docs/record.md states them in words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import EdtfDate
from app.domain.readings import MOVED_FROM, EventReading, FactReading
from app.domain.resolution import Correction, Mention, ResolvedEvent
from app.domain.spans import Span
from app.domain.vocabulary import Action, Field, Format, Kind, Origin, Status
from app.ingest.stages.resolve import resolve_events

BOTH = ("vladimir-putin", "alexander-lukashenko")


def tell(
    id: str,
    date: str | None,
    *cities: str,
    kind: Kind = Kind.MEETING,
    status: Status = Status.HELD,
    published: str = "2021-03-20",
    voice: str | None = None,
    record: bool = False,
    moved_from: str | None = None,
    outcome: str | None = None,
    sentences: tuple[str, ...] = (),
    parts: tuple[str, ...] = (),
) -> Mention:
    """Make a mention of one article, or (with `record`) of a row of the record."""
    facts = [FactReading(Field.OUTCOME, outcome, outcome, Span(0, 1), "told")] if outcome else []
    if moved_from:
        facts.append(FactReading(Field.DATE, moved_from, "then", Span(0, 4), MOVED_FROM))
    facts += [FactReading(Field.PART_OF_DAY, part, part, Span(0, 1), "told") for part in parts]
    day = EdtfDate.parse(date) if date else None
    format = Format.BILATERAL if kind is Kind.MEETING else Format.TELEPHONE
    reading = EventReading(kind, status, format, day, cities, None, BOTH, facts=tuple(facts), outcome=outcome)
    return Mention(
        id=id,
        document_id=f"document-{id}",
        article_ids=frozenset([f"article-{id}"]),
        voices=frozenset([voice or f"voice-{id}"]),
        published=EdtfDate.parse(published),
        reading=reading,
        origin=Origin.RECORD if record else Origin.PRESS,
        sentences=frozenset(sentences),
    )


def resolve(*mentions: Mention, corrections: tuple[Correction, ...] = ()) -> dict[str, tuple[str, ...]]:
    """Return the mentions of each event by its slug."""
    return {event.slug: event.mention_ids for event in resolve_events(mentions, corrections)}


def resolve_one(*mentions: Mention) -> ResolvedEvent:
    [event] = resolve_events(mentions)
    return event


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        (("2021-03-01", "Sochi"), ("2021-03-01", "Sochi"), True),
        (("2021-03-01", "Sochi"), ("2021-03-03", "Sochi"), False),
        (("2021-03-01/2021-03-02", "Sochi"), ("2021-03-02", "Sochi"), True),
        (("2021-03-01", "Sochi"), ("2021-03", "Sochi"), True),
        (("2021-03-01", "Sochi"), ("2021-03-01/2021-03-07",), True),
        (("2021-03-01", "Sochi"), ("2021-03-01",), True),
        (("2021-03-01", "Sochi"), ("2021-03-01", "Minsk"), False),
        (("2021-03-01", "Zavidovo"), ("2021-03-01", "Moscow"), True),
        (("2021-03-01", "Sochi"), ("2021-03-03~", "Sochi"), True),
        (("2021-03-01", "Sochi"), ("2021-03-08~", "Sochi"), True),
        (("2021-03-01", "Sochi"), ("2021-03-09~", "Sochi"), False),
    ],
)
def test_mentions_are_one_event_if_their_days_and_places_agree(
    one: tuple[str, ...], other: tuple[str, ...], are_one: bool
) -> None:
    assert len(resolve(tell("a", *one), tell("b", *other))) == (1 if are_one else 2)


def test_both_days_of_a_visit_belong_to_it() -> None:
    mentions = [
        tell("first", "2021-03-01", "Minsk"),
        tell("second", "2021-03-02", "Minsk"),
        tell("both", "2021-03-01/2021-03-02", "Minsk"),
    ]
    assert resolve(*mentions) == {"2021-03-01-minsk": ("both", "first", "second")}


def test_a_call_on_the_day_of_a_meeting_is_another_event() -> None:
    assert len(resolve(tell("a", "2021-03-01", "Sochi"), tell("b", "2021-03-01", kind=Kind.CALL))) == 2


def test_each_row_of_the_record_is_an_event_of_its_own() -> None:
    calls = [tell(id, "2021-03-01", kind=Kind.CALL, record=True) for id in ("a", "b")]
    assert len(resolve(*calls)) == 2


def test_a_vague_mention_that_fits_several_events_is_in_none() -> None:
    two = [tell("a", "2021-03-01", "Sochi"), tell("b", "2021-03-11", "Minsk")]
    recalled = tell("vague", "2021-03", published="2021-12-01")
    assert resolve(*two, recalled) == {"2021-03-01-sochi": ("a",), "2021-03-11-minsk": ("b",)}
    placed = tell("vague", "2021-03", "Minsk", published="2021-12-01")
    assert resolve(*two, placed)["2021-03-11-minsk"] == ("b", "vague")


def test_one_of_two_calls_on_a_day_is_neither() -> None:
    calls = [tell(id, "2021-03-01", kind=Kind.CALL, record=True) for id in ("a", "b")]
    report = tell("report", "2021-03-01", kind=Kind.CALL)
    assert all("report" not in ids for ids in resolve(*calls, report).values())


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("morning", "evening", False),
        ("morning", "afternoon", False),
        ("morning", "morning", True),
        ("afternoon", "evening", True),
        ("evening", "night", True),
        ("morning", "night", True),
        ("morning", "day", True),
        ("day", "evening", True),
    ],
)
def test_calls_before_and_after_noon_are_two(one: str, other: str, are_one: bool) -> None:
    calls = [
        tell(part + id, "2021-03-01", kind=Kind.CALL, parts=(part,))
        for part, id in ((one, "a"), (other, "b"))
    ]
    assert len(resolve(*calls)) == (1 if are_one else 2)
    sessions = [tell(part + id, "2021-03-01", parts=(part,)) for part, id in ((one, "a"), (other, "b"))]
    assert len(resolve(*sessions)) == 1


def test_a_call_without_its_part_of_the_day_is_the_only_one_or_neither() -> None:
    morning = tell("m", "2021-03-01", kind=Kind.CALL, parts=("morning",))
    evening = tell("e", "2021-03-01", kind=Kind.CALL, parts=("evening",), published="2021-03-21")
    some_time = tell("a", "2021-03-01", kind=Kind.CALL, published="2021-03-01")
    assert resolve(morning, some_time) == {"2021-03-01-call": ("a", "m")}
    assert sorted(resolve(morning, evening, some_time).values()) == [("e",), ("m",)]
    about = tell("about", "2021-03-02~", kind=Kind.CALL, parts=("evening",))
    assert sorted(resolve(morning, evening, some_time, about).values()) == [("about", "e"), ("m",)]


def test_a_call_told_loosely_is_the_one_told_in_the_same_word() -> None:
    day = tell("d", "2021-03-01", kind=Kind.CALL, parts=("day",))
    evening = replace(
        tell("e", "2021-03-01", kind=Kind.CALL, parts=("evening",)), document_id=day.document_id
    )
    report = tell("x", "2021-03-01", kind=Kind.CALL, parts=("day",))
    assert sorted(resolve(day, evening, report).values()) == [("d", "x"), ("e",)]


def test_a_call_announced_for_the_morning_may_be_held_in_the_evening() -> None:
    plan = tell("p", "2021-03-01", kind=Kind.CALL, status=Status.PLANNED, parts=("morning",))
    report = tell("r", "2021-03-01", kind=Kind.CALL, parts=("evening",))
    assert len(resolve(plan, report)) == 1


def test_what_is_only_recalled_makes_an_event_if_its_day_is_told() -> None:
    assert resolve(tell("a", "2021-03", published="2021-12-01")) == {}
    assert resolve(tell("a", "2021-03", published="2021-03-20")) == {"2021-03-meeting": ("a",)}
    assert resolve(tell("a", "2021-03-01", published="2021-12-01")) == {"2021-03-01-meeting": ("a",)}
    for date in ("2021-03", "2021", "2021-03-01/2021-03-09"):
        assert len(resolve(tell("a", date, record=True, published="2021-12-01"))) == 1


def test_the_capital_yields_to_another_city_of_its_country_however_many_tell_it() -> None:
    moscow = [tell(id, "2021-03-01", "Moscow") for id in "abc"]
    assert resolve_one(*moscow, tell("d", "2021-03-01", "Zavidovo")).cities == ("Zavidovo",)
    curated = tell("e", "2021-03-01", "Moscow", record=True, published="2021-03-02")
    assert resolve_one(curated, tell("d", "2021-03-01", "Sochi")).cities == ("Moscow",)


def test_most_publishers_choose_and_copies_of_one_report_count_once() -> None:
    copied = [
        tell(id, "2021-03-01", "Sochi", outcome="agreed", sentences=("same", id)) for id in ("a", "b", "c")
    ]
    own = [tell(id, "2021-03-01", "Sochi", outcome="not agreed") for id in ("d", "e")]
    assert resolve_one(*copied, *own).outcome == "not agreed"
    apart = [tell(id, "2021-03-01", "Sochi", outcome="agreed", sentences=(id,)) for id in ("a", "b", "c")]
    assert resolve_one(*apart, *own).outcome == "agreed"


def test_of_equals_the_more_exact_then_the_earlier_published_is_shown() -> None:
    exact, vague = tell("a", "2021-03-01"), tell("b", "2021-03")
    assert str(resolve_one(exact, vague).date) == "2021-03-01"
    late = tell("a", "2021-03-01", outcome="late", published="2021-03-05")
    early = tell("b", "2021-03-01", outcome="early", published="2021-03-02")
    assert resolve_one(late, early).outcome == "early"


def test_a_month_does_not_outvote_the_day_in_it() -> None:
    assert str(resolve_one(tell("a", "2021-03-01"), tell("b", "2021-03"), tell("c", "2021-03")).date) == (
        "2021-03-01"
    )


def test_several_days_have_the_voices_of_each_if_they_are_sure() -> None:
    days = [tell(id, "2021-03-02", "Minsk") for id in "abc"]
    one = tell("d", "2021-03-01/2021-03-02", "Minsk")
    assert str(resolve_one(*days, one).date) == "2021-03-02"
    record = tell("e", "2021-03-01/2021-03-02", "Minsk", record=True)
    assert str(resolve_one(*days, record).date) == "2021-03-01/2021-03-02"


def test_an_announcement_is_one_event_with_what_it_was_moved_to() -> None:
    plan = tell("plan", "2021-03-01", "Sochi", status=Status.PLANNED, published="2021-02-20")
    second = tell("second", "2021-03-01", "Sochi", status=Status.PLANNED, published="2021-02-21")
    report = tell("report", "2021-03-03", "Sochi", moved_from="2021-03-01")
    assert resolve(plan, second) == {"2021-03-01-sochi": ("plan", "second")}
    assert resolve(plan, second, report) == {"2021-03-03-sochi": ("plan", "report", "second")}
    moved = tell("moved", "2021-03-03", "Sochi", status=Status.PLANNED, moved_from="2021-03-01")
    event = resolve_one(plan, second, moved)
    assert (str(event.date), event.status) == ("2021-03-03", Status.PLANNED)


@pytest.mark.parametrize(
    ("published", "status"), [("2021-02-25", Status.CANCELLED), ("2021-02-10", Status.PLANNED)]
)
def test_what_was_said_last_of_a_plan_stands(published: str, status: Status) -> None:
    plan = tell("plan", "2021-03-01", status=Status.PLANNED, published="2021-02-20")
    off = tell("off", "2021-03-01", status=Status.CANCELLED, published=published)
    assert resolve_one(plan, off).status is status


def test_one_voice_does_not_make_held_what_more_say_was_called_off() -> None:
    off = [tell(id, "2021-03-01", status=Status.CANCELLED) for id in ("a", "b")]
    assert resolve_one(*off, tell("c", "2021-03-01")).status is Status.CANCELLED
    assert resolve_one(*off, tell("c", "2021-03-01"), tell("d", "2021-03-01")).status is Status.HELD


def correct(action: Action, *events: str, **more: object) -> Correction:
    return Correction(id=f"{action}-{'-'.join(events)}", action=action, events=events, **more)  # type: ignore[arg-type]


def test_a_correction_has_the_last_word_and_the_last_one_holds() -> None:
    told = [tell(id, "2021-03-01", "Sochi") for id in "abc"]
    first = Correction(
        "1",
        Action.SET,
        ("2021-03-01-sochi",),
        field=Field.CITY,
        value="Minsk",
        mention_id="m1",
        made="2021-05-01",
    )
    last = Correction(
        "0",
        Action.SET,
        ("2021-03-01-sochi",),
        field=Field.CITY,
        value="Brest",
        mention_id="m0",
        made="2021-06-01",
    )
    [event] = resolve_events(told, [first, last])
    assert (event.cities, event.slug) == (("Brest",), "2021-03-01-brest")
    assert event.correction_ids == ("0",)
    assert "m0" in event.mention_ids


def test_a_rejected_mention_is_in_no_event() -> None:
    told = [tell("a", "2021-03-01", "Sochi"), tell("b", "2021-03-01", "Sochi")]
    reject = correct(Action.REJECT, "2021-03-01-sochi", article_ids=frozenset(["article-b"]))
    assert resolve(*told, corrections=(reject,)) == {"2021-03-01-sochi": ("a",)}
    row = tell("c", "2021-03-01", "Sochi", record=True)
    of_two = replace(row, article_ids=frozenset(["article-b", "article-c"]))
    assert resolve(of_two, told[1], corrections=(reject,)) == {"2021-03-01-sochi": ("c",)}
    by_id = correct(Action.REJECT, "2021-03-01-sochi", mention_ids=frozenset("ab"))
    assert resolve(*told, corrections=(by_id,)) == {}


def test_events_are_joined_and_split_as_an_editor_says() -> None:
    told = [tell("a", "2021-03-01", "Sochi"), tell("b", "2021-03-03", "Sochi")]
    join = correct(Action.JOIN, "2021-03-01-sochi", "2021-03-03-sochi")
    assert list(resolve(*told, corrections=(join,)).values()) == [("a", "b")]
    one = [tell("a", "2021-03-01"), tell("b", "2021-03-01")]
    split = correct(Action.SPLIT, "2021-03-01-meeting", mention_ids=frozenset("b"))
    assert sorted(resolve(*one, corrections=(split,)).values()) == [("a",), ("b",)]


def test_a_correction_follows_an_event_that_comes_to_be_known_more_exactly() -> None:
    told = tell("a", "2021-03-01", "Sochi")
    fix = correct(Action.SET, "2021-03-sochi", field=Field.VENUE, value="Dacha", mention_id="m")
    [event] = resolve_events([told], [fix])
    assert event.venue == "Dacha"


def test_a_correction_of_nothing_changes_nothing() -> None:
    told = tell("a", "2021-03-01", "Sochi")
    fix = correct(Action.SET, "2022-03-01-sochi", field=Field.VENUE, value="Dacha", mention_id="m")
    assert resolve_events([told], [fix]) == resolve_events([told])


TOLD = st.lists(
    st.builds(
        tell,
        st.uuids(version=4).map(lambda one: one.hex[:16]),
        st.sampled_from(
            [None, "2021-03-01", "2021-03-02", "2021-03-01/2021-03-02", "2021-03", "2021", "2021-03-03~"]
        ),
        st.sampled_from(["Sochi", "Moscow", "Minsk"]),
        kind=st.sampled_from([Kind.MEETING, Kind.CALL]),
        status=st.sampled_from(list(Status)),
        published=st.sampled_from(["2021-02-20", "2021-03-02", "2021-12-01"]),
        voice=st.sampled_from(["agency", "paper", "radio"]),
        record=st.booleans(),
        moved_from=st.sampled_from([None, "2021-03-01"]),
        sentences=st.sampled_from([(), ("same",)]),
        parts=st.sampled_from(
            [(), (), ("morning",), ("day",), ("evening",), ("night",), ("morning", "evening")]
        ),
    ),
    max_size=10,
    unique_by=lambda mention: mention.id,
)
FIXES = st.lists(
    st.builds(
        Correction,
        st.uuids(version=4).map(lambda one: one.hex[:16]),
        st.sampled_from([Action.SET, Action.JOIN]),
        st.sampled_from([("2021-03-01-sochi", "2021-03-02-minsk"), ("2021-03-moscow", "2021-03-01-call")]),
        field=st.just(Field.CITY),
        value=st.sampled_from(["Brest", "Kazan"]),
        made=st.sampled_from(["2021-05-01", "2021-06-01"]),
    ),
    max_size=3,
    unique_by=lambda one: one.id,
)


@given(TOLD, FIXES, st.randoms(use_true_random=False))
def test_any_order_of_mentions_and_corrections_gives_the_same_events(
    mentions: list[Mention], corrections: list[Correction], random: st.DataObject
) -> None:
    told, fixes = list(mentions), list(corrections)
    random.shuffle(told)  # type: ignore[attr-defined]
    random.shuffle(fixes)  # type: ignore[attr-defined]
    events = resolve_events(mentions, corrections)
    assert resolve_events(told, fixes) == events
    assert len({event.slug for event in events}) == len(events)
    assert len({event.id for event in events}) == len(events)
    held = [one for event in events for one in event.mention_ids]
    assert len(held) == len(set(held))

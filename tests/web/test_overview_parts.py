"""The parts of the overview by themselves: waits, shades, names on the map, the sheets."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import EdtfDate
from app.domain.filters import Choice, Filters
from app.lexicon.places import get_places
from app.store.views import OverviewRow
from app.web.counted import make_contacts, make_counted, make_judge, narrow
from app.web.grid import make_steps
from app.web.map_labels import NARROW, WIDE, Spot, place_labels
from app.web.rhythm import list_waits, make_lengths, make_rhythm, make_ticks
from app.web.sheets import EAST, SHEETS, WEST


def make_row(told: str, **values: str) -> OverviewRow:
    parsed = EdtfDate.parse(told)
    return OverviewRow(
        slug=told,
        kind=values.get("kind", "meeting"),
        format="bilateral",
        status=values.get("status", "held"),
        year=parsed.last.year,
        date=told,
        first=parsed.first.isoformat(),
        last=parsed.last.isoformat(),
        others=None,
    )


def test_a_wait_goes_from_the_last_day_of_one_event_to_the_first_of_the_next() -> None:
    rows = [make_row("2024-05-23/2024-05-24"), make_row("2024-06-01"), make_row("2024-06-01")]
    assert [wait.days for wait in list_waits(rows)] == [8, 0]


def test_a_short_event_within_a_long_one_does_not_make_the_wait_longer() -> None:
    rows = [make_row("2024-05-01/2024-05-10"), make_row("2024-05-03"), make_row("2024-05-12")]
    waits = list_waits(rows)
    assert [wait.days for wait in waits] == [0, 2]
    assert waits[1].start.slug == "2024-05-01/2024-05-10"


def test_waits_are_sorted_by_length_and_none_is_lost() -> None:
    days = [0, 7, 8, 14, 15, 30, 31, 60, 61, 90, 91, 180, 181, 365, 366, 4000]
    start = date(2000, 1, 1).toordinal()
    stops = [start]
    for one in days:
        stops.append(stops[-1] + one)
    waits = list_waits(make_row(date.fromordinal(one).isoformat()) for one in stops)
    lengths = make_lengths(waits)
    assert [one.count for one in lengths] == [2] * 8
    assert {one.width for one in lengths} == {100.0}
    assert lengths[0].words == "up to 7 days"
    assert lengths[-1].words == "more than a year"
    assert make_lengths([]) == ()


@pytest.mark.parametrize(
    ("days", "since"),
    [
        (("2024-05-01", "2024-05-20"), 11),
        (("2024-05-01", "2024-06-20"), None),  # the last is still to come
        (("2024-05-01", "2024-05"), None),  # one may have been later
        (("2024-05-01", "2024-04"), 30),
        ((), None),
    ],
)
def test_how_long_ago_the_last_was_is_said_only_where_it_is_known(
    days: tuple[str, ...], since: int | None
) -> None:
    rhythm = make_rhythm([make_row(one) for one in days], (2024,), Filters(), date(2024, 5, 31))
    assert rhythm.since == since


def test_a_year_of_the_rhythm_counts_all_its_events_and_draws_those_with_a_day() -> None:
    rhythm = make_rhythm([make_row("2024-05"), make_row("2024-05-20")], (2024,), Filters(), date(2025, 1, 1))
    assert rhythm.years[0].figure.count == 2
    assert len(rhythm.years[0].ticks) == 1


def test_ticks_lie_within_their_year() -> None:
    ticks = make_ticks(make_row(day) for day in ("2023-01-01", "2024-12-31", "2023-12-31", "2024-07-01"))
    assert ticks == (0.1, 49.9, 99.9)


@pytest.mark.parametrize("most", [0, 1, 2, 3, 5, 7, 10, 11, 50, 350, 5000])
def test_the_shades_rise_and_end_with_the_greatest_number(most: int) -> None:
    steps = make_steps(most)
    assert list(steps) == sorted(set(steps))
    assert len(steps) <= 5
    assert all(step <= most for step in steps)
    assert sum(most >= step for step in steps) == len(steps)


def test_without_a_choice_meetings_held_are_counted_and_a_choice_replaces_that() -> None:
    held, planned, call = (
        make_row("2024-05-01"),
        make_row("2024-05-02", status="planned"),
        make_row("2024-05-03", kind="call"),
    )
    rows = (held, planned, call)
    assert [*filter(make_judge(make_counted(Filters())), rows)] == [held]
    assert [*filter(make_judge(make_contacts(Filters())), rows)] == [held, call]
    wanted = Filters({"kind": Choice(("call",))})
    assert [*filter(make_judge(make_counted(wanted)), rows)] == [call]
    unwanted = Filters({"status": Choice((), ("held",))})
    assert [*filter(make_judge(make_counted(unwanted)), rows)] == [planned]


def test_a_part_of_a_view_keeps_what_the_view_leaves_out() -> None:
    view = Filters({"place": Choice(("minsk", "sochi"), ("brest",)), "topic": Choice(("energy",))})
    assert narrow(view, "place", "sochi").of("place") == Choice(("sochi",), ("brest",))
    assert narrow(view, "topic", "trade").of("topic") == Choice(("energy", "trade"))


def test_every_sheet_puts_its_middle_into_its_middle_and_north_up() -> None:
    for sheet in SHEETS:
        assert sheet.project(sheet.latitude, sheet.longitude) == (sheet.width / 2, sheet.height / 2)
        assert sheet.project(sheet.latitude + 5, sheet.longitude)[1] < sheet.height / 2
        assert sheet.project(sheet.latitude, sheet.longitude + 5)[0] > sheet.width / 2


def test_distances_on_a_sheet_are_those_on_the_earth() -> None:
    cities = get_places().cities
    for one, other, kilometres in (
        ("Moscow", "Minsk", 676),
        ("Sochi", "Saint Petersburg", 1930),
        ("Brest", "Kazan", 1700),
    ):
        (x, y), (a, b) = (
            WEST.project(cities[name].latitude, cities[name].longitude) for name in (one, other)
        )
        assert ((x - a) ** 2 + (y - b) ** 2) ** 0.5 * WEST.scale == pytest.approx(kilometres, rel=0.03)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_no_position_is_an_error(latitude: float, longitude: float) -> None:
    for sheet in (WEST, EAST):
        x, y = sheet.project(latitude, longitude)
        assert isinstance(sheet.holds(x, y), bool)


spots = st.lists(
    st.builds(
        Spot,
        st.integers(0, 1600),
        st.integers(0, 1080),
        st.floats(11, 46),
        st.text("abc ", min_size=1, max_size=16),
    ),
    max_size=25,
)


@given(spots, st.sampled_from([WIDE, NARROW]))
def test_no_name_on_the_map_covers_another(some: list[Spot], size: int) -> None:
    boxes = []
    for spot, label in zip(some, place_labels(some, 1600, 1080, size), strict=True):
        if label:
            length = len(spot.words) * size / 2
            left = label.x - {"start": 0.0, "end": length, "middle": length / 2}[label.anchor]
            boxes.append((left, label.y - size / 2, left + length, label.y + size / 2))
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_mark_alone_is_named() -> None:
    assert place_labels([Spot(800, 500, 40, "Moscow 44")], 1600, 1080, WIDE)[0]
    assert place_labels([Spot(1590, 500, 11, "Bishkek 2")], 1600, 1080, WIDE)[0].anchor == "end"  # type: ignore[union-attr]

"""The pictures of the years: one mark an event, and no day where none was told."""

from app.store.views import EventMark, YearBar
from app.web.strip import StripGap, StripYear, format_year_counts, make_strip, make_ticks


def make_bar(year: int, **counts: int) -> YearBar:
    every = dict.fromkeys(("held", "calls", "planned", "cancelled", "overdue", "other", "matching"), 0)
    return YearBar(year=year, **{**every, **counts})


def make_one(bar: YearBar, matching: dict[int, list[tuple[str, str, int]]] | None = None) -> StripYear:
    (year,) = make_strip([bar], matching, {bar.year: "/"}, ())
    assert isinstance(year, StripYear)
    return year


def test_meetings_stand_on_the_line_and_calls_hang_below() -> None:
    year = make_one(make_bar(2022, held=3, cancelled=1, overdue=1, calls=2))
    assert [(bar.css, bar.y) for bar in year.above] == [
        ("", 32),
        ("", 24),
        ("", 16),
        ("u-open", 8.5),
        ("u-open", 0.5),
    ]
    assert [bar.struck for bar in year.above] == [False, False, False, True, False]
    assert year.above_height == 40
    assert [bar.y for bar in year.below] == [1.5, 9.5]
    assert (year.figure, year.words, year.most) == ("3", "3 meetings, 2 calls, 1 cancelled, 1 overdue", True)


def test_what_a_view_does_not_show_is_faint() -> None:
    matching = {2022: [("meeting", "held", 1), ("call", "held", 1), ("meeting", "overdue", 1)]}
    year = make_one(make_bar(2022, held=2, overdue=1, calls=2, matching=3), matching)
    assert [bar.css for bar in year.above] == ["", "dim", "u-open"]
    assert [bar.css for bar in year.below] == ["u-call", "u-call dim"]
    assert (year.figure, year.words) == ("3", "3 matches of 5 events")


def test_a_year_too_tall_is_drawn_to_scale() -> None:
    year = make_one(make_bar(2022, held=2400))
    assert len(year.above) == 24
    assert year.figure == "2,400"


def test_years_of_which_nothing_is_recorded_are_one_gap() -> None:
    bars = [
        make_bar(1999, other=1),
        *map(make_bar, range(2000, 2018)),
        make_bar(2018, held=1),
        make_bar(2019),
    ]
    first, gap, held, single = make_strip(bars, None, {bar.year: "/" for bar in bars}, ())
    assert gap == StripGap(2000, 2017)
    assert isinstance(first, StripYear)
    assert isinstance(held, StripYear)
    assert isinstance(single, StripYear)
    assert (first.figure, single.figure, single.words) == ("0", "", "Nothing recorded")


def test_an_event_whose_day_is_not_told_has_no_tick() -> None:
    def mark(date: str, kind: str = "meeting", status: str = "held", matching: bool = True) -> EventMark:
        return EventMark(int(date[:4]), date, kind, status, matching)

    planned = mark("2023-07-02", status="planned", matching=False)
    ticks = make_ticks([mark("2024-12-31"), mark("2024-01-01", "call"), mark("2021-02"), planned])
    assert [(tick.x, tick.css, tick.top) for tick in ticks] == [
        (99.9, "", 2),
        (0.1, "call", 11),
        (50.0, "open dim", 2),
    ]


def test_a_year_is_summed_up_in_words() -> None:
    assert format_year_counts(make_bar(2020, calls=1, other=2)) == "No meeting, 1 call, 2 other events"

"""Two views through time: what is told only by its year or not at all has a row of its own."""

from app.domain.filters import Choice, Filters
from app.store.views import BriefRow
from app.web.periods import make_lines, make_periods

YEARS = (Filters({"year": Choice(("2021",))}), Filters({"year": Choice(("2022",))}))
TOPICS = (Filters({"topic": Choice(("energy",))}), Filters({"topic": Choice(("trade",))}))


def make_row(date: str | None) -> BriefRow:
    return BriefRow("slug", "Title", None, "meeting", "held", date, int(date[:4]) if date else None)


def test_a_month_that_was_not_told_stands_last_and_leads_to_its_line() -> None:
    lines = make_lines(([make_row("2021")], [make_row("2022-02")]), by_month=True)
    assert [(line.anchor, line.name) for line in lines] == [
        ("in-2", "February"),
        ("in-untold", "Month not told"),
    ]
    periods = make_periods(YEARS, ({(2021, "2021"): 1}, {(2022, "2022-02"): 4}), lines, by_month=True)
    assert [one.name for one in periods][1::11] == ["February", "Month not told"]
    assert [(bar.count, bar.share, bar.path) for bar in periods[1].bars] == [(0, 0, None), (4, 100, "#in-2")]
    assert [(bar.count, bar.share, bar.path) for bar in periods[12].bars] == [
        (1, 25, "#in-untold"),
        (0, 0, None),
    ]


def test_years_of_which_neither_side_has_an_event_are_one_row() -> None:
    dates = ({(1999, "1999"): 1, (None, None): 2}, {(2010, "2010-05"): 1, (2008, "2008"): 1})
    periods = make_periods(TOPICS, dates, (), by_month=False)
    assert [one.name for one in periods] == ["2010", "2009", "2008", "2000–2007", "1999", "No date told"]
    assert periods[0].bars[1].path == "/?year=2010&topic=trade"
    # What is of none of the years has no date.
    assert periods[-1].bars[0].path == "/?-year=1999&topic=energy"

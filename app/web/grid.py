"""Years × topics: a table of figures, the field of each shaded by its number."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.filters import Filters
from app.domain.vocabulary import TOPICS
from app.store.views import ValueCount
from app.web.counted import Figure, leave_out, make_figure, narrow
from app.web.formatting import format_topic
from app.web.language import format_number, gettext

STEPS = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the table: its figure, and how dark it is, from 0 (empty) to STEPS."""

    figure: Figure
    shade: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """One topic in each of the years, and in all of them."""

    topic: str
    words: str
    cells: tuple[Cell, ...]
    total: Figure


@dataclass(frozen=True, slots=True)
class Grid:
    """The table. `all` are the events of each year and of all years, `without` those of which no topic is told,
    `legend` says which numbers a shade stands for."""

    years: tuple[int, ...]
    rows: tuple[GridRow, ...]
    all: tuple[Figure, ...]
    total: Figure
    without: Figure
    legend: tuple[tuple[int, str], ...]


def make_grid(
    counts: Iterable[ValueCount],
    by_year: Counter[int | None],
    without: int,
    years: Sequence[int],
    filters: Filters,
) -> Grid:
    """Make the table of a view, topics with most events first; `by_year` counts its events, of which `without` have no
    topic."""
    numbers: dict[str, Counter[int | None]] = defaultdict(Counter)
    for one in counts:
        numbers[one.value][one.year] += one.count
    steps = make_steps(max((of[year] for of in numbers.values() for year in years), default=0))
    return Grid(
        years=tuple(years),
        rows=tuple(
            _make_row(topic, numbers[topic], years, filters, steps)
            for topic in sorted(numbers, key=lambda one: (-numbers[one].total(), one))
        ),
        all=tuple(make_figure(by_year[year], narrow(filters, "year", str(year))) for year in years),
        total=make_figure(by_year.total(), filters),
        without=make_figure(without, without_topic(filters)),
        legend=_make_legend(steps),
    )


def without_topic(filters: Filters) -> Filters:
    """Return the part of a view of which no topic is told."""
    return leave_out(filters, "topic", TOPICS)


def make_steps(most: int) -> tuple[int, ...]:
    """Return the least number of each shade, where the greatest number of all is `most`.

    A small record has a shade for each of 1, 2 and 3, so that one meeting more is seen; a large one has even steps.
    """
    if most <= 10:
        return tuple(step for step in (1, 2, 3, 4, 6) if step <= most)
    return (1, *(-(-most * step // STEPS) for step in range(1, STEPS)))


def _make_row(
    topic: str, numbers: Counter[int | None], years: Sequence[int], filters: Filters, steps: Sequence[int]
) -> GridRow:
    of_topic = narrow(filters, "topic", topic)
    return GridRow(
        topic,
        format_topic(topic),
        tuple(
            Cell(
                make_figure(numbers[year], narrow(of_topic, "year", str(year))),
                sum(numbers[year] >= step for step in steps),
            )
            for year in years
        ),
        make_figure(numbers.total(), of_topic),
    )


def _make_legend(steps: Sequence[int]) -> tuple[tuple[int, str], ...]:
    legend = []
    for shade, least in enumerate(steps, start=1):
        if shade == len(steps):
            words = gettext("%(number)s and more", number=format_number(least))
        else:
            last = steps[shade] - 1
            words = format_number(least) if last == least else f"{format_number(least)}–{format_number(last)}"
        legend.append((shade, words))
    return tuple(legend)

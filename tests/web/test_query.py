"""A view and its URL say the same, whatever is typed."""

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from app.domain.filters import FACETS, Choice, Filters
from app.domain.queries import clean_query
from app.store.matching import is_searchable
from app.web.query import make_path, make_query, read_filters

_SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True)
_VALUES = st.lists(_SLUGS, max_size=3, unique=True).map(lambda values: tuple(sorted(values)))
_CHOICES = st.builds(Choice, _VALUES, _VALUES).filter(bool)
_WORDS = (
    st.text(min_size=1, max_size=40).map(clean_query).filter(lambda text: bool(text) and is_searchable(text))
)
_FILTERS = st.builds(
    Filters,
    st.dictionaries(st.sampled_from(FACETS), _CHOICES),
    st.lists(_WORDS, max_size=4, unique=True).map(lambda words: tuple(sorted(words))),
    st.none() | _SLUGS,
)


def know_all(_facet: str, _value: str) -> bool:
    return True


@given(_FILTERS)
def test_a_view_survives_its_own_url(filters: Filters) -> None:
    assert read_filters(parse_qsl(make_query(filters)), know_all) == (filters, [])


@given(_FILTERS, st.randoms())
def test_the_order_of_parameters_does_not_matter(filters: Filters, random: st.randoms) -> None:  # type: ignore[valid-type]
    pairs = parse_qsl(make_query(filters))
    random.shuffle(pairs)  # type: ignore[attr-defined]
    read, _ = read_filters(pairs * 2, know_all)
    assert make_query(read) == make_query(filters)


@given(st.lists(st.tuples(st.sampled_from([*FACETS, "q", "after", "-topic", ""]) | st.text(), st.text())))
def test_nothing_that_is_typed_is_an_error(pairs: list[tuple[str, str]]) -> None:
    filters, unknown = read_filters(pairs, lambda _facet, value: len(value) % 2 == 0)
    again, _ = read_filters(parse_qsl(make_query(filters)), know_all)
    assert make_query(again) == make_query(filters)
    assert len(unknown) <= len(pairs)


def test_an_exclusion_has_a_minus_and_the_order_is_that_of_the_facets() -> None:
    filters = Filters(
        {"topic": Choice(("energy",), ("trade",)), "year": Choice(("2019", "2024"))},
        ("газ", "Sochi & co"),
        "x",
    )
    assert make_path(filters) == (
        "/?year=2019&year=2024&topic=energy&-topic=trade&q=%D0%B3%D0%B0%D0%B7&q=Sochi%20%26%20co&after=x"
    )
    assert make_path(Filters()) == "/"
    assert make_path(Filters(), "/events.json") == "/events.json"


def test_a_value_that_is_not_known_is_handed_back() -> None:
    filters, unknown = read_filters(
        [("topic", "Energy"), ("topic", "oil"), ("x", "1")], lambda _, v: v == "energy"
    )
    assert filters == Filters({"topic": Choice(("energy",))})
    assert unknown == ["topic=oil", "x=1"]


def test_of_a_thousand_unknown_parameters_a_few_are_named_in_short() -> None:
    _, unknown = read_filters([("x", "y" * 500)] * 1000, know_all)
    assert unknown == ["x=" + "y" * 57 + "…"] * 10

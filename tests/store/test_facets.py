"""The numbers of the facets: what the view has of each value, and what it would have with it or without it."""

from sqlalchemy.orm import Session

from app.domain.filters import Choice, Filters
from app.store.facets import list_facets
from app.store.timeline import list_events
from app.store.views import FacetValue
from tests.store.conftest import TODAY


def read(session: Session, filters: Filters) -> dict[str, tuple[FacetValue, ...]]:
    return list_facets(session, filters, count(session, filters), TODAY)


def count(session: Session, filters: Filters) -> int:
    return list_events(session, filters, TODAY, 1).total


def test_a_further_value_widens_a_facet_of_which_any_will_do(session: Session) -> None:
    filters = Filters({"place": Choice(("sochi",)), "status": Choice(("held",))})
    for one in read(session, filters)["place"]:
        both = Choice(tuple(sorted({"sochi", one.value})))
        assert one.added == count(session, filters.with_choice("place", both)), one


def test_a_further_topic_narrows(session: Session) -> None:
    filters = Filters({"topic": Choice(("energy",)), "kind": Choice(unwanted=("call",))})
    topics = read(session, filters)["topic"]
    assert {one.value for one in topics} > {"energy"}
    for one in topics:
        both = Choice(tuple(sorted({"energy", one.value})))
        assert one.added == one.here == count(session, filters.with_choice("topic", both)), one


def test_leaving_a_value_out_leaves_the_rest(session: Session) -> None:
    filters = Filters({"status": Choice(("held", "overdue"))}, ("Sochi",))
    for facet, values in read(session, filters).items():
        for one in values:
            if not one.wanted:
                without = filters.with_choice(facet, Choice(filters.of(facet).wanted, (one.value,)))
                assert one.left_out == count(session, without), (facet, one)


def test_values_are_ordered_by_number_and_what_is_chosen_stays(session: Session) -> None:
    facets = read(session, Filters({"place": Choice(("grodno",)), "year": Choice(("2019",))}))
    places = [(one.value, one.added, one.wanted) for one in facets["place"]]
    assert places == [
        ("minsk", 1, False),
        ("saint-petersburg", 1, False),
        ("sochi", 1, False),
        ("grodno", 0, True),
    ]
    years = [one.value for one in read(session, Filters())["year"]]
    assert years == sorted(years, reverse=True)
    kinds = read(session, Filters({"kind": Choice(unwanted=("call",))}))["kind"]
    assert [one.value for one in kinds if one.unwanted] == ["call"]

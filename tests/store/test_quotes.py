from sqlalchemy.orm import Session

from app.domain.filters import Choice, Filters
from app.store.counting import list_claims
from app.store.quote_facets import list_quote_facets
from app.store.quotes import get_quote, list_quotes
from app.store.subjects import get_place, list_people, list_places, list_topics


def find(session: Session, q: tuple[str, ...] = (), **chosen: tuple[str, ...]) -> list[str]:
    filters = Filters({facet: Choice(values) for facet, values in chosen.items()}, q)
    return [one.text[:14] for one in list_quotes(session, filters, None).quotes]


def test_quotes_come_newest_first(session: Session) -> None:
    days = [one.event_date or "" for one in list_quotes(session, Filters(), None).quotes]
    assert len(days) == 10
    assert [day[:4] for day in days] == sorted((day[:4] for day in days), reverse=True)


def test_pages_of_quotes_hold_each_once(session: Session) -> None:
    seen: list[str] = []
    after: str | None = None
    for _ in range(20):
        page = list_quotes(session, Filters(after=after), 3)
        seen += [one.id for one in page.quotes]
        after = page.next_after
        if after is None:
            break
    assert seen == [one.id for one in list_quotes(session, Filters(), None).quotes]
    assert page.total == len(seen) == 10


def test_after_an_unknown_quote_the_list_starts_anew(session: Session) -> None:
    assert list_quotes(session, Filters(after="nothing"), 2) == list_quotes(session, Filters(), 2)


def test_quotes_are_narrowed_by_speaker_year_topic_and_words(session: Session) -> None:
    assert find(session, speaker=("maxim-oreshkin",)) == ["serious progre"]
    assert find(session, year=("2023",)) == ["</p><img src=x"]
    assert find(session, topic=("space",)) == ["Всё, что мы на", "Мы будем вмест"]
    assert find(session, topic=("space", "energy")) == []
    assert find(session, ("космосом",)) == ["Мы будем вмест"]
    assert find(session, ('"" AND gas',)) == find(session, ("gas",))
    assert find(session, ("(cheap OR gas",)) == []
    assert find(session, ("cheap gas",)) == ["We do not ask "]
    assert len(find(session, ("—",))) == 10


def test_every_number_of_a_facet_is_that_of_the_view_behind_it(session: Session) -> None:
    for choices in (
        {},
        {"speaker": Choice(("alexander-lukashenko",))},
        {"speaker": Choice(("alexander-lukashenko", "vladimir-putin")), "year": Choice((), ("2019",))},
        {"topic": Choice(("energy",), ("space",)), "kind": Choice(("direct",))},
        {"language": Choice((), ("ru", "en"))},
    ):
        filters = Filters(choices)
        total = list_quotes(session, filters, 1).total
        for facet, values in list_quote_facets(session, filters, total).items():
            choice = filters.of(facet)
            for one in values:
                rest = Choice(
                    tuple(value for value in choice.wanted if value != one.value),
                    tuple(value for value in choice.unwanted if value != one.value),
                )
                picked = one.wanted or one.unwanted
                view = rest if picked else Choice((*choice.wanted, one.value), choice.unwanted)
                behind = list_quotes(session, filters.with_choice(facet, view), None)
                assert one.count == behind.total == len(behind.quotes), (choices, facet, one)
                if one.left_out is not None:
                    view = Choice(choice.wanted, (*choice.unwanted, one.value))
                    behind = list_quotes(session, filters.with_choice(facet, view), None)
                    assert one.left_out == behind.total == len(behind.quotes), (choices, facet, one)


def test_one_quote_stands_in_its_sentences(session: Session) -> None:
    (row,) = list_quotes(session, Filters(q=("dollars",)), None).quotes
    detail = get_quote(session, row.id)
    assert detail is not None
    ((start, end),) = detail.marks
    assert detail.sentence[start:end] == row.text
    assert detail.sentence.endswith("Lukashenka told reporters.")
    assert detail.before is not None
    assert detail.before.startswith("Presidents Putin and Lukashenka")
    assert detail.after == "A light rain fell on the empty beaches."


def test_an_unknown_quote_is_none(session: Session) -> None:
    assert get_quote(session, "nothing") is None


def test_subjects_are_counted(session: Session) -> None:
    people = {one.value: one.count for one in list_people(session)}
    assert people["vladimir-putin"] == people["alexander-lukashenko"] == 13
    assert people["maxim-oreshkin"] == 1
    places = list_places(session)
    assert (places[0].slug, places[0].name, places[0].count) == ("minsk", "Minsk", 3)
    place = get_place(session, "saint-petersburg")
    assert place is not None
    assert (place.name, place.count) == ("Saint Petersburg", 2)
    assert get_place(session, "atlantis") is None
    assert list_topics(session)[0].value == "integration"


def test_claims_are_listed_by_year(session: Session) -> None:
    assert [(one.year, one.count) for one in list_claims(session)] == [(2023, 6), (2024, 4)]
    assert [one.as_of for one in list_claims(session, 2024)] == ["2024-05-24"]
    assert list_claims(session, 1999) == ()

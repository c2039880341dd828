from sqlalchemy.orm import Session

from app.store.counting import list_claims
from app.store.quotes import QuoteFilters, count_quote_facets, get_quote, list_quotes, list_quotes_of
from app.store.subjects import get_place, list_people, list_places, list_topics


def find(session: Session, **filters: tuple[str, ...]) -> list[str]:
    return [one.text[:14] for one in list_quotes(session, QuoteFilters(**filters), None).quotes]


def test_quotes_come_newest_first(session: Session) -> None:
    days = [one.event_date or "" for one in list_quotes(session, QuoteFilters(), None).quotes]
    assert len(days) == 10
    assert [day[:4] for day in days] == sorted((day[:4] for day in days), reverse=True)


def test_pages_of_quotes_hold_each_once(session: Session) -> None:
    seen: list[str] = []
    after: str | None = None
    for _ in range(20):
        page = list_quotes(session, QuoteFilters(), 3, after)
        seen += [one.id for one in page.quotes]
        after = page.next_after
        if after is None:
            break
    assert seen == [one.id for one in list_quotes(session, QuoteFilters(), None).quotes]
    assert page.total == len(seen) == 10


def test_after_an_unknown_quote_the_list_starts_anew(session: Session) -> None:
    assert list_quotes(session, QuoteFilters(), 2, "nothing") == list_quotes(session, QuoteFilters(), 2)


def test_quotes_are_narrowed_by_speaker_year_topic_and_words(session: Session) -> None:
    assert find(session, speakers=("maxim-oreshkin",)) == ["serious progre"]
    assert find(session, years=("2023",)) == ["</p><img src=x"]
    assert find(session, topics=("space",)) == ["Всё, что мы на", "Мы будем вмест"]
    assert find(session, topics=("space", "energy")) == []
    assert find(session, q=("космосом",)) == ["Мы будем вмест"]
    assert find(session, q=('"" AND gas',)) == find(session, q=("gas",))
    assert find(session, q=("(cheap OR gas",)) == []
    assert find(session, q=("cheap gas",)) == ["We do not ask "]
    assert len(find(session, q=("—",))) == 10


def test_quote_facets_count_what_each_value_would_show(session: Session) -> None:
    facets = count_quote_facets(session, QuoteFilters(speakers=("alexander-lukashenko",), years=("2019",)))
    assert [(one.value, one.count) for one in facets["speaker"]] == [
        ("alexander-lukashenko", 2),
        ("maxim-oreshkin", 1),
        ("vladimir-putin", 1),
    ]
    assert [(one.value, one.count, one.wanted) for one in facets["year"]] == [
        ("2024", 2, False),
        ("2022", 1, False),
        ("2019", 2, True),
    ]
    assert {one.value: one.count for one in facets["topic"]} == {"energy": 2, "integration": 2}


def test_one_quote_stands_in_its_sentences(session: Session) -> None:
    (row,) = list_quotes(session, QuoteFilters(q=("dollars",)), None).quotes
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


def test_what_a_person_said(session: Session) -> None:
    assert {one.speaker for one in list_quotes_of(session, "vladimir-putin")} == {"vladimir-putin"}
    assert list_quotes_of(session, "nobody") == ()


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

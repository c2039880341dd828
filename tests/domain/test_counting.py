"""Claims held against the record: what holds for every claim and every record, and what a day means."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.counting import Contact, find_last_day, hold_claim
from app.domain.vocabulary import Format, Kind, Scope

_DAYS = st.integers(0, 364).map(lambda days: date(2023, 1, 1) + timedelta(days=days))
_CONTACTS = st.lists(
    st.builds(
        lambda number, kind, format, day: Contact(f"{day}-{number}", "", kind, format, day.isoformat(), day),
        st.integers(0, 10**6),
        st.sampled_from([Kind.MEETING, Kind.CALL]),
        st.sampled_from([None, *Format]),
        _DAYS,
    ),
    max_size=25,
    unique_by=lambda one: one.slug,
)
_AS_OF = st.one_of(
    st.none(), _DAYS.map(date.isoformat), st.integers(1, 12).map(lambda month: f"2023-{month:02d}")
)


def meet(day: str, format: str | None = Format.BILATERAL, kind: str = Kind.MEETING) -> Contact:
    first = date.fromisoformat(day if len(day) == 10 else f"{day}-01")
    return Contact(day, "", kind, format, day, first)


def hold(
    count: int,
    as_of: str | None,
    *contacts: Contact,
    scope: Scope = Scope.MEETINGS,
    at_least: bool = False,
) -> tuple[int, int, int]:
    slots = hold_claim(2023, count, as_of, scope, contacts, at_least=at_least).in_person
    return slots.recorded, slots.missing, slots.more


@given(st.integers(1, 60), _AS_OF, st.sampled_from(Scope), _CONTACTS)
def test_slots_are_filled_or_missing_and_contacts_fill_them_or_are_more(
    count: int, as_of: str | None, scope: Scope, contacts: list[Contact]
) -> None:
    reckoning = hold_claim(2023, count, as_of, scope, contacts)
    for slots in (reckoning.in_person, reckoning.without_sidelines):
        assert len(slots.filled) + slots.missing == count
        assert len(slots.filled) + slots.more == slots.recorded == len(slots.contacts)
        assert not (slots.missing and slots.more)
        assert slots.filled + slots.beyond == slots.contacts
        assert [one.first for one in slots.contacts] == sorted(one.first for one in slots.contacts)
        assert all(reckoning.until is None or one.first <= reckoning.until for one in slots.contacts)
        assert scope is Scope.CONTACTS or all(one.kind == Kind.MEETING for one in slots.contacts)
    narrow = set(reckoning.without_sidelines.contacts)
    assert narrow <= set(reckoning.in_person.contacts)
    assert all(one.format == Format.SIDELINES for one in set(reckoning.in_person.contacts) - narrow)


@given(st.integers(1, 60), _AS_OF, _CONTACTS, st.randoms())
def test_the_order_of_the_record_does_not_matter(
    count: int, as_of: str | None, contacts: list[Contact], random: Random
) -> None:
    told = hold_claim(2023, count, as_of, Scope.MEETINGS, contacts)
    random.shuffle(contacts)
    assert hold_claim(2023, count, as_of, Scope.MEETINGS, contacts) == told


@given(st.integers(1, 60), _DAYS, _DAYS, _CONTACTS)
def test_a_later_day_never_counts_less(count: int, one: date, other: date, contacts: list[Contact]) -> None:
    early, late = (
        hold_claim(2023, count, day.isoformat(), Scope.MEETINGS, contacts) for day in sorted((one, other))
    )
    assert set(early.in_person.contacts) <= set(late.in_person.contacts)


@given(st.integers(1, 60), _AS_OF, st.sampled_from(Scope), _CONTACTS)
def test_a_least_number_lacks_what_the_exact_one_lacks_and_nothing_is_more_than_it(
    count: int, as_of: str | None, scope: Scope, contacts: list[Contact]
) -> None:
    exact = hold_claim(2023, count, as_of, scope, contacts)
    least = hold_claim(2023, count, as_of, scope, contacts, at_least=True)
    assert least.until == exact.until
    for slots, other in (
        (least.in_person, exact.in_person),
        (least.without_sidelines, exact.without_sidelines),
    ):
        assert slots.filled == slots.contacts == other.contacts
        assert (slots.more, slots.beyond, slots.missing) == (0, (), other.missing)
        assert slots.recorded + slots.missing == max(count, slots.recorded)


@pytest.mark.parametrize(
    ("as_of", "until"),
    [
        (None, None),
        ("2023-09-15", date(2023, 9, 15)),
        ("2023-09-15~", date(2023, 9, 15)),
        ("2023-05-23/2023-05-24", date(2023, 5, 24)),
        ("2023-02", date(2023, 2, 28)),
        ("2023-12-31", None),
        ("2023", None),
        ("2024-01", None),
        ("2022-12-30", date(2022, 12, 30)),
    ],
)
def test_the_last_day_of_a_claim(as_of: str | None, until: date | None) -> None:
    assert find_last_day(2023, as_of) == until


def test_a_claim_of_seven_with_five_recorded_lacks_two_and_a_meeting_more_fills_one() -> None:
    five = [meet(f"2023-0{month}-10") for month in range(1, 6)]
    assert hold(7, "2023-09-15", *five) == (5, 2, 0)
    assert hold(7, "2023-09-15", *five, meet("2023-06-10")) == (6, 1, 0)
    assert hold(7, "2023-09-15", *five, meet("2023-10-10")) == (5, 2, 0)


def test_at_least_ten_agree_with_thirteen_and_lack_one_of_nine() -> None:
    days = [meet(f"2023-01-{day:02d}") for day in range(1, 14)]
    assert hold(10, None, *days) == (13, 0, 3)
    assert hold(10, None, *days, at_least=True) == (13, 0, 0)
    assert hold(10, None, *days[:10], at_least=True) == (10, 0, 0)
    assert hold(10, None, *days[:9], at_least=True) == (9, 1, 0)


def test_the_meeting_of_the_very_day_counts_and_one_of_two_days_from_its_first() -> None:
    assert hold(1, "2023-09-15", meet("2023-09-15")) == (1, 0, 0)
    assert hold(1, "2023-09-15", meet("2023-09-16")) == (0, 1, 0)
    visit = Contact("visit", "", Kind.MEETING, None, "2023-09-15/2023-09-16", date(2023, 9, 15))
    assert hold(1, "2023-09-15", visit) == (1, 0, 0)


def test_a_meeting_of_which_the_month_is_told_counts_once_the_month_has_begun() -> None:
    assert hold(1, "2023-02-01", meet("2023-02")) == (1, 0, 0)
    assert hold(1, "2023-01-31", meet("2023-02")) == (0, 1, 0)


def test_where_one_persons_meetings_are_counted_the_others_are_not() -> None:
    day = date(2008, 2, 3)
    before = Contact("before", "", Kind.MEETING, None, "2008-02-03", day, frozenset({"vladimir-putin"}))
    later = Contact(
        "later", "", Kind.MEETING, None, "2008-06-22", date(2008, 6, 22), frozenset({"dmitry-medvedev"})
    )
    contacts = [later, before]
    assert hold_claim(2008, 2, None, Scope.MEETINGS, contacts).in_person.contacts == (before, later)
    his = hold_claim(2008, 2, None, Scope.MEETINGS, contacts, "dmitry-medvedev")
    assert (his.in_person.contacts, his.in_person.missing) == ((later,), 1)
    assert his.without_sidelines == his.in_person
    assert not hold_claim(2008, 2, None, Scope.MEETINGS, contacts, "boris-yeltsin").in_person.contacts


def test_calls_count_only_where_the_source_counts_contacts() -> None:
    call = meet("2023-03-01", Format.TELEPHONE, Kind.CALL)
    assert hold(2, None, meet("2023-02-01"), call) == (1, 1, 0)
    assert hold(2, None, meet("2023-02-01"), call, scope=Scope.CONTACTS) == (2, 0, 0)


def test_without_the_sidelines_a_meeting_of_unknown_format_still_counts() -> None:
    contacts = [meet("2023-02-01"), meet("2023-03-01", Format.SIDELINES), meet("2023-04-01", None)]
    reckoning = hold_claim(2023, 2, None, Scope.MEETINGS, contacts)
    assert (reckoning.in_person.more, reckoning.without_sidelines.more) == (1, 0)
    assert [one.slug for one in reckoning.in_person.beyond] == ["2023-04-01"]

"""What one voice counts is one claim, however often it is told and in whatever order it was read."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.domain.voices import Telling, find_repeated, make_voice

_MARKS = st.frozensets(st.tuples(st.sampled_from(["source", "voice"]), st.sampled_from("abcd")), min_size=1)
_TELLINGS = st.lists(
    st.builds(
        Telling,
        id=st.integers(0, 99).map(str),
        what=st.sampled_from([4, 5]),
        marks=_MARKS,
        rank=st.tuples(st.booleans(), st.sampled_from(["2021", "2022"])),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)


def tell(
    id: str, voice: str, *marks: tuple[str, str], what: int = 4, noted: bool = False, published: str = "2021"
) -> Telling:
    return Telling(id, what, frozenset({("voice", voice), *marks}), (noted, published))


def test_an_agency_and_its_copies_tell_one_claim() -> None:
    named = ("TASS", "TASS (copy)", "soyuz.by / TASS", "TASS via Xalq Qazeti")
    told = [tell(str(number), make_voice(name, None, "")) for number, name in enumerate(named)]
    assert find_repeated([*told, tell("9", "interfax")]) == {"1": "0", "2": "0", "3": "0"}


def test_another_number_or_another_day_is_another_claim() -> None:
    assert find_repeated([tell("a", "tass"), tell("b", "tass", what=5)]) == {}


def test_the_words_of_the_source_go_before_a_note_of_the_record_and_the_older_before_the_newer() -> None:
    source = ("source", "1")
    note, own = tell("a", "weekly", source, noted=True, published="2020"), tell("b", "1", source)
    assert find_repeated([note, own]) == {"a": "b"}
    assert find_repeated([tell("a", "tass", published="2022"), tell("b", "tass")]) == {"a": "b"}


def test_who_is_one_with_two_joins_them() -> None:
    sentence, source = ("sentence", "s"), ("source", "1")
    assert find_repeated(
        [tell("a", "one", sentence), tell("b", "two", sentence, source), tell("c", "x", source)]
    ) == {
        "b": "a",
        "c": "a",
    }


@given(_TELLINGS, st.randoms())
def test_the_order_of_reading_does_not_matter(tellings: list[Telling], random: Random) -> None:
    repeated = find_repeated(tellings)
    random.shuffle(tellings)
    assert find_repeated(tellings) == repeated
    by_id = {one.id: one for one in tellings}
    for one, first in repeated.items():
        assert first not in repeated
        assert by_id[one].what == by_id[first].what
        assert by_id[first].rank <= by_id[one].rank
    alone = [one for one in tellings if one.id not in repeated]
    for index, one in enumerate(alone):
        assert not [
            other for other in alone[index + 1 :] if other.what == one.what and other.marks & one.marks
        ]

"""Which printed words are one quote: sentences of our own in three languages, and what must stay apart."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.attestations import COMMON, Attestation, choose_main, compare_attestations, group_attestations
from app.domain.wording import make_words, measure_overlap

DAY = date(2024, 5, 24)
WHOLE = "We agreed on the price of gas for next year, and the ministers will sign the papers on Friday."
SAID = {
    "en": WHOLE,
    "ru": "Мы договорились о цене на газ на будущий год, и всё будет подписано министрами в пятницу.",
    "be": "Мы дамовіліся аб цане на газ на будучы год, і ўсё будзе падпісана міністрамі ў пятніцу.",
}
PRINTED = {
    "en": "“We agreed on the price of gas for next year — and the Ministers will sign the papers on Friday”,",
    "ru": "«мы договорились о цене на газ на будущий год – и все будет подписано министрами в пятницу»",
    "be": "„Мы дамовіліся аб цане на газ на будучы год і ўсё будзе падпісана міністрамі ў пятніцу“",
}
VARIED = {
    "en": "We have agreed on the gas price for next year, and the ministers will sign the papers on Friday.",
    "ru": "Мы договорились о цене газа на будущий год, и всё будет подписано министрами в пятницу.",
    "be": "Мы дамовіліся аб цане газу на будучы год, і ўсё будзе падпісана міністрамі ў пятніцу.",
}


def attest(name: str, text: str = WHOLE, **values: object) -> Attestation:
    """Make what an article of the same name prints on the day of the talks."""
    given = {
        "language": "en",
        "speaker": "vladimir-putin",
        "first": DAY,
        "last": DAY,
        "published": DAY.isoformat(),
    }
    words = make_words(text)
    return Attestation(name, f"article {name}", f"publisher {name}", words, "direct", **{**given, **values})  # type: ignore[arg-type]


def group(*attestations: Attestation) -> list[tuple[str, ...]]:
    return sorted(one.ids for one in group_attestations(attestations))


@pytest.mark.parametrize("language", SAID)
def test_case_marks_dashes_and_yo_make_no_difference(language: str) -> None:
    one, other = (
        attest("a", SAID[language], language=language),
        attest("b", PRINTED[language], language=language),
    )
    assert compare_attestations(one, other) == 1
    assert group(one, other) == [("a", "b")]


@pytest.mark.parametrize("language", SAID)
def test_a_part_of_six_words_and_nearly_the_same_words_are_one_quote(language: str) -> None:
    whole, varied = (attest(n, t[language], language=language) for n, t in (("a", SAID), ("b", VARIED)))
    part = attest("c", " ".join(SAID[language].split()[:8]), language=language)
    assert group(whole, varied) == [("a", "b")]
    assert group(whole, part) == [("a", "c")]


def test_stress_marks_soft_hyphens_and_apostrophes_make_no_difference() -> None:
    assert make_words("Больша\u0301я поли\u00adтика") == ("большая", "политика")
    assert make_words("аб\u02bcём, аб’ём, аб'ём") == ("аб", "ем") * 3
    assert make_words("It’s “over” — 3,5%") == ("it", "s", "over", "3", "5")


@pytest.mark.parametrize(
    ("why", "other"),
    [
        ("another speaker", attest("b", speaker="alexander-lukashenko")),
        ("another language", attest("b", language="ru")),
        ("reported", replace(attest("b"), kind="reported")),
        ("another week", attest("b", first=date(2024, 6, 3), last=date(2024, 6, 3))),
        ("no day", attest("b", first=None, last=None)),
        ("only a month", attest("b", first=date(2024, 5, 1), last=date(2024, 5, 31))),
        ("another number", attest("b", WHOLE.replace("next year", "the year 2025"))),
        (
            "too little in common",
            attest("b", "We agreed on the price of oil, and nobody will sign any papers."),
        ),
        ("a few words of it", attest("b", "the price of gas")),
        ("an unknown speaker, nearly the same", attest("b", VARIED["en"], speaker=None)),
        ("the same article, nearly the same", replace(attest("b", VARIED["en"]), article_id="article a")),
        ("no words", attest("b", "…!")),
    ],
)
def test_what_may_be_something_else_stays_apart(why: str, other: Attestation) -> None:
    assert group(attest("a"), other) == [("a",), ("b",)], why


def test_the_same_event_holds_together_what_was_printed_years_apart() -> None:
    later = {"first": date(2026, 1, 1), "last": date(2026, 1, 1)}
    assert group(attest("a", event_id="e"), attest("b", event_id="e", **later)) == [("a", "b")]
    assert group(attest("a", event_id="e"), attest("b", event_id="f", **later)) == [("a",), ("b",)]
    assert group(attest("a", event_id="e"), attest("b", event_id="f")) == [("a", "b")]


def test_few_equal_words_are_one_quote_only_around_one_event() -> None:
    few = "serious progress"
    assert group(attest("a", few, event_id="e"), attest("b", few, event_id="e")) == [("a", "b")]
    assert group(attest("a", few), attest("b", few)) == [("a",), ("b",)]
    assert group(attest("a", few), replace(attest("b", few), article_id="article a")) == [("a", "b")]


def test_an_unknown_speaker_may_be_anybody_but_never_two() -> None:
    unknown = attest("u", speaker=None, speaker_text="he")
    putin, lukashenko = attest("p"), attest("l", speaker="alexander-lukashenko")
    assert group(unknown, putin) == [("p", "u")]
    assert group(unknown, putin, lukashenko) == [("l",), ("p",), ("u",)]
    assert group(unknown, attest("p", "the price of gas")) == [("p",), ("u",)]


def test_two_parts_of_one_speech_that_have_nothing_in_common_are_two_quotes() -> None:
    first, second = WHOLE.split(", and ")
    groups = group(attest("whole"), attest("first", first), attest("second", second))
    assert sorted(map(len, groups)) == [1, 2]
    assert not any({"first", "second"} <= set(ids) for ids in groups)


def test_a_part_and_a_variant_of_one_whole_are_one_quote() -> None:
    part = attest("part", "the ministers will sign the papers on Friday", speaker=None)
    varied = attest("varied", VARIED["en"].replace("the papers", "all papers"))
    assert compare_attestations(part, varied) == 0
    assert group(attest("whole"), part, varied) == [("part", "varied", "whole")]
    assert group(part, varied) == [("part",), ("varied",)]


def test_the_wording_that_most_independent_publishers_print_is_shown() -> None:
    part = "We agreed on the price of gas for next year"
    printed = [attest("a"), attest("b", part), attest("c", part), replace(attest("d"), voice="publisher a")]
    assert choose_main(printed).id == "b"
    assert choose_main(printed[:2]).id == "a", "of equals the longest"
    varied = attest("e", VARIED["en"].replace("papers", "paper"), published="2024-05-23")
    longer = attest("f", VARIED["en"], published="2024-05-25")
    assert len(varied.words) == len(longer.words)
    assert choose_main([longer, varied]).id == "e", "then the first published"


def test_who_is_known_stands_for_who_is_not_and_originals_for_our_digests() -> None:
    known = attest("z", "We agreed on the price of gas for next year")
    assert choose_main([attest("a", speaker=None), attest("b", speaker=None), known]).id == "z"
    tied = replace(known, event_id="e")
    assert choose_main([attest("a"), attest("b"), tied]).id == "z"
    assert choose_main([attest("a", is_digest=True, published="2024-05-01"), attest("b")]).id == "b"
    record = attest("r", is_record=True, published=None, event_id="e")
    assert choose_main([attest("a", event_id="f"), record]).id == "r"


WORDS = WHOLE.replace(",", "").replace(".", "").split()
PRINTINGS = st.builds(
    lambda start, end, speaker, language, event, day, article, kind: (
        start,
        end,
        speaker,
        language,
        event,
        day,
        article,
        kind,
    ),
    st.integers(0, 10),
    st.integers(3, 19),
    st.sampled_from([None, "vladimir-putin", "alexander-lukashenko"]),
    st.sampled_from(["en", "en", "ru"]),
    st.sampled_from([None, None, "e", "f"]),
    st.sampled_from([None, 1, 4, 7, 12, 20]),
    st.integers(0, 8),
    st.sampled_from(["direct", "direct", "transcript", "reported"]),
)


def make_printing(
    name: int, drawn: tuple[int, int, str | None, str, str | None, int | None, int, str]
) -> Attestation:
    start, end, speaker, language, event, day, article, kind = drawn
    told = date(2024, 5, day) if day else None
    return Attestation(
        id=f"{name:02d}",
        article_id=f"article {article}",
        voice=f"publisher {article % 4}",
        words=make_words(" ".join(WORDS[start:end])),
        kind=kind,
        speaker=speaker,
        language=language,
        event_id=event,
        first=told,
        last=told,
    )


@settings(max_examples=200)
@given(st.lists(PRINTINGS, max_size=14), st.integers())
def test_any_order_gives_the_same_quotes_and_in_each_every_two_fit(drawn: list[tuple], seed: int) -> None:  # type: ignore[type-arg]
    attestations = [make_printing(name, one) for name, one in enumerate(drawn)]
    groups = group_attestations(attestations)
    shuffled = attestations[:]
    random.Random(seed).shuffle(shuffled)
    assert set(group_attestations(shuffled)) == set(groups)
    by_id = {one.id: one for one in attestations}
    assert sorted(one for found in groups for one in found.ids) == sorted(by_id)
    for found in groups:
        assert found.main_id in found.ids
        speakers = {by_id[one].speaker for one in found.ids} - {None}
        assert len(speakers) <= 1, "two speakers in one quote"
        for one in found.ids if speakers else ():
            likely = {other.speaker for other in attestations if compare_attestations(by_id[one], other)}
            assert len(likely - {None, by_id[one].speaker}) <= 1, "a guess at who speaks"
        for one in found.ids:
            for other in found.ids:
                overlap = measure_overlap(by_id[one].words, by_id[other].words)
                assert one == other or compare_attestations(by_id[one], by_id[other]) or overlap >= COMMON
                assert compare_attestations(by_id[one], by_id[other]) == compare_attestations(
                    by_id[other], by_id[one]
                )


@settings(max_examples=100)
@given(st.lists(PRINTINGS, max_size=12))
def test_what_is_no_way_like_a_quote_does_not_change_it(drawn: list[tuple]) -> None:  # type: ignore[type-arg]
    """So that an ingestion need only look at what is like the quotes that it brings, directly or over others."""
    attestations = [make_printing(name, one) for name, one in enumerate(drawn)]
    together = {one.id for one in attestations[:1]}
    while True:
        more = {
            one.id
            for one in attestations
            for other in attestations
            if other.id in together and compare_attestations(one, other)
        } | together
        if more == together:
            break
        together = more
    near = set(group_attestations(one for one in attestations if one.id in together))
    assert near <= set(group_attestations(attestations))

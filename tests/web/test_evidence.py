"""Sentences cut at their marks, and the lines of an event's facts."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.store.views import ArticleRow, Evidence, FactGroup, QuoteRow
from app.web.evidence import make_facts, make_pieces, make_sentences
from app.web.statements import make_statements

SOURCE = ArticleRow("a1", "Title", "Publisher", "https://example.org/a", "2019-12-08", "en", False)
SENTENCE = "They met in Sochi on Saturday."


def make_evidence(value: str, words: str, sentence: str = SENTENCE, number: int = 3) -> Evidence:
    start = sentence.index(words)
    return Evidence(value, words, "rule", sentence, ((start, start + len(words)),), SOURCE, number)


def test_a_sentence_is_cut_at_its_marks() -> None:
    assert make_pieces("on Saturday.", [(3, 11)]) == (("on ", False), ("Saturday", True), (".", False))


def test_marks_that_overlap_become_one() -> None:
    assert make_pieces("Saturday", [(0, 3), (2, 8)]) == (("Saturday", True),)


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50)), max_size=6))
def test_the_pieces_of_a_sentence_are_the_sentence_whatever_the_marks(
    text: str, marks: list[tuple[int, int]]
) -> None:
    pieces = make_pieces(text, marks)
    assert "".join(words for words, _ in pieces) == text
    assert all(words for words, _ in pieces)


def test_one_sentence_that_tells_two_values_is_shown_once_with_both_marked() -> None:
    (sentence,) = make_sentences([make_evidence("Sochi", "Sochi"), make_evidence("RU", "in Sochi")])
    assert [words for words, marked in sentence.pieces if marked] == ["in Sochi"]


def test_city_and_country_are_one_line() -> None:
    groups = [
        FactGroup("city", ("Sochi",), (make_evidence("Sochi", "Sochi"),)),
        FactGroup("country", ("RU",), (make_evidence("RU", "Sochi"),)),
    ]
    (fact,) = make_facts(groups)
    assert (fact.label, fact.value, len(fact.tellings[0].sentences)) == ("Where", "Sochi, Russia", 1)


def test_sources_that_disagree_are_further_tellings_with_the_rule_in_words() -> None:
    other = make_evidence("360", "Saturday", number=4)
    group = FactGroup("duration_minutes_at_least", ("300",), (make_evidence("300", "met"),), (other,))
    (fact,) = make_facts([group])
    assert [telling.value for telling in fact.tellings] == ["At least 5 hours", "At least 6 hours"]
    assert fact.rule is not None
    assert "the longest" in fact.rule


def test_a_field_about_which_nothing_was_read_gives_no_line() -> None:
    assert make_facts([]) == ()


def test_a_statement_names_each_further_source_once_and_says_if_one_prints_other_words() -> None:
    digest, third = replace(SOURCE, id="a2", digest=True), replace(SOURCE, id="a3")
    theirs = QuoteRow(
        "q2",
        "maxim-oreshkin",
        "Oreshkin",
        "Serious progress",
        "direct",
        SOURCE,
        "2019-12-07-sochi",
        "Sochi",
        "2019-12-07",
    )
    ours = replace(theirs, id="q1", text="“serious progress”,", article=digest)
    again = replace(theirs, id="q4")
    more = replace(theirs, id="q5", text="very serious progress", article=third)
    (one, other, alone) = make_statements(
        [replace(theirs, others=(ours, again)), replace(theirs, others=(ours, more, more)), theirs]
    )
    assert ([also.id for also in one.also], one.sources, one.varied) == (["q1"], 2, False)
    assert ([also.id for also in other.also], other.sources, other.varied) == (["q1", "q5"], 3, True)
    assert (alone.also, alone.sources, alone.varied) == ((), 1, False)

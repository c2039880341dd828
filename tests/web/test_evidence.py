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


def test_the_same_words_of_one_speaker_in_two_sources_are_one_statement_with_the_original_first() -> None:
    digest = replace(SOURCE, id="a2", digest=True)
    ours = QuoteRow(
        "q1",
        "maxim-oreshkin",
        "Oreshkin",
        "serious progress,",
        "direct",
        digest,
        "2019-12-07-sochi",
        "Sochi",
        "2019-12-07",
    )
    theirs = replace(ours, id="q2", text="Serious progress", article=SOURCE)
    other = replace(ours, id="q3", speaker="vladimir-putin")
    elsewhere = replace(ours, id="q5", event_slug="2019-12-20-saint-petersburg")
    statements = make_statements([ours, other, theirs, replace(theirs, id="q4"), elsewhere])
    assert [(one.quote.id, [also.id for also in one.also]) for one in statements] == [
        ("q2", ["q1"]),
        ("q3", []),
        ("q5", []),
    ]

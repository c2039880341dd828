"""Sentences and quotation marks: nothing lost, nothing doubled, speech kept whole."""

from hypothesis import given
from hypothesis import strategies as st

from app.ingest.stages.quoted import find_quoted
from app.ingest.stages.segment import split_sentences
from app.lexicon.language import get_language

ENGLISH = get_language("en")
PIECES = st.sampled_from(
    [
        "They met. ",
        "“We agree. Fully,” he said. ",
        "\n\n",
        "Dec. 20 ",
        "(see) ",
        "St. Petersburg",
        "” ",
        '"',
        " — ",
    ]
)


def split(text: str) -> list[str]:
    return [sentence.span.of(text) for sentence in split_sentences(text, find_quoted(text), ENGLISH)]


def test_abbreviations_and_initials_do_not_end_a_sentence() -> None:
    assert split("They meet in St. Petersburg on Dec. 20 with Mr. V. Putin. Nobody else will.") == [
        "They meet in St. Petersburg on Dec. 20 with Mr. V. Putin.",
        "Nobody else will.",
    ]


def test_speech_of_several_sentences_stays_with_the_words_that_attribute_it() -> None:
    text = "“We agree. It took long,” Putin said. They left."
    assert split(text) == ["“We agree. It took long,” Putin said.", "They left."]


def test_a_sentence_ends_with_the_speech_that_ends_it() -> None:
    assert split("It “has ended.” Some think so.") == ["It “has ended.”", "Some think so."]


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=12).map("".join)))
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    sentences = split_sentences(text, find_quoted(text), ENGLISH)
    end = 0
    for sentence in sentences:
        assert not text[end : sentence.span.start].strip()
        assert sentence.span.start >= end
        assert all(sentence.span.holds(clause) for clause in sentence.clauses)
        end = sentence.span.end
    assert not text[end:].strip()


@given(st.text(alphabet='a \n.“”«»"„', max_size=60))
def test_quotation_marks_of_any_kind_give_spans_within_the_text(text: str) -> None:
    for span in find_quoted(text):
        assert span.of(text).strip()
        assert "\n" not in span.of(text)

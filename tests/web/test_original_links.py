"""Links to a sentence in the original, by text fragment."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.views import ArticleRow
from app.web.originals import make_original_link, make_text_directive


def make_source(url: str | None, *, digest: bool = False) -> ArticleRow:
    return ArticleRow("a1", "Title", "Publisher", url, "2019-12-08", "en", digest)


def test_a_short_sentence_is_quoted_whole() -> None:
    link = make_original_link(make_source("https://example.org/a"), "They met in Sochi.")
    assert link == "https://example.org/a#:~:text=They%20met%20in%20Sochi"


def test_hyphens_commas_and_ampersands_are_escaped_because_the_directive_reads_them_as_its_own() -> None:
    assert make_text_directive("Oil, gas & a five-hour talk") == "Oil%2C%20gas%20%26%20a%20five%2Dhour%20talk"


def test_a_long_sentence_is_named_by_its_first_and_last_words() -> None:
    words = [f"word{number}" for number in range(30)]
    start, end = make_text_directive(" ".join(words) + ".").split(",")
    assert unquote(start) == "word0 word1 word2 word3 word4 word5"
    assert unquote(end) == "word24 word25 word26 word27 word28 word29"


def test_quotation_marks_at_the_ends_are_left_out_because_publishers_change_them() -> None:
    assert make_text_directive("“We have resolved all issues.”") == "We%20have%20resolved%20all%20issues"


def test_cyrillic_words_are_encoded() -> None:
    assert unquote(make_text_directive("Встреча в Сочи.")) == "Встреча в Сочи"


def test_a_digest_links_to_the_start_of_the_original_because_its_words_do_not_stand_there() -> None:
    assert (
        make_original_link(make_source("https://example.org/a", digest=True), "They met.")
        == "https://example.org/a"
    )


def test_an_address_with_its_own_fragment_keeps_it() -> None:
    link = make_original_link(make_source("https://example.org/a#part"), "They met.")
    assert link == "https://example.org/a#part:~:text=They%20met"


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "data:text/html,x", "//example.org", "http://[", "x"]
)
def test_what_is_no_web_address_is_no_link(url: str | None) -> None:
    assert make_original_link(make_source(url), "They met.") is None


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_breaks_out_of_the_directive(text: str) -> None:
    directive = make_text_directive(text)
    assert directive.isascii()
    assert not set(directive) & set(" -&#\"'<>\n")
    assert directive.count(",") <= 1

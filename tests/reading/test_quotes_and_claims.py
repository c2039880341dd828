"""Who said what, and who counts how many meetings."""

import pytest

from tests.reading.articles import read


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("“We have agreed on gas,” Putin said.", [("vladimir-putin", "We have agreed on gas,")]),
        ("“We have agreed on gas,” said Lukashenka.", [("alexander-lukashenko", "We have agreed on gas,")]),
        ("Lukashenko noted: “We have agreed on gas.”", [("alexander-lukashenko", "We have agreed on gas.")]),
        ("According to Putin, “it is done.”", [("vladimir-putin", "it is done.")]),
        ("Putin spoke. “It is all done,” he said.", [("vladimir-putin", "It is all done,")]),
        ('"It is all done," Kremlin spokesman Dmitry Peskov said.', [("dmitry-peskov", "It is all done,")]),
        ("“It is all done,” economist Anna Petrova said.", [("anna-petrova", "It is all done,")]),
        ("“It is all done,” complained Anna Petrova, who runs a shop.", [("anna-petrova", "It is all done,")]),
        ("“It is all done,” Kremlin officials said.", [(None, "It is all done,")]),
        ("“Gas stays cheap until summer,” the document says.", [(None, "Gas stays cheap until summer,")]),
        ("Putin said “real progress” had been made, “even on oil.”", [
            ("vladimir-putin", "real progress"), ("vladimir-putin", "even on oil."),
        ]),
        # Names, titles, scare quotes and words that nobody is said to have said.
        ("They read “Belarus Today” at breakfast, Putin said.", []),
        ("The visit may seem “sudden” to some.", []),
        ("The so-called “road maps for closer union” lay on the table.", []),
    ],
)  # fmt: skip
def test_a_quote_has_the_speaker_whom_the_words_around_it_name(
    text: str, quotes: list[tuple[str | None, str]]
) -> None:
    assert [(quote.speaker, quote.text) for quote in read(text).quotes] == quotes


def test_a_title_in_quotation_marks_is_no_quote() -> None:
    assert read("They met.", title="“We have agreed on gas,” Putin said").quotes == ()


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Putin and Lukashenko met six times in 2022.", [(2022, 6, None)]),
        ("In 2021 Putin and Lukashenko met six times, and in 2022 they had 12 meetings.",
         [(2021, 6, None), (2022, 12, None)]),
        ("It was the third meeting of Putin and Lukashenko this year.", [(2023, 3, "2023-04-07")]),
        ("Putin and Lukashenko met five times last year.", [(2022, 5, None)]),
        # Somebody else's, no year, no count.
        ("Putin and Xi met six times in 2022.", []),
        ("Putin and Lukashenko met six times.", []),
        ("Putin and Lukashenko had a meeting in 2022.", []),
        ("The ministers met six times in 2022.", []),
    ],
)  # fmt: skip
def test_a_count_is_of_both_presidents_and_of_a_year(
    text: str, claims: list[tuple[int, int, str | None]]
) -> None:
    found = [(c.year, c.count, c.as_of.text if c.as_of else None) for c in read(text).claims]
    assert found == claims


def test_this_was_the_fourth_counts_as_of_the_last_day_of_the_meeting() -> None:
    text = (
        "Putin and Lukashenko held talks in Minsk on April 4-5. "
        "This was the fourth meeting between Lukashenko and Putin in 2023."
    )
    [claim] = read(text).claims
    assert (claim.count, str(claim.as_of)) == (4, "2023-04-05")

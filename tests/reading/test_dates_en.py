"""Times told in English. 24 May 2024 is a Friday."""

import pytest

from tests.reading.dates import Case, list_dates

PUBLISHED = "2024-05-24"

ABSOLUTE: list[Case] = [
    ("They met on 5 April 2023.", None, ["2023-04-05"]),
    ("They met on April 5, 2023, and left.", None, ["2023-04-05"]),
    ("They met on the 5th of April 2023.", None, ["2023-04-05"]),
    ("They met on April 5th, 2023.", None, ["2023-04-05"]),
    ("They met on Apr. 5, 2023.", None, ["2023-04-05"]),
    ("They met on 5 Sept. 2023 in the hall.", None, ["2023-09-05"]),
    ("They met on 2023-04-05, 2023/04/05 and 06.04.2023.", None, ["2023-04-05", "2023-04-05", "2023-04-06"]),
    ("They met on 24/04/2023 and on 04/24/2023.", None, ["2023-04-24", "2023-04-24"]),
    ("They met on April 5-6, 2023.", None, ["2023-04-05/2023-04-06"]),
    ("They met on April 5 and 6, 2023.", None, ["2023-04-05/2023-04-06"]),
    ("They met on April 5 and 9, 2023.", None, ["2023-04-05", "2023-04-09"]),
    ("They met on 5, 6 and 7 April 2023.", None, ["2023-04-05/2023-04-07"]),
    ("They stayed from 5 to 7 April 2023.", None, ["2023-04-05/2023-04-07"]),
    ("They stayed from April 30 to May 1, 2023.", None, ["2023-04-30/2023-05-01"]),
    ("They met on 30 April – 1 May 2023.", None, ["2023-04-30/2023-05-01"]),
    ("They met on 30 April and 1 May 2023.", None, ["2023-04-30/2023-05-01"]),
    ("They met on 30 April and 9 May 2023.", None, ["2023-04-30", "2023-05-09"]),
    ("They stayed from December 30 to January 2, 2024.", None, ["2023-12-30/2024-01-02"]),
    ("They met on 17 February, 6 April and 23 November 2023.", None, ["2023-02-17", "2023-04-06", "2023-11-23"]),
    ("They met in April 2023.", None, ["2023-04"]),
    ("They met on Friday, April 5, 2024.", None, ["2024-04-05"]),
    # Where the weekday is wrong, the day of the month counts.
    ("They met on Monday, April 5, 2024.", None, ["2024-04-05"]),
]  # fmt: skip

WITHOUT_YEAR: list[Case] = [
    ("They met on April 5.", None, []),
    ("They met on April 5.", "2023-04-07", ["2023-04-05"]),
    ("They met on December 30.", "2024-01-02", ["2023-12-30"]),
    ("They will meet on January 5.", "2023-12-30", ["2024-01-05"]),
    ("They are to meet on December 20, the Kremlin said.", "2019-12-08", ["2019-12-20"]),
    ("They discussed the December 20 summit.", "2019-12-08", ["2019-12-20"]),
    ("They met on May 9 last year.", PUBLISHED, ["2023-05-09"]),
    ("Last year they met on 9 May and 30 June.", PUBLISHED, ["2023-05-09", "2023-06-30"]),
    ("In 2021 they met on 22 February.", PUBLISHED, ["2021-02-22"]),
    ("They arrived on May 23 and left on the 24th.", "2024-05-26", ["2024-05-23", "2024-05-24"]),
    ("The parade had been set for May 9 and was moved.", "2020-06-29", ["2020-05-09"]),
    ("Yesterday, May 23, they talked.", PUBLISHED, ["2024-05-23"]),
    ("They talked on May 23 (Thursday).", PUBLISHED, ["2024-05-23"]),
    ("Last week, on May 16, they talked.", PUBLISHED, ["2024-05-16"]),
    ("They will meet in May.", "2023-04-07", ["2023-05"]),
    ("They met in early March.", PUBLISHED, ["2024-03"]),
    ("They met last December.", PUBLISHED, ["2023-12"]),
    ("They met in May last year.", PUBLISHED, ["2023-05"]),
    ("They met in February, April and May.", PUBLISHED, ["2024-02", "2024-04", "2024-05"]),
    ("MINSK, May 24. /TASS/. They met.", PUBLISHED, ["2024-05-24"]),
]

RELATIVE: list[Case] = [
    ("They met on Saturday, yesterday.", None, []),
    ("They met on Wednesday.", "2023-04-07", ["2023-04-05"]),
    ("They met on Friday.", "2023-04-07", ["2023-04-07"]),
    ("They met last Friday.", "2023-04-07", ["2023-03-31"]),
    ("They will meet on Wednesday.", "2023-04-07", ["2023-04-12"]),
    ("They will meet next Monday.", PUBLISHED, ["2024-05-27"]),
    ("The talks are scheduled for Monday, he said on Thursday.", PUBLISHED, ["2024-05-27", "2024-05-23"]),
    ("The Kremlin said on Thursday the two would meet.", PUBLISHED, ["2024-05-23"]),
    ("On Monday, the two will meet.", PUBLISHED, ["2024-05-27"]),
    ("On Tuesday, he said that the two will meet.", PUBLISHED, ["2024-05-21"]),
    ("Wednesday evening they talked; Thursday's lunch was short.", PUBLISHED, ["2024-05-22", "2024-05-23"]),
    ("He landed late on Thursday.", PUBLISHED, ["2024-05-23"]),
    ("They talked on Wednesday and Thursday.", PUBLISHED, ["2024-05-22/2024-05-23"]),
    ("The talks were postponed from Thursday to Friday.", "2024-05-22", ["2024-05-24"]),
    ("The May 24 talks will be continued on June 3.", PUBLISHED, ["2024-05-24", "2024-06-03"]),
    ("They talked on Friday of last week.", PUBLISHED, ["2024-05-17"]),
    ("They met yesterday.", "2023-03-01", ["2023-02-28"]),
    ("They met this morning and will talk tomorrow.", PUBLISHED, ["2024-05-24", "2024-05-25"]),
    ("They met the day before yesterday.", "2023-03-01", ["2023-02-27"]),
    ("They met on May 15. A day earlier he had landed.", PUBLISHED, ["2024-05-15", "2024-05-14"]),
    ("They met on May 15 and flew on the next day.", PUBLISHED, ["2024-05-15", "2024-05-16"]),
    ("He had landed the day before.", PUBLISHED, ["2024-05-23"]),
    ("They met three days ago.", "2023-03-01", ["2023-02-26"]),
    ("They met on May 15; two days later he called.", PUBLISHED, ["2024-05-15", "2024-05-17"]),
    ("They met on December 7, 2019, and two weeks later.", PUBLISHED, ["2019-12-07", "2019-12"]),
    ("They talked on New Year's Eve.", "2026-02-08", ["2025-12-31"]),
    # About a day, but none: the week or month alone.
    ("They met last week.", PUBLISHED, ["2024-05-13/2024-05-19"]),
    ("They met last weekend.", PUBLISHED, ["2024-05-18/2024-05-19"]),
    ("They met on Dec 7 after December 7's deal.", "2019-12-08", ["2019-12-07", "2019-12-07"]),
    ("They agreed to meet in two weeks.", "2019-12-08", ["2019-12"]),
    ("They met a week ago.", PUBLISHED, ["2024-05"]),
    ("They met on Thursday.", "2024-05-20/2024-05-26", ["2024-05-23"]),
    ("They met from 20 to 22 May, on Tuesday at night.", "2024-05-31", ["2024-05-20/2024-05-22", "2024-05-21"]),
    ("They met yesterday.", "2024-05-20/2024-05-26", []),
]  # fmt: skip

NONE: list[Case] = [
    (text, PUBLISHED, [])
    for text in (
        "It may rain, and they march on.",
        "Talks took five hours; 31 June 2023 does not exist.",
        "Supplies for 2023-2025 cost 12.5 percent more.",
        "May May May.",
        "A 24-year-old paid 24.05 at 10:30 for article 24.",
        "Twenty years after the treaty nobody cheers.",
        "They will meet in the coming days.",
        "They meet every Friday.",
        "The truce holds until Friday.",
        "He came on the day before the summit.",
        "They met on 04/05/2023, whichever day that is.",
        "They met on 5 or 6 April 2023.",
        "Theresa May spoke of Black Friday.",
        "On 30 February and 99.99.2019 nothing happened.",
        "The year 2023 was long.",
        "They have met six times in two weeks.",
    )
]


@pytest.mark.parametrize(("text", "published", "dates"), ABSOLUTE + WITHOUT_YEAR + RELATIVE + NONE)
def test_a_time_means_the_day_it_tells_and_no_more(
    text: str, published: str | None, dates: list[str]
) -> None:
    assert list_dates("en", text, published) == dates

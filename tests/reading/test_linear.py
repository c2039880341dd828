"""A text ten times longer costs about ten times as much, whatever it repeats: counted in calls, not in seconds."""

import sys
from types import FrameType

import pytest

from app.domain.dates import EdtfDate
from app.domain.readings import Article
from app.ingest.reading import read_reading

# Twelve is what a text ten times longer may cost; what each text costs once makes the ratio smaller, never larger.
MOST = 12.0
SHORT = 1_500
HOSTILE = [
    ("en", "“"),
    ("en", '" '),
    ("en", "«yes» "),
    ("en", "'"),
    ("en", "May "),
    ("en", "24 May and "),
    ("en", "1234567890"),
    ("en", "a"),
    ("en", "— "),
    ("en", ". "),
    ("en", "they "),
    ("en", "meeting, "),
    ("en", "Putin met Lukashenko and "),
    ("en", "the sixth meeting in 2021 "),
    ("ru", "мая "),
    ("ru", "— да, — сказал он. "),
    ("ru", "Путин встретился с Лукашенко и "),
    ("ru", "Путин встретился с Лукашенко в понедельник. "),
    ("be", "траўня "),
    ("be", "— так, — сказаў ён. "),
    ("be", "Пуцін сустрэўся з Лукашэнкам і "),
    ("be", "Пуцін сустрэўся з Лукашэнкам у панядзелак. "),
]


def count_calls(code: str, unit: str, length: int) -> int:
    """Count the calls, of our functions and of Python's own, that reading `unit` again and again takes."""
    text = (unit * (length // len(unit) + 1))[:length]
    article = Article("test", None, None, None, EdtfDate.parse("2024-05-24"), code, text)
    calls = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read_reading(article)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(("code", "unit"), HOSTILE)
def test_ten_times_the_text_is_ten_times_the_work(code: str, unit: str) -> None:
    # The first reading of a language reads its tables, and the first of these words looks them up there.
    count_calls(code, unit, SHORT)
    assert count_calls(code, unit, 10 * SHORT) <= MOST * count_calls(code, unit, SHORT)

"""Encodings: the right letters or none."""

import string
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import SourceError
from app.ingest.stages.read import read_article

RUSSIAN = """Переговоры в Минске

24 мая 2024

Президенты России и Белоруссии встретились в Минске. Они говорили о ценах на газ, о безопасности и о торговле.
"""
BELARUSIAN = """Перамовы ў Мінску

24 мая 2024

Прэзідэнты Беларусі і Расіі сустрэліся ў Мінску. Яны гаварылі пра цэны на газ, пра бяспеку і пра гандаль.
"""
ENGLISH = """Talks in Minsk

May 24, 2024

“We have met,” he said at a café in Minsk – and that was all.
"""
PAGE = '<html><head><meta charset="{}"></head><body><article><h1>{}</h1><p>{}</p></article></body></html>'


def read(data: bytes, content_type: str | None = None) -> str:
    return read_article("a.txt", data, content_type).text


@pytest.mark.parametrize(
    "charset",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "cp1251",
        "koi8-r",
        "cp866",
        "iso-8859-5",
        "mac-cyrillic",
    ],
)
def test_russian_comes_right_from_any_encoding(charset: str) -> None:
    assert read(RUSSIAN.encode(charset)) == read(RUSSIAN.encode())


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-le", "cp1251", "iso-8859-5", "mac-cyrillic"])
def test_belarusian_comes_right_from_any_encoding_that_has_its_letters(charset: str) -> None:
    assert read(BELARUSIAN.encode(charset)) == read(BELARUSIAN.encode())


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-be", "cp1252"])
def test_english_with_typographic_marks_comes_right(charset: str) -> None:
    assert read(ENGLISH.encode(charset)) == read(ENGLISH.encode())


@pytest.mark.parametrize("charset", ["cp1251", "koi8-r", "utf-8"])
@pytest.mark.parametrize("claimed", ["cp1251", "koi8-r", "utf-8", "iso-8859-1", "no-such-charset"])
def test_a_header_that_lies_is_not_believed(charset: str, claimed: str) -> None:
    assert read(RUSSIAN.encode(charset), f"text/plain; charset={claimed}") == read(RUSSIAN.encode())


def test_a_page_declares_its_charset() -> None:
    title, body = RUSSIAN.split("\n\n")[0], RUSSIAN.split("\n\n")[2]
    text = read(PAGE.format("koi8-r", title, body).encode("koi8-r"))
    assert text.startswith(title)
    assert "о безопасности" in text


def test_utf8_with_broken_bytes_is_refused_and_never_guessed() -> None:
    with pytest.raises(SourceError, match="broken UTF-8 at byte 10"):
        read(RUSSIAN.encode()[:10] + b"\xff" + RUSSIAN.encode()[10:])


def test_utf8_cut_within_its_last_letter_loses_that_letter() -> None:
    assert read(RUSSIAN.strip().encode()[:-2]).endswith("торговл")


def test_letters_that_were_mixed_up_or_lost_before_are_refused() -> None:
    with pytest.raises(SourceError, match="mixed up"):
        read(RUSSIAN.encode().decode("latin-1").encode())
    with pytest.raises(SourceError, match="lost"):
        read(RUSSIAN.encode("cp1251").decode("utf-8", "replace").encode())


def test_garbage_is_refused() -> None:
    with pytest.raises(SourceError, match="no known encoding"):
        read(bytes((index * 7919 + index * index * 104729) % 96 + 160 for index in range(3000)))


def test_invisible_and_bidirectional_controls_are_stripped() -> None:
    title = "Talks\u200b in\u00a0Minsk"
    body = "\u202eThey\u2066 met\x00 in Min\u00adsk, \ufeffand that was cafe\u0301 talk."
    text = read(f"{title}\n\n{body}".encode())
    assert text == "Talks in Minsk\n\nThey met in Minsk, and that was café talk."


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\u2028", "\x85"])
def test_all_line_breaks_are_one(newline: str) -> None:
    assert read(RUSSIAN.replace("\n", newline).encode()) == read(RUSSIAN.encode())


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(SourceError):
        read_article("a", data)


@given(
    st.text(alphabet=string.ascii_letters + "аеіў \n#*[](){}<>&;:|/-—\\`_!\"'“”.,0123456789©", max_size=300)
)
def test_any_text_is_read_or_refused_and_read_again_alike(text: str) -> None:
    with suppress(SourceError):
        article = read_article("a", text.encode())
        assert article == read_article("a", text.encode())
        assert article.text == article.text.strip()
        assert all(paragraph.strip() for paragraph in article.text.split("\n\n"))

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from app.domain.spans import Span
from app.store import schema
from app.store.articles import get_article, list_article_ids
from app.store.engine import write_session
from app.store.passages import Mark, make_passages
from app.store.sentences import Sentences
from app.store.views import ArticleDetail, Passage
from app.store.writer import make_article_id
from tests import sample_2019, sample_2020s
from tests.store.conftest import TODAY


def get(session: Session, article_id: str, *, full_text: bool = False) -> ArticleDetail:
    detail = get_article(session, article_id, full_text, TODAY)
    assert detail is not None
    return detail


def get_text(passage: Passage) -> str:
    return "".join(text for text, _ in passage.pieces)


def test_of_other_peoples_texts_only_what_was_read_and_its_neighbours_are_shown(session: Session) -> None:
    detail = get(session, make_article_id(sample_2019.make_original().article))
    assert [get_text(one) for one in detail.passages] == [
        "Presidents Putin and Lukashenka sat together in Sochi on Saturday for more than five hours and parted with "
        "no agreement.",
        "“If our plants pay two hundred dollars, then the plants they compete with should pay the same.",
        "Otherwise we will find no basis for our relations,” Lukashenka told reporters.",
        "A light rain fell on the empty beaches.",
        "",
    ]


def test_the_full_text_is_shown_where_that_is_allowed(session: Session) -> None:
    reading = sample_2019.make_original()
    detail = get(session, make_article_id(reading.article), full_text=True)
    assert [get_text(one) for one in detail.passages] == [
        one.of(reading.article.text) for one in reading.sentences[1:]
    ]


def test_a_digest_is_shown_whole(session: Session) -> None:
    reading = sample_2019.make_digest()
    detail = get(session, make_article_id(reading.article))
    assert [get_text(one) for one in detail.passages] == [
        one.of(reading.article.text) for one in reading.sentences[1:]
    ]
    assert [one.number for one in detail.passages] == list(range(1, len(reading.sentences)))


def test_pieces_say_what_was_read_in_them(session: Session) -> None:
    detail = get(session, make_article_id(sample_2020s.make_weekly().article))
    kinds = {text: kinds for passage in detail.passages for text, kinds in passage.pieces}
    assert kinds["May 23-24"] == ("date",)
    assert kinds["security"] == ("quote", "topics")
    assert kinds["It was the fourth meeting of 2024."] == ("claim",)
    assert kinds["the two leaders"] == ("claim", "people")


def test_paragraphs_are_marked(session: Session) -> None:
    detail = get(session, make_article_id(sample_2020s.make_weekly().article))
    assert [one.paragraph for one in detail.passages] == [True, False, False, True, False, True]


def test_what_was_read_from_an_article_is_listed_in_its_order(session: Session) -> None:
    detail = get(session, make_article_id(sample_2019.make_digest().article))
    assert [one.slug for one in detail.events] == [
        "2019-12-07-sochi",
        "2019-12-20-saint-petersburg",
        "1999-12-08-milestone",
        "2019-12-07-minsk",
    ]
    assert [one.text for one in detail.quotes] == ["We do not ask for cheap gas,", "serious progress"]
    assert detail.versions == 1
    assert detail.article.digest


def test_an_unknown_article_is_none(session: Session) -> None:
    assert get_article(session, "nothing", False, TODAY) is None


def test_of_a_withdrawn_article_no_text_is_left(samples: Engine) -> None:
    article_id = make_article_id(sample_2019.make_original().article)
    with write_session(samples) as session:
        session.execute(
            update(schema.article)
            .where(schema.article.c.id == article_id)
            .values(withdrawn="2026-11-22", withdrawn_reason="a hoax")
        )
        detail = get(session, article_id, full_text=True)
        assert (detail.withdrawn, detail.withdrawn_reason, detail.passages) == ("2026-11-22", "a hoax", ())
        assert article_id not in list_article_ids(session)


@pytest.mark.parametrize("whole", [True, False])
@given(data=st.data())
def test_pieces_put_together_are_the_sentences(whole: bool, data: st.DataObject) -> None:
    text = data.draw(st.text("ab \n", min_size=8, max_size=60))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=8)))
    sentences = Sentences(text, tuple(Span(*pair) for pair in pairwise(cuts)))
    edges = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9)).map(
        lambda e: Span(e[0], min(sum(e), len(text)))
    )
    marks = [Mark(span, kind) for span, kind in data.draw(st.lists(st.tuples(edges, st.sampled_from("xyz"))))]
    passages = make_passages(sentences, marks, body_start=0, whole=whole)
    shown = {one.number: get_text(one) for one in passages if one.number is not None}
    assert all(words == sentences.spans[number].of(text) for number, words in shown.items())
    assert all(piece for one in passages for piece, _ in one.pieces)
    for mark in marks:
        for number, span in enumerate(sentences.spans):
            assert not mark.span.overlaps(span) or number in shown
    if whole:
        assert len(shown) == len(sentences.spans)
    gaps = [one.number is None for one in passages]
    assert not any(gap and after for gap, after in pairwise(gaps))


def test_tens_of_thousands_of_marks_take_a_second_or_two() -> None:
    text = "a. " * 200_000 + "b" * 400_000
    sentences = Sentences(
        text, (*(Span(at, at + 2) for at in range(0, 600_000, 3)), Span(600_000, 1_000_000))
    )
    marks = [Mark(Span(at, at + 2), "quote") for at in range(0, 1_000_000, 12)]
    began = time.perf_counter()
    passages = make_passages(sentences, marks, body_start=0, whole=True)
    assert time.perf_counter() - began < 5
    assert len(passages) == len(sentences.spans)
    assert sum("quote" in kinds for one in passages for _, kinds in one.pieces) >= len(marks)
